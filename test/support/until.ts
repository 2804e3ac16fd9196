import { deepText } from './screen.js';

/** Longest wait, in milliseconds: less than a test may take, so that the failure says what was missing. */
const LONGEST_WAIT = 20_000;

type Found<T> = T | undefined | null | false;

/**
 * Waits until a condition holds, and looks again in every frame.
 *
 * @param expected - What is waited for, as the end of "Expected …".
 * @returns what the condition gave: anything but undefined, null and false.
 */
export async function until<T>(
  expected: string,
  look: () => Found<T> | Promise<Found<T>>,
): Promise<T> {
  const end = performance.now() + LONGEST_WAIT;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > end) {
      const seen = deepText(document.body).slice(-2_000);
      throw new Error(`Expected ${expected} within ${LONGEST_WAIT} ms. On the screen: ${seen}`);
    }
    await nextFrame();
  }
}

/** Waits for the next frame to be drawn. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}
