// WebDriver's launcher, with the two things that the tests need and it lacks: typing and a size.
import { WebdriverLauncher } from '@web/test-runner-webdriver';

/** The part of WebdriverIO that is used here; its own types are not reachable from the launcher's. */
interface Driver {
  keys(keys: readonly string[]): Promise<void>;
  execute(script: string): Promise<{ width: number; height: number }>;
  setWindowRect(x: null, y: null, width: number, height: number): Promise<unknown>;
}

export class WebKitLauncher extends WebdriverLauncher {
  override async startSession(id: string, url: string): Promise<void> {
    await this['ensureManagerInitialized']();
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

  /** Sets the size of the page; the window is that much bigger. */
  async resize(width: number, height: number): Promise<void> {
    const driver = this.runningDriver();
    const frame = await driver.execute(
      'return { width: outerWidth - innerWidth, height: outerHeight - innerHeight };',
    );
    await driver.setWindowRect(null, null, width + frame.width, height + frame.height);
  }

  private runningDriver(): Driver {
    const driver = this['driver'];
    if (driver === undefined) throw new Error('The browser is not running');
    return driver;
  }
}
