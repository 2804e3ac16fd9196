// WebDriver's launcher, with the two things that the tests need and it lacks: typing and a size.
import { setTimeout as delay } from 'node:timers/promises';
import { WebdriverLauncher } from '@web/test-runner-webdriver';

/** In CSS pixels. */
export type Size = readonly [width: number, height: number];

/** The part of WebdriverIO that is used here; its own types are not reachable from the launcher's. */
interface Driver {
  keys(keys: readonly string[]): Promise<void>;
  navigateTo(address: string): Promise<unknown>;
  execute(script: string): Promise<{ inner: Size; outer: Size }>;
  setWindowRect(x: null, y: null, width: number, height: number): Promise<unknown>;
}

/** A WebKitWebDriver that listens, with what it has started. */
export interface DriverProcess {
  readonly port: number;
  stop(): Promise<void>;
}

/** How long a page may take to open, on a busy machine, in milliseconds. */
const PATIENCE = 45_000;

/**
 * Once in some runs Debian's WebKit stops answering: its network process hangs, and with it every page that is opened and
 * every message between ports. It is started again then, and the page during which it happened is `lost`.
 */
export class WebKitLauncher extends WebdriverLauncher {
  /** The ids of pages whose results are worth nothing, as the browser has stopped answering meanwhile. */
  readonly lost = new Set<string>();

  readonly #startProcess: () => Promise<DriverProcess>;
  readonly #urls = new Map<string, string>();
  #process: DriverProcess | undefined;
  #lastId = '';

  constructor(startProcess: () => Promise<DriverProcess>, capabilities: object) {
    super({ hostname: '127.0.0.1', path: '/', capabilities });
    this.#startProcess = startProcess;
  }

  override async startSession(id: string, url: string): Promise<void> {
    if (!(await this.#open(url))) {
      await this.#giveUp(this.#lastId);
      if (!(await this.#open(url))) {
        this.lost.add(id);
        throw new Error(`WebKit does not open ${url}`);
      }
    }
    this.#lastId = id;
    this.#urls.set(id, url);
  }

  override isActive(id: string): boolean {
    return this.#urls.has(id);
  }

  override getBrowserUrl(id: string): Promise<string | undefined> {
    return Promise.resolve(this.#urls.get(id));
  }

  /** What a page has left open could stand in the way of the next, and ends only with it. */
  override async stopSession(id: string): ReturnType<WebdriverLauncher['stopSession']> {
    this.#urls.delete(id);
    const isGone = await answersInTime(this.runningDriver().navigateTo('about:blank'));
    if (!isGone) await this.#giveUp(id);
    return { testCoverage: undefined };
  }

  override async stop(): Promise<void> {
    await answersInTime(super.stop());
    await this.#process?.stop();
    this.#process = undefined;
  }

  /** @returns whether the page is there. */
  async #open(url: string): Promise<boolean> {
    if (this.#process === undefined) {
      this.#process = await this.#startProcess();
      Object.assign(this['options'], { port: this.#process.port });
    }
    await this['ensureManagerInitialized']();
    // The size that Puppeteer gives the pages of the other engines.
    const opens = this.resize(800, 600).then(() => this.runningDriver().navigateTo(url));
    return answersInTime(opens);
  }

  async #giveUp(id: string): Promise<void> {
    console.log('WebKit has stopped answering and is started again');
    this.lost.add(id);
    await this.#process?.stop();
    this.#process = undefined;
    this['driver'] = this['driverManager'] = undefined;
  }

  /** One after the other: WebdriverIO holds all keys down together, and a repeated letter is lost. */
  override async sendKeys(_sessionId: string, keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.press([key]);
  }

  /** Holds the keys down together. */
  async press(keys: readonly string[]): Promise<void> {
    await this.runningDriver().keys(keys);
  }

  /**
   * Sets the size of the page; the window is that much bigger. The window follows when it likes, and not below a width
   * of its own.
   *
   * @returns the size that the page has then.
   */
  async resize(width: number, height: number): Promise<Size> {
    const driver = this.runningDriver();
    let size: Size = [0, 0];
    for (let still = 0; still < 8;) {
      const { inner, outer } = await driver.execute(
        'return { inner: [innerWidth, innerHeight], outer: [outerWidth, outerHeight] };',
      );
      if (inner[0] === width && inner[1] === height) return inner;
      still = inner[0] === size[0] && inner[1] === size[1] ? still + 1 : 0;
      size = inner;
      const [frameWidth, frameHeight] = [outer[0] - inner[0], outer[1] - inner[1]];
      await driver.setWindowRect(null, null, width + frameWidth, height + frameHeight);
      await delay(25);
    }
    return size;
  }

  private runningDriver(): Driver {
    const driver = this['driver'];
    if (driver === undefined) throw new Error('The browser is not running');
    return driver;
  }
}

/** Whether it is done before patience ends. What becomes of it later is nobody's business. */
async function answersInTime(done: Promise<unknown>): Promise<boolean> {
  const ends = new AbortController();
  const answer = done.then(
    () => true,
    () => false,
  );
  const patience = delay(PATIENCE, false, { signal: ends.signal }).catch(() => false);
  const isDone = await Promise.race([answer, patience]);
  ends.abort();
  return isDone;
}
