// WebDriver's launcher, with the two things that the tests need and it lacks: typing and a size.
import { setTimeout as delay } from 'node:timers/promises';
import { WebdriverLauncher } from '@web/test-runner-webdriver';

/** In CSS pixels. */
export type Size = readonly [width: number, height: number];

/** The part of WebdriverIO that is used here; its own types are not reachable from the launcher's. */
interface Driver {
  keys(keys: readonly string[]): Promise<void>;
  url(address: string): Promise<unknown>;
  execute(script: string): Promise<{ inner: Size; outer: Size }>;
  setWindowRect(x: null, y: null, width: number, height: number): Promise<unknown>;
}

export class WebKitLauncher extends WebdriverLauncher {
  override async startSession(id: string, url: string): Promise<void> {
    await this['ensureManagerInitialized']();
    // The page before goes first: what it has left open could stand in the way of the next, and ends only with it.
    await this.runningDriver().url('about:blank');
    // The size that Puppeteer gives the pages of the other engines.
    await this.resize(800, 600);
    await super.startSession(id, url);
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
