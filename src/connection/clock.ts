/** Time and chance, injected so that tests can hold both still. */
export interface Clock {
  /** Milliseconds since the epoch, as `Date.now()`. */
  now(): number;
  /** Calls `callback` once after `delay` milliseconds. At most 2^31-1: browsers fire at once beyond that. */
  setTimeout(callback: () => void, delay: number): unknown;
  /** Forgets a timer. An unknown or fired handle is ignored. */
  clearTimeout(handle: unknown): void;
  /** A number from 0 up to, but not including, 1. */
  random(): number;
}

/** The platform's own clock. Globals are looked up at each call, so a page may replace them later. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => globalThis.setTimeout(callback, delay),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as number | undefined),
  random: () => Math.random(),
};
