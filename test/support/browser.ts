import { executeServerCommand } from '@web/test-runner-commands';
import type { BrowserCommand } from '../../tools/browser-commands.js';

/** Types a text into what has the focus, key by key. WebKit can type no emoji. */
export function type(text: string): Promise<void> {
  return run({ type: text });
}

/** Presses one key, or several held down together: `press('Enter')`, `press('Shift', 'Tab')`. */
export function press(...keys: string[]): Promise<void> {
  return run({ press: keys });
}

/** Sets the size of the page in CSS pixels. Every test file starts at 800 × 600. */
export function resize(width: number, height: number): Promise<void> {
  return run({ resize: { width, height } });
}

/**
 * Sets media features by name, `{ 'forced-colors': 'active' }`, and all others back to their defaults; `{}` undoes it.
 * Only Chromium can: the file's name ends in `.chromium.test.ts`.
 */
export function emulate(features: Record<string, string>): Promise<void> {
  return run({ emulate: features });
}

async function run(command: BrowserCommand): Promise<void> {
  await executeServerCommand('browser', command);
}
