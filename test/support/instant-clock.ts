import type { Clock } from '../../src/connection/index.js';

/**
 * A clock that moves on to the next timer by itself, as soon as nothing else can happen: what waits and
 * tries again takes no time. Not for what waits for silence.
 */
export function createInstantClock(random: () => number): Clock {
  let time = Date.UTC(2026, 10, 21);
  let lastHandle = 0;
  const waiting = new Set<number>();
  return {
    now: () => time,
    random,
    setTimeout(callback, delay) {
      lastHandle += 1;
      const handle = lastHandle;
      waiting.add(handle);
      queueMicrotask(() => {
        if (!waiting.delete(handle)) return;
        time += delay;
        callback();
      });
      return handle;
    },
    clearTimeout: (handle) => void waiting.delete(handle as number),
  };
}
