// What bench/markdown-hostile.ts runs in a page.
import { hostileMarkdown } from '../test/support/hostile-markdown.js';
import '../src/ui/markdown/markdown.define.js';

/** Milliseconds on the main thread, of the quickest of some rounds: other work on the machine counts, too. */
export interface HostileTimes {
  /** For the whole text at once, laid out, in each of the lengths. */
  readonly whole: readonly number[];
  /** For the one of 200 pieces that takes longest, of the middle length. */
  readonly piece: number;
}

declare global {
  interface Window {
    measureHostile(name: string, sizes: readonly number[]): Promise<HostileTimes>;
  }
}

const ROUNDS = 5;
const PIECES = 200;

window.measureHostile = async (name, sizes) => {
  const texts = sizes.map((size) => hostileMarkdown[name]?.(size) ?? '');
  const whole = [];
  for (const text of texts) whole.push(...(await quickest([text], false)));
  const streamed = texts[Math.floor(texts.length / 2)] ?? '';
  const pieces = Array.from({ length: PIECES }, (_, index) =>
    streamed.slice(0, Math.ceil((streamed.length * (index + 1)) / PIECES)),
  );
  return { whole, piece: Math.max(...(await quickest(pieces, true))) };
};

/** How long each of the texts takes, each after the one before. */
async function quickest(texts: readonly string[], streaming: boolean): Promise<number[]> {
  const times = texts.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    const element = document.createElement('sse-markdown');
    element.renderers = { math: () => document.createElement('math') };
    element.streaming = streaming;
    document.body.replaceChildren(element);
    await element.updateComplete;
    for (const [index, text] of texts.entries()) {
      const start = performance.now();
      element.text = text;
      await element.updateComplete;
      void element.offsetHeight;
      times[index] = Math.min(times[index] ?? Infinity, performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return times;
}
