import { launch, type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findBrowser } from '../tools/browsers.mjs';

/** What the browser has counted of a page. */
export interface Metrics {
  /** Milliseconds that the main thread has worked. */
  readonly mainThread: number;
}

export async function launchChromium(): Promise<Browser> {
  const found = findBrowser('chromium');
  if (!found) throw new Error('Chromium is needed: install it, or set CHROME_PATH');
  return launch({
    executablePath: found.path,
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    defaultViewport: { width: 1_000, height: 800 },
    protocolTimeout: 600_000,
  });
}

/** A page in a process and a profile of its own, so that nothing is left of the one before. */
export class BenchPage {
  readonly page: Page;
  readonly #session: CDPSession;
  readonly #close: () => Promise<void>;

  private constructor(page: Page, session: CDPSession, close: () => Promise<void>) {
    this.page = page;
    this.#session = session;
    this.#close = close;
  }

  static async open(browser: Browser, url: string): Promise<BenchPage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${url}: ${String(error)}`));
    const session = await page.createCDPSession();
    // Processor time, not time on the wall: other work on the machine does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const bench = new BenchPage(page, session, () => context.close());
    await page.goto(url, { waitUntil: 'load' });
    return bench;
  }

  async metrics(): Promise<Metrics> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const task = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    return { mainThread: task * 1_000 };
  }

  /** Milliseconds that the main thread works while something goes on. */
  async mainThread(work: () => Promise<unknown>): Promise<number> {
    const before = await this.metrics();
    await work();
    return (await this.metrics()).mainThread - before.mainThread;
  }

  /** Bytes in use after the garbage is collected: JavaScript's and the page's own objects. */
  async heap(): Promise<number> {
    for (let round = 0; round < 3; round += 1) {
      await this.#session.send('HeapProfiler.collectGarbage');
    }
    const usage = await this.#session.send('Runtime.getHeapUsage');
    return usage.usedSize + usage.embedderHeapUsedSize;
  }

  async throttle(rate: number): Promise<void> {
    await this.#session.send('Emulation.setCPUThrottlingRate', { rate });
  }

  close(): Promise<void> {
    return this.#close();
  }
}
