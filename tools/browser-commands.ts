// What a test may ask of its browser, alike in every engine that can do it.
// The tests' side is test/support/browser.ts.
import { ChromeLauncher } from '@web/test-runner-chrome';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import { type Size, WebKitLauncher } from './webkit-launcher.js';

export type BrowserCommand =
  /** A text, key by key. In WebKit only characters of one UTF-16 unit. */
  | { readonly type: string }
  /** Keys held down together, in order: `['Shift', 'Tab']`. */
  | { readonly press: readonly string[] }
  /** The size of the page in CSS pixels; answered with the size that it got. */
  | { readonly resize: { readonly width: number; readonly height: number } }
  /** Media features by name, all others back to their defaults. Chromium only. */
  | { readonly emulate: Readonly<Record<string, string>> }
  /** A finger that moves from a point, in CSS pixels, so many down. Chromium only. */
  | { readonly swipe: { readonly x: number; readonly y: number; readonly down: number } };

/** Moves of a finger. */
const STEPS = 20;

type Page = ReturnType<ChromeLauncher['getPage']>;
type Key = Parameters<Page['keyboard']['down']>[0];

export const commandsPlugin: TestRunnerPlugin<BrowserCommand> = {
  name: 'browser-commands',
  async executeCommand({ command, payload, session: { browser, id } }) {
    if (command !== 'browser' || payload === undefined) return undefined;
    // What is answered must be something, or the command counts as unknown.
    if (browser instanceof ChromeLauncher) {
      return (await inPuppeteer(browser.getPage(id), payload)) ?? true;
    }
    if (browser instanceof WebKitLauncher) return (await inWebDriver(browser, payload)) ?? true;
    return true;
  },
};

async function inPuppeteer(page: Page, command: BrowserCommand): Promise<Size | undefined> {
  if ('type' in command) {
    await page.keyboard.type(command.type);
  } else if ('press' in command) {
    for (const key of command.press) await page.keyboard.down(key as Key);
    for (const key of command.press.toReversed()) await page.keyboard.up(key as Key);
  } else if ('resize' in command) {
    await page.setViewport(command.resize);
    return [command.resize.width, command.resize.height];
  } else if ('swipe' in command) {
    const { x, y, down } = command.swipe;
    await page.touchscreen.touchStart(x, y);
    for (let step = 1; step <= STEPS; step += 1) {
      await page.touchscreen.touchMove(x, y + (down * step) / STEPS);
    }
    await page.touchscreen.touchEnd();
  } else {
    const features = Object.entries(command.emulate);
    await page.emulateMediaFeatures(features.map(([name, value]) => ({ name, value })));
  }
  return undefined;
}

async function inWebDriver(
  browser: WebKitLauncher,
  command: BrowserCommand,
): Promise<Size | undefined> {
  if ('resize' in command) return browser.resize(command.resize.width, command.resize.height);
  if ('type' in command) await browser.sendKeys('', [...command.type]);
  else if ('press' in command) await browser.press(command.press);
  else throw new Error('WebKit cannot do this: name the file *.chromium.test.ts');
  return undefined;
}
