import type { Clock } from '../../src/connection/index.js';

/** Time that passes as fast as the machine can, in steps of one millisecond. For a hundred thousand timers. */
export class VirtualClock implements Clock {
  readonly random: () => number;
  #time = 0;
  /** What is due, by its millisecond. */
  readonly #due = new Map<number, Set<() => void>>();

  constructor(random: () => number) {
    this.random = random;
  }

  now(): number {
    return this.#time;
  }

  setTimeout(callback: () => void, delay: number): () => void {
    // Its own function, so that one callback may be due twice.
    const timer = () => callback();
    const at = Math.max(this.#time + 1, Math.round(this.#time + delay));
    const callbacks = this.#due.get(at);
    if (callbacks) callbacks.add(timer);
    else this.#due.set(at, new Set([timer]));
    return () => this.#due.get(at)?.delete(timer);
  }

  clearTimeout(handle: unknown): void {
    if (typeof handle === 'function') handle();
  }

  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => this.setTimeout(resolve, delay));
  }

  /** Lets time pass; everything that follows from a timer happens before the next millisecond. */
  async runUntil(end: number): Promise<void> {
    while (this.#time < end) {
      this.#time += 1;
      const callbacks = this.#due.get(this.#time);
      if (!callbacks) continue;
      this.#due.delete(this.#time);
      for (const callback of callbacks) callback();
      await settled();
    }
  }
}

/** After everything that is already possible has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));
}
