import { abortable } from './abortable.js';

/** How time passes for a backend. Everything that waits asks it, so a test decides how long. */
export interface Pace {
  /**
   * Waits out a pause of a scenario.
   * @throws the signal's reason as soon as the signal aborts
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * Waits on the server's own clock, which no speed factor changes: keep-alive comments.
   * @throws the signal's reason as soon as the signal aborts
   */
  idle(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Real time, `speed` times as fast.
 * @throws RangeError when `speed` is not a positive number
 */
export function createRealPace(speed = 1): Pace {
  if (!(speed > 0)) throw new RangeError(`Expected a speed above 0, got ${speed}`);
  return { sleep: (ms, signal) => timeout(ms / speed, signal), idle: timeout };
}

/** No time at all: scenarios run through at once and nothing idles long enough for a keep-alive. */
export const instantPace: Pace = {
  sleep: async (_ms, signal) => signal.throwIfAborted(),
  idle: (_ms, signal) => abortable(signal, () => undefined),
};

/** A pace under a test's hand. */
export interface SteppedPace extends Pace {
  /** Lengths of the scenario pauses that are being waited out, in milliseconds, oldest first. */
  readonly pending: readonly number[];
  /** Resolves when a pause has begun, at once when one is being waited out already. */
  paused(): Promise<void>;
  /** Ends the oldest pause. */
  step(): void;
  /** Lets the server's own clock strike: everything that idles goes on. */
  strike(): void;
}

/** A pace whose pauses last until a test ends them. */
export function createSteppedPace(): SteppedPace {
  const pauses = new Set<Pause>();
  const idlers = new Set<Pause>();
  let watchers: (() => void)[] = [];
  const end = (set: Set<Pause>, pause: Pause | undefined) => {
    if (pause && set.delete(pause)) pause.end();
  };
  const hold = (set: Set<Pause>, ms: number, signal: AbortSignal) => {
    let held: Pause | undefined;
    return abortable(signal, (resolve) => {
      held = { ms, end: resolve };
      set.add(held);
    }).finally(() => held && set.delete(held));
  };
  return {
    get pending() {
      return [...pauses].map((pause) => pause.ms);
    },
    sleep(ms, signal) {
      const held = hold(pauses, ms, signal);
      for (const watcher of watchers) watcher();
      watchers = [];
      return held;
    },
    idle: (ms, signal) => hold(idlers, ms, signal),
    async paused() {
      if (pauses.size === 0) await new Promise<void>((resolve) => watchers.push(resolve));
    },
    step: () => end(pauses, [...pauses][0]),
    strike() {
      for (const idler of [...idlers]) end(idlers, idler);
    },
  };
}

interface Pause {
  readonly ms: number;
  readonly end: () => void;
}

async function timeout(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const due = abortable(signal, (resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await due.finally(() => clearTimeout(timer));
}
