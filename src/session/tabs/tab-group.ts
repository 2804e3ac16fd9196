import type { TabChannel, TabMeans } from './environment.js';

/** The tab that a group is told of. */
export interface TabMember {
  /** It is this tab's turn to hold the connection. */
  lead(): void;
  /** It is no longer: the connection must be gone when this returns. */
  follow(): void;
  /** Somebody has said something. Anybody of the same origin can: nothing is checked yet. */
  hear(message: unknown): void;
  /** Tells the leader where this tab stands. The leader answers, if it is alive. */
  greet(): void;
  /** Whether anything depends on a leader now. */
  needsLeader(): boolean;
  /** Whether another tab could go on from here. */
  canHandOver(): boolean;
  /** Whether the leader is alive and does not do what is due. */
  isLeaderLate(): boolean;
  /** Tabs cannot be grouped here. */
  fail(): void;
}

/** Milliseconds between two looks at whether the leader is there. */
const INTERVAL = 2_000;

/**
 * Looks without a sign of life after which the leader counts as dead: ten seconds, because a device that
 * has just woken up is slow. Asked after the second.
 */
const PATIENCE = 5;

/**
 * The tabs that share something, of which one leads. Who holds the lock leads, so there are never two;
 * the browser passes it on when its holder goes, crashes included. A page that is put aside passes it on
 * by itself, if nothing is lost by that; from one that does not answer it is taken away.
 */
export class TabGroup {
  readonly #name: string;
  readonly #means: TabMeans;
  readonly #member: TabMember;
  readonly #unwatch: () => void;
  #channel: TabChannel | undefined;
  /** Calls off the request for the lock. */
  #abort = new AbortController();
  #release: (() => void) | undefined;
  #timer: unknown;
  #silence = 0;
  #leads = false;

  constructor(name: string, means: TabMeans, member: TabMember) {
    this.#name = name;
    this.#means = means;
    this.#member = member;
    const { page } = means;
    this.#unwatch = page.subscribe(() => {
      if (page.state !== 'frozen') this.#join();
      else if (!this.#leads || member.canHandOver()) this.#part();
    });
  }

  get leads(): boolean {
    return this.#leads;
  }

  start(): void {
    if (this.#means.page.state !== 'frozen') this.#join();
  }

  /** Speaks to all others. */
  post(message: unknown): void {
    try {
      this.#channel?.postMessage(message);
    } catch {
      // A dialect of the page's own may put into events what cannot be cloned, functions for example.
      this.#channel?.postMessage(JSON.parse(JSON.stringify(message)));
    }
  }

  /** The leader lives; or it has just got something to do, and deserves its time. */
  trust(): void {
    this.#silence = 0;
  }

  /** Begins to look whether the leader is there, if anything depends on it. */
  watch(): void {
    if (this.#leads || !this.#channel || this.#timer !== undefined) return;
    if (!this.#member.needsLeader()) return;
    this.#timer = this.#means.clock.setTimeout(() => this.#look(), INTERVAL);
  }

  /** Does something once the news is heard that waits to be heard: that the lock was taken away, say. */
  afterNews(task: () => void): void {
    this.#timer ??= this.#means.clock.setTimeout(() => {
      this.#timer = undefined;
      task();
    }, 0);
  }

  /** Leaves nothing behind: no lock, no channel, no listener, no timer. */
  leave(): void {
    this.#unwatch();
    this.#part();
  }

  #join(): void {
    if (this.#channel) return;
    const { openChannel } = this.#means;
    this.#channel = openChannel(this.#name);
    this.#channel.onmessage = ({ data }) => this.#member.hear(data);
    this.#queue(false);
    this.#member.greet();
    this.watch();
  }

  #part(): void {
    if (!this.#channel) return;
    // First: the next leader begins as soon as the lock is free.
    if (this.#leads) this.#member.follow();
    this.#leads = false;
    this.#abort.abort();
    this.#release?.();
    this.#stopLooking();
    this.#channel.onmessage = null;
    this.#channel.close();
    this.#channel = undefined;
  }

  #queue(steal: boolean): void {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const hold = (): Promise<void> => {
      if (abort.signal.aborted) return Promise.resolve();
      this.#leads = true;
      this.#stopLooking();
      const held = new Promise<void>((resolve) => (this.#release = resolve));
      // In a turn of its own: an error in it must not let go of the lock.
      queueMicrotask(() => !abort.signal.aborted && this.#member.lead());
      return held;
    };
    const { locks } = this.#means;
    locks
      .request(this.#name, steal ? { steal } : { signal: abort.signal }, hold)
      .catch(() => !abort.signal.aborted && this.#lose());
  }

  /** The lock was taken away, or there is none to be had: in a sandboxed frame, say. */
  #lose(): void {
    if (!this.#leads) {
      this.leave();
      this.#member.fail();
      return;
    }
    this.#leads = false;
    this.#stopLooking();
    this.#member.follow();
    this.#queue(false);
    this.#member.greet();
    this.watch();
  }

  #look(): void {
    this.#timer = undefined;
    if (!this.#member.needsLeader()) return this.trust();
    this.#silence += 1;
    if (this.#silence > PATIENCE || this.#member.isLeaderLate()) {
      this.trust();
      this.#queue(true);
    } else if (this.#silence > 1) this.#member.greet();
    this.watch();
  }

  #stopLooking(): void {
    this.#means.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.trust();
  }
}
