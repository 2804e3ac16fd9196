import { launch, type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findBrowser } from '../tools/browsers.mjs';

/** What the main thread did, in milliseconds of processor time: other work on the machine does not count. */
export interface Work {
  readonly total: number;
  readonly longestTask: number;
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
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const bench = new BenchPage(page, session, () => context.close());
    await page.goto(url, { waitUntil: 'load' });
    return bench;
  }

  /** Milliseconds that the main thread has worked so far. */
  async #mainThread(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  }

  /** Milliseconds that the main thread works while something goes on. */
  async mainThread(work: () => Promise<unknown>): Promise<number> {
    const before = await this.#mainThread();
    await work();
    return (await this.#mainThread()) - before;
  }

  /** The same with the longest task, which costs a trace. */
  async work(work: () => Promise<unknown>): Promise<Work> {
    await this.page.tracing.start({ categories: ['disabled-by-default-devtools.timeline'] });
    const total = await this.mainThread(work);
    const trace = await this.page.tracing.stop();
    return { total, longestTask: trace ? longestTask(trace) : NaN };
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

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: on the wall, and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** A long trace is longer than a text can be: it is read in pieces of so many bytes. */
const PIECE = 2 ** 26;

/** The tasks of a trace, and the names of its threads. */
function* eventsIn(trace: Uint8Array): Generator<TraceEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for (let at = 0; at < trace.length; at += PIECE) {
    text += decoder.decode(trace.subarray(at, at + PIECE), { stream: true });
    const found = /\{"args":\{[^{}]*\},[^{}]*"name":"(?:RunTask|thread_name)"[^{}]*\}/g;
    let end = 0;
    for (const { 0: event, index } of text.matchAll(found)) {
      yield JSON.parse(event) as TraceEvent;
      end = index + event.length;
    }
    text = text.slice(Math.max(end, text.lastIndexOf('{"args"')));
  }
}

function longestTask(trace: Uint8Array): number {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const longest = new Map<string, number>();
  const mains = new Set<string>();
  for (const event of eventsIn(trace)) {
    const thread = threadOf(event);
    if (event.args.name === 'CrRendererMain') mains.add(thread);
    // Some systems count a thread's time in lumps of many milliseconds: no task works longer than it lasts.
    const time = Math.min(event.dur ?? 0, event.tdur ?? 0) / 1_000;
    if (event.name === 'RunTask') longest.set(thread, Math.max(longest.get(thread) ?? 0, time));
  }
  return Math.max(0, ...[...mains].map((thread) => longest.get(thread) ?? 0));
}
