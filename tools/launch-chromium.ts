import { launch, type Browser } from 'puppeteer-core';
import { findBrowser } from './browsers.mjs';

/** Starts Chromium for a script that drives it; undefined when it is not installed. */
export async function launchChromium(): Promise<Browser | undefined> {
  const executablePath = findBrowser('chromium')?.path;
  if (executablePath === undefined) return undefined;
  // As root Chromium refuses its sandbox; the other two keep it from talking to anything but the test server.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, '--disable-quic', '--disable-background-networking'];
  return launch({ executablePath, args });
}
