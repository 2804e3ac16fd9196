// How each browser engine is started for tests.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserLauncher } from '@web/test-runner-core';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { findBrowser, type Engine } from './browsers.mjs';
import { freePort } from './free-port.js';
import { type DriverProcess, WebKitLauncher } from './webkit-launcher.js';

/** How an engine is started, or `undefined` when it is not installed. */
export function launcherOf(engine: Engine): BrowserLauncher | undefined {
  const found = findBrowser(engine);
  if (found === undefined) return undefined;
  if (engine === 'chromium') return chromiumLauncher(found.path);
  if (engine === 'firefox') return firefoxLauncher(found.path);
  return webKitLauncher(found.path, found.browser ?? '');
}

function chromiumLauncher(executablePath: string): BrowserLauncher {
  // As root Chromium refuses its sandbox; the other two keep it from talking to anything but the test server.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, '--disable-quic', '--disable-background-networking'];
  return chromeLauncher({ launchOptions: { executablePath, args } });
}

function firefoxLauncher(executablePath: string): BrowserLauncher {
  return puppeteerLauncher({ launchOptions: { browser: 'firefox', executablePath } });
}

function webKitLauncher(driver: string, browser: string): BrowserLauncher {
  const launcher = new WebKitLauncher(() => startWebDriver(driver), {
    browserName: 'MiniBrowser',
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  });
  // Its declared type only lacks an `undefined` that exactOptionalPropertyTypes asks for.
  return launcher as BrowserLauncher;
}

async function startWebDriver(driver: string): Promise<DriverProcess> {
  const port = await freePort();
  const child = spawn(
    'dbus-run-session',
    ['--', 'xvfb-run', '--auto-servernum', driver, `--port=${port}`],
    // A group of its own, so that the virtual screen and the browser end with the driver.
    { stdio: 'ignore', detached: true },
  );
  endWithUs(child);
  await untilListening(port, child);
  return { port, stop: () => stopGroup(child) };
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${child.exitCode}`);
    const answered = await fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await delay(100);
  }
  throw new Error('WebKitWebDriver did not answer within 30 s');
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    endGroup(child, 'SIGTERM');
    await Promise.race([once(child, 'exit'), delay(5_000)]);
  }
  // A browser that hangs does not hear the first.
  endGroup(child, 'SIGKILL');
}

/** Leaves nothing behind, however this process ends. */
function endWithUs(child: ChildProcess): void {
  process.once('exit', () => endGroup(child, 'SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // Nobody is left to hear it.
  }
}
