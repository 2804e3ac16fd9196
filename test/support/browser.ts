import { executeServerCommand } from '@web/test-runner-commands';
import type { BrowserCommand } from '../../tools/browser-commands.js';
import type { Size } from '../../tools/webkit-launcher.js';
import { until } from './until.js';

/** Types a text into what has the focus, key by key. WebKit can type no emoji. */
export function type(text: string): Promise<void> {
  return run({ type: text });
}

/** Presses one key, or several held down together: `press('Enter')`, `press('Shift', 'Tab')`. */
export function press(...keys: string[]): Promise<void> {
  return run({ press: keys });
}

/** Sets the size of the page in CSS pixels. Every test file starts at 800 × 600. */
export async function resize(width: number, height: number): Promise<void> {
  const command: BrowserCommand = { resize: { width, height } };
  const size = await executeServerCommand<Size, BrowserCommand>('browser', command);
  // A page in a frame, as WebKit's tests are, hears of it later than the window.
  await until(
    `a page of ${size.join(' × ')}`,
    () => String([innerWidth, innerHeight]) === String(size),
  );
}

/**
 * Sets media features by name, `{ 'forced-colors': 'active' }`, and all others back to their defaults; `{}` undoes it.
 * Only Chromium can: the file's name ends in `.chromium.test.ts`.
 */
export function emulate(features: Record<string, string>): Promise<void> {
  return run({ emulate: features });
}

/** Moves a finger over the middle of an element, so many pixels down. Chromium only. */
export async function swipe(element: Element, down: number): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  await run({ swipe: { x: left + width / 2, y: top + height / 4, down } });
}

async function run(command: BrowserCommand): Promise<void> {
  await executeServerCommand('browser', command);
}
