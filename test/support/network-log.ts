import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Page } from 'puppeteer-core';

/** Where Chromium asks for what it needs itself. */
const own = ['google.com', 'googleapis.com', 'gvt1.com'];

/** What a browser has asked the network for: not only what a page can see of it. */
export interface NetworkLog {
  /** Addresses that were requested, in whatever way. */
  readonly urls: readonly string[];
  /** Hosts whose addresses were looked up, in advance as well, or that were connected to. */
  readonly hosts: readonly string[];
}

/** Runs a Chromium of its own, and reads what it has written down of its network. Nothing leaves the machine. */
export async function logNetwork(
  executablePath: string,
  use: (page: Page) => Promise<void>,
): Promise<NetworkLog> {
  const folder = mkdtempSync(join(tmpdir(), 'network-'));
  const path = join(folder, 'log.json');
  const browser = await launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-quic', '--disable-background-networking'],
      `--log-net-log=${path}`,
      // The browser's own errands lead nowhere. Others must be looked up, or the log would not say so: use names that end in
      // `.invalid`, which nobody has.
      `--host-resolver-rules=${own.map((name) => `MAP *.${name} ~NOTFOUND`).join(', ')}`,
    ],
  });
  try {
    const [page] = await browser.pages();
    if (!page) throw new Error('Expected a page');
    await page.setViewport({ width: 900, height: 700 });
    await use(page);
  } finally {
    await browser.close();
  }
  const log = existsSync(path) ? readLog(readFileSync(path, 'utf8')) : undefined;
  rmSync(folder, { recursive: true });
  if (!log) throw new Error('Expected a log of the network');
  return log;
}

interface RawLog {
  readonly events: readonly { readonly params?: Readonly<Record<string, unknown>> }[];
}

/** Every event that names an address or a host does so in one of few members, whatever it is about. */
function readLog(json: string): NetworkLog {
  const { events } = JSON.parse(json) as RawLog;
  const named = (...members: readonly string[]): string[] => {
    const values = events.flatMap(({ params = {} }) => members.map((name) => params[name]));
    const texts = values.filter((value) => typeof value === 'string');
    const ours = /^(?:data|chrome|about|devtools):/;
    const isOwn = (text: string): boolean => own.some((name) => text.includes(name));
    return [...new Set(texts)].filter(
      (text) => !isOwn(text) && !ours.test(text) && !/~notfound/.test(text),
    );
  };
  return {
    urls: named('url', 'origin', 'source_url'),
    hosts: named('host', 'hostname', 'group_id', 'destination'),
  };
}
