import type { Announce } from '../speech-queue.js';
import { asSentence, spokenName } from '../spoken-name.js';
import { strings } from '../strings.js';
import { isOver, type Bar } from './bars.js';

/** Shortest time between two words of how far it is, in milliseconds. */
const INTERVAL = 10_000;

/** What an ended bar counts as: more than any quarter. */
const END = 5;

/** Tells those who listen how far operations are: each end at once, and each quarter, but not too often. */
export class ProgressNarrator {
  readonly #announce: Announce;
  readonly #told = new Map<string, number>();
  #toldAt: number | undefined;

  constructor(announce: Announce) {
    this.#announce = announce;
  }

  /** @param now - Epoch milliseconds. */
  heed(bars: readonly Bar[], now: number): void {
    if (bars.length === 0) return;
    // What is over when it is first seen comes from history.
    const isFirst = this.#toldAt === undefined && bars.every(({ status }) => isOver(status));
    const mayTell = now - (this.#toldAt ??= now) >= INTERVAL;
    for (const { operation, name, text, ...bar } of bars) {
      const key = `bar ${operation.id} ${operation.startedAt}`;
      const level = levelOf(bar);
      const isNews = level > (this.#told.get(key) ?? 0);
      // What is too early to tell is told later.
      if (isNews && level < END && !mayTell) continue;
      this.#told.set(key, level);
      if (!isNews || isFirst) continue;
      this.#toldAt = now;
      this.#announce(asSentence(strings.progress(spokenName(name), text)), 'polite', key);
    }
  }
}

function levelOf({ status, percentage = 0 }: Pick<Bar, 'status' | 'percentage'>): number {
  return isOver(status) ? END : Math.floor(percentage / 25);
}
