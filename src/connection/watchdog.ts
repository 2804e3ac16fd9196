import type { Clock } from './clock.js';
import { systemPage, type PageWatch } from './page-watch.js';

export interface WatchdogOptions {
  readonly clock: Clock;
  /**
   * Milliseconds without a byte that count as a stall. `undefined`: learned from the server's
   * heartbeat, and until then the watchdog sleeps. 0 or `Infinity`: never.
   */
  readonly idleTimeout: number | undefined;
  /** The timers of a page that nobody looks at are late by themselves. */
  readonly page?: PageWatch;
}

/** The time was up. `since`: when the last byte came, in milliseconds since the epoch. */
export type ExpireListener = (since: number) => void;

/**
 * Finds connections that are open and dead. Silence alone proves nothing (a tool may run for ten
 * minutes), so it waits until the server has shown a heartbeat: three in a row at about equal
 * distances. From then on 2.5 times the distance is too long.
 *
 * It also notices that time has jumped, because the device has slept. That silence was not the server's.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #isManual: boolean;
  readonly #page: PageWatch;
  #onExpire: ExpireListener | undefined;
  #onJump: (() => void) | undefined;
  #timeout: number | undefined;
  #timer: unknown;
  /** When the timer should fire. */
  #dueAt = 0;
  /** The end of the grace after a late timer. */
  #notBefore = 0;
  /** The timer was set while nobody looked at the page. */
  #isSlow = false;
  #waitingSince: number | undefined;
  #lastBeat: number | undefined;
  #lastInterval: number | undefined;

  constructor({ clock, idleTimeout, page = systemPage }: WatchdogOptions) {
    this.#clock = clock;
    this.#page = page;
    this.#isManual = idleTimeout !== undefined;
    if (idleTimeout !== undefined && Number.isFinite(idleTimeout) && idleTimeout > 0) {
      this.#timeout = Math.min(idleTimeout, LONGEST_TIMER);
    }
  }

  /** Set by hand, not learned. */
  get isManual(): boolean {
    return this.#isManual;
  }

  /**
   * A new connection: what was learned of the server holds, the beats in between do not count.
   *
   * @param onJump - Told soon after the end of a sleep. Without it no timer runs before a heartbeat is known.
   */
  restart(onExpire: ExpireListener, onJump?: () => void): void {
    this.stop();
    this.#onExpire = onExpire;
    this.#onJump = onJump;
    this.#lastBeat = undefined;
    this.#lastInterval = undefined;
  }

  /** From now on the next byte is waited for. */
  wait(): void {
    this.#waitingSince = this.#clock.now();
    // One timer for many bytes: when it fires too early it is set again for what is left.
    if (this.#timer === undefined) this.#arm(this.#timeout);
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

  #arm(left = Infinity): void {
    const delay = Math.min(left, this.#onJump ? TICK : Infinity);
    if (delay === Infinity) return;
    this.#dueAt = this.#clock.now() + delay;
    this.#isSlow = this.#page.state !== 'visible';
    this.#timer = this.#clock.setTimeout(() => this.#check(), delay);
  }

  #check(): void {
    this.#timer = undefined;
    if (this.#waitingSince === undefined) return;
    const now = this.#clock.now();
    const late = now - this.#dueAt;
    // What has come meanwhile, if the connection lives, is read in the next moment.
    if (late > TICK) this.#notBefore = now + GRACE;
    if (this.#isJump(late)) {
      this.#waitingSince = Math.min(this.#waitingSince, now);
      this.#onJump?.();
    }
    const since = this.#waitingSince;
    if (since === undefined) return;
    const end = this.#timeout === undefined ? Infinity : since + this.#timeout;
    const left = Math.max(end, this.#notBefore) - now;
    if (left > 0) {
      this.#arm(left);
    } else {
      this.rest();
      this.#onExpire?.(since);
    }
  }

  /** Later than any busy page makes a timer; or earlier, which none is: the clock was set back. */
  #isJump(late: number): boolean {
    const isSlow = this.#isSlow || this.#page.state !== 'visible';
    return late < -TICK || late > (isSlow ? LATE_WHEN_HIDDEN : LATE);
  }
}

const PATIENCE = 2.5;
/** Distances that differ by less than this factor belong to one heartbeat. */
const REGULAR = 1.5;
/** Comments that follow each other faster are not a heartbeat. */
const SHORTEST_CADENCE = 1_000;
const SHORTEST_TIMEOUT = 5_000;
const LONGEST_TIMER = 2 ** 31 - 1;
/** How often time is looked at: a timer stands still while the device sleeps, on some systems. */
const TICK = 1_000;
const LATE = 20_000;
/** Browsers wake the timers of a hidden page once a minute. */
const LATE_WHEN_HIDDEN = 90_000;
/** How long a connection has after a late timer to show that it lives. */
const GRACE = 300;
