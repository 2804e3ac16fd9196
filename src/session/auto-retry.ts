import type { Clock } from '../connection/index.js';
import type { Trouble } from '../events/index.js';
import type { Run } from './state.js';

/** A timer stands still while the device sleeps. Short ones notice soon that the time has come. */
const LONGEST_TIMER = 300_000;

/** Tries a run again, once, when its quota or rate limit is over. */
export class AutoRetry {
  readonly #clock: Clock;
  readonly #retry: () => void;
  #timer: unknown;
  /** The run that was tried again by itself last, so that the failure of that try is final. */
  #tried: string | undefined;

  constructor(clock: Clock, retry: () => void) {
    this.#clock = clock;
    this.#retry = retry;
  }

  /**
   * Waits for the time that the trouble names. Without one, or for a second time, it does nothing.
   *
   * @param earliest - Of a time before this somebody else has made what is to be made.
   */
  schedule(run: Run, { quota, retryAfter = NaN }: Trouble, earliest = -Infinity): void {
    const at = quota?.resetsAt ?? (run.endedAt ?? run.startedAt) + retryAfter;
    if (!Number.isFinite(at) || at < earliest) return;
    if (run.retryOf !== undefined && run.retryOf === this.#tried) return;
    this.#wait(at, () => {
      this.#tried = run.id;
      this.#retry();
    });
  }

  /** Calls off a retry that waits. */
  cancel(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(at: number, done: () => void): void {
    this.cancel();
    const left = Math.max(0, at - this.#clock.now());
    const step = Math.min(left, LONGEST_TIMER);
    this.#timer = this.#clock.setTimeout(() => (left > step ? this.#wait(at, done) : done()), step);
  }
}
