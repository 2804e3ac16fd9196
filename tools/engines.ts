// How each browser engine is started for tests.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserLauncher } from '@web/test-runner-core';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { findBrowser, type Engine } from './browsers.mjs';
import { freePort } from './free-port.js';
import { WebKitLauncher } from './webkit-launcher.js';

export interface StartedEngine {
  readonly launcher: BrowserLauncher;
  stop(): Promise<void>;
}

/** Starts an engine, or returns `undefined` when it is not installed. */
export async function startEngine(engine: Engine): Promise<StartedEngine | undefined> {
  const found = findBrowser(engine);
  if (found === undefined) return undefined;
  if (engine === 'chromium') return startChromium(found.path);
  if (engine === 'firefox') return startFirefox(found.path);
  return startWebKit(found.path, found.browser ?? '');
}

const nothingToStop = async (): Promise<void> => {};

function startChromium(executablePath: string): StartedEngine {
  // As root Chromium refuses its sandbox; the other two keep it from talking to anything but the test server.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, '--disable-quic', '--disable-background-networking'];
  return {
    launcher: chromeLauncher({ launchOptions: { executablePath, args } }),
    stop: nothingToStop,
  };
}

function startFirefox(executablePath: string): StartedEngine {
  return {
    launcher: puppeteerLauncher({ launchOptions: { browser: 'firefox', executablePath } }),
    stop: nothingToStop,
  };
}

async function startWebKit(driver: string, browser: string): Promise<StartedEngine> {
  const port = await freePort();
  const child = spawn(
    'dbus-run-session',
    ['--', 'xvfb-run', '--auto-servernum', driver, `--port=${port}`],
    // A group of its own, so that the virtual screen and the browser end with the driver.
    { stdio: 'ignore', detached: true },
  );
  endWithUs(child);
  await untilListening(port, child);
  const capabilities = {
    browserName: 'MiniBrowser',
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  };
  const launcher = new WebKitLauncher({ hostname: '127.0.0.1', port, path: '/', capabilities });
  return {
    // Its declared type only lacks an `undefined` that exactOptionalPropertyTypes asks for.
    launcher: launcher as BrowserLauncher,
    stop: () => stopGroup(child),
  };
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${child.exitCode}`);
    const answered = await fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await delay(100);
  }
  throw new Error('WebKitWebDriver did not answer within 10 s');
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (!endGroup(child)) return;
  await once(child, 'exit');
}

/** Leaves nothing behind, however this process ends. */
function endWithUs(child: ChildProcess): void {
  process.once('exit', () => endGroup(child));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): boolean {
  if (pid === undefined || exitCode !== null || signalCode !== null) return false;
  return process.kill(-pid, 'SIGTERM');
}
