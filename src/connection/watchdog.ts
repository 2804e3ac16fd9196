import type { Clock } from './clock.js';

export interface WatchdogOptions {
  readonly clock: Clock;
  /**
   * Milliseconds without a byte that count as a stall. `undefined`: learned from the server's
   * heartbeat, and until then the watchdog sleeps. 0 or `Infinity`: never.
   */
  readonly idleTimeout: number | undefined;
}

/** The time was up. `since`: when the last byte came, in milliseconds since the epoch. */
export type ExpireListener = (since: number) => void;

/**
 * Finds connections that are open and dead. Silence alone proves nothing (a tool may run for ten
 * minutes), so it waits until the server has shown a heartbeat: three in a row at about equal
 * distances. From then on 2.5 times the distance is too long.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #isManual: boolean;
  #onExpire: ExpireListener | undefined;
  #timeout: number | undefined;
  #timer: unknown;
  #waitingSince: number | undefined;
  #lastBeat: number | undefined;
  #lastInterval: number | undefined;

  constructor({ clock, idleTimeout }: WatchdogOptions) {
    this.#clock = clock;
    this.#isManual = idleTimeout !== undefined;
    if (idleTimeout !== undefined && Number.isFinite(idleTimeout) && idleTimeout > 0) {
      this.#timeout = Math.min(idleTimeout, LONGEST_TIMER);
    }
  }

  /** Set by hand, not learned. */
  get isManual(): boolean {
    return this.#isManual;
  }

  /** A new connection: what was learned of the server holds, the beats in between do not count. */
  restart(onExpire: ExpireListener): void {
    this.stop();
    this.#onExpire = onExpire;
    this.#lastBeat = undefined;
    this.#lastInterval = undefined;
  }

  /** From now on the next byte is waited for. */
  wait(): void {
    this.#waitingSince = this.#clock.now();
    // One timer for many bytes: when it fires too early it is set again for what is left.
    if (this.#timeout !== undefined) this.#timer ??= this.#arm(this.#timeout);
  }

  /** A byte came, or nobody asks for one: a slow consumer is not a dead server. */
  rest(): void {
    this.#waitingSince = undefined;
  }

  /** A heartbeat came. */
  beat(): void {
    const now = this.#clock.now();
    const interval = this.#lastBeat === undefined ? undefined : now - this.#lastBeat;
    if (!this.#isManual && interval !== undefined && this.#lastInterval !== undefined) {
      const shorter = Math.min(interval, this.#lastInterval);
      const longer = Math.max(interval, this.#lastInterval);
      if (shorter >= SHORTEST_CADENCE && longer <= shorter * REGULAR) {
        this.#timeout = Math.max(longer * PATIENCE, SHORTEST_TIMEOUT);
      }
    }
    this.#lastBeat = now;
    this.#lastInterval = interval;
  }

  /** Leaves no timer behind. */
  stop(): void {
    this.rest();
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(delay: number): unknown {
    return this.#clock.setTimeout(() => this.#check(), delay);
  }

  #check(): void {
    this.#timer = undefined;
    const since = this.#waitingSince;
    if (since === undefined || this.#timeout === undefined) return;
    const left = since + this.#timeout - this.#clock.now();
    if (left > 0) {
      this.#timer = this.#arm(left);
    } else {
      this.rest();
      this.#onExpire?.(since);
    }
  }
}

const PATIENCE = 2.5;
/** Distances that differ by less than this factor belong to one heartbeat. */
const REGULAR = 1.5;
/** Comments that follow each other faster are not a heartbeat. */
const SHORTEST_CADENCE = 1_000;
const SHORTEST_TIMEOUT = 5_000;
const LONGEST_TIMER = 2 ** 31 - 1;
