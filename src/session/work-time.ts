import type { Clock } from '../connection/index.js';
import { nextTask } from './next-task.js';

/** Milliseconds of work after which input and frames have their turn. */
const BUDGET = 8;
/** A pause between two pieces of work that is longer was spent waiting for the network. */
const WAIT = 4;

/** Divides work that comes in a burst into tasks. */
export class WorkTime {
  readonly #clock: Clock;
  #since = 0;
  #last = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A piece of work begins, maybe in the same task as the one before. */
  begin(): void {
    const now = this.#clock.now();
    if (now - this.#last > WAIT) this.#since = now;
    this.#last = now;
  }

  /** Whether it is time to let others have their turn. */
  isUp(): boolean {
    this.#last = this.#clock.now();
    return this.#last - this.#since >= BUDGET;
  }

  async rest(): Promise<void> {
    await nextTask();
    this.#since = this.#clock.now();
    this.#last = this.#since;
  }
}
