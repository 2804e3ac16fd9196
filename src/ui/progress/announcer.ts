import { isOver, type Bar } from './bars.js';

/** Shortest time between two words of how far it is, in milliseconds. */
const INTERVAL = 10_000;

/** What an ended bar counts as: more than any quarter. */
const END = 5;

/** What assistive technology is told: each end at once, and each quarter, but not too often. */
export class Announcer {
  /** The latest announcement. */
  text = '';
  readonly #told = new Map<string, number>();
  #toldAt: number | undefined;

  /** @param now - Epoch milliseconds. */
  hear(bars: readonly Bar[], now: number): void {
    this.#toldAt ??= now;
    const mayTell = now - this.#toldAt >= INTERVAL;
    const news = bars.filter(({ operation: { id }, ...bar }) => {
      const level = levelOf(bar);
      const isNews = level > (this.#told.get(id) ?? 0);
      // What is too early to tell is told later.
      if (isNews && level < END && !mayTell) return false;
      this.#told.set(id, level);
      return isNews;
    });
    if (news.length === 0) return;
    this.#toldAt = now;
    this.text = news.map(({ name, text }) => `${name}: ${text}`).join('. ');
  }
}

function levelOf({ status, percentage = 0 }: Pick<Bar, 'status' | 'percentage'>): number {
  return isOver(status) ? END : Math.floor(percentage / 25);
}
