import type { Clock } from '../../src/connection/index.js';

/** A clock that stands still until a test moves it. Give it wherever a `Clock` is an option. */
export interface FakeClock extends Clock {
  /** Timers that are set and have not fired. 0 after everything is closed, or something leaked. */
  readonly pending: number;
  /** When the next timer fires, in milliseconds from now; `undefined` if there is none. */
  readonly next: number | undefined;
  /** What `random()` answers from now on (0.5 at first). */
  setRandom(value: number | (() => number)): void;
  /**
   * Moves time on and fires what falls due, in order, letting promises settle after each, so that
   * timers set by what follows from a timer fire too.
   */
  advance(milliseconds: number): Promise<void>;
  /**
   * Moves time on as a laptop's sleep does: nothing fires before the end. Timers that are `due` fire then;
   * those that stand `still`, as on Linux and macOS, have as long to go as before.
   */
  sleep(milliseconds: number, timers?: 'due' | 'still'): Promise<void>;
}

/** @param start - The first value of `now()`, in milliseconds since the epoch. */
export function createFakeClock(start = Date.UTC(2026, 10, 21)): FakeClock {
  interface Timer {
    readonly due: number;
    readonly callback: () => void;
  }
  let time = start;
  let random = (): number => 0.5;
  let lastHandle = 0;
  const timers = new Map<number, Timer>();

  /** The earliest timer due by `until`; of equals, the one set first. */
  function takeDue(until: number): Timer | undefined {
    let found: [number, Timer] | undefined;
    for (const [handle, timer] of timers) {
      if (timer.due <= until && (!found || timer.due < found[1].due)) found = [handle, timer];
    }
    if (found) timers.delete(found[0]);
    return found?.[1];
  }

  async function fire(until: number): Promise<void> {
    await settle();
    for (let timer = takeDue(until); timer; timer = takeDue(until)) {
      time = Math.max(time, timer.due);
      timer.callback();
      await settle();
    }
  }

  return {
    now: () => time,
    random: () => random(),
    setTimeout(callback, delay) {
      if (!(delay >= 0 && delay < 2 ** 31)) {
        throw new RangeError(`Expected a delay that browsers keep, got ${delay}`);
      }
      lastHandle += 1;
      timers.set(lastHandle, { due: time + delay, callback });
      return lastHandle;
    },
    clearTimeout(handle) {
      timers.delete(handle as number);
    },
    get pending() {
      return timers.size;
    },
    get next() {
      const dues = Array.from(timers.values(), (timer) => timer.due);
      return dues.length === 0 ? undefined : Math.min(...dues) - time;
    },
    setRandom(value) {
      random = typeof value === 'function' ? value : () => value;
    },
    async advance(milliseconds) {
      const until = time + milliseconds;
      await fire(until);
      time = until;
    },
    async sleep(milliseconds, kind = 'due') {
      time += milliseconds;
      if (kind === 'still') {
        for (const [handle, { due, callback }] of timers) {
          timers.set(handle, { due: due + milliseconds, callback });
        }
      }
      await fire(time);
    },
  };
}

/**
 * Lets everything that is already possible happen: some turns of the event loop, each with all its
 * microtasks. No time passes on a fake clock.
 */
export async function settle(turns = 2): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise<void>((resolve) => {
      // A task of its own, without the 4 ms that browsers add to nested timers.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  }
}
