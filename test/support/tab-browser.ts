import { TabSession, type SessionNotice, type SessionSettings } from '../../src/session/index.js';
import type { TabChannel, TabLocks } from '../../src/session/index.js';
import { createFakeClock, settle, type FakeClock } from './fake-clock.js';
import { createFakePage, type FakePage } from './fake-page.js';

/** One tab, in which a session lives that it shares with the others. */
export interface Tab {
  readonly session: TabSession;
  /** Every notice but changes of the state, in order. */
  readonly notices: readonly SessionNotice[];
  readonly page: FakePage;
  /** Ends as a process does: no code runs any more, the browser clears up. */
  crash(): void;
  /** Runs no code until it thaws. Nobody is told, and the browser does not clear up. */
  hang(): void;
  thaw(): void;
}

/** A browser with tabs of one origin, in which a test decides what happens when. */
export interface TabBrowser {
  readonly clock: FakeClock;
  /** Locks that are held, and asked for. */
  readonly locks: number;
  readonly channels: number;
  /** Everything that was said on a channel. */
  readonly said: readonly unknown[];
  /** @param onChannel - Hears the name of every channel that the tab opens. */
  open(settings: SessionSettings, name?: string, onChannel?: (name: string) => void): Tab;
  /** Says something as a script of the same origin that is none of ours. */
  say(message: unknown): void;
  /** Loses what is said next. */
  loseNext(): void;
  /** Lets everything happen that can without time. */
  settle(): Promise<void>;
  /** Lets time pass. */
  advance(milliseconds: number): Promise<void>;
}

interface Task {
  /** Tasks of one queue keep their order; the browser chooses between queues. */
  readonly queue: string;
  readonly run: () => void;
}

interface LockRequest {
  readonly tab: FakeTab;
  readonly hold: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

class FakeTab {
  readonly number: number;
  readonly page = createFakePage();
  /** Aborts its requests when it dies. */
  readonly end = new AbortController();
  isDead = false;
  isHanging = false;
  wake = (): void => {};
  awake: Promise<void> = Promise.resolve();
  readonly backlog: (() => void)[] = [];

  constructor(number: number) {
    this.number = number;
  }

  run(task: () => void): void {
    if (this.isDead) return;
    if (this.isHanging) this.backlog.push(task);
    else task();
  }
}

/** @param random - Chooses what comes first of what could. Default: in order. */
export function createTabBrowser(random: () => number = () => 0): TabBrowser {
  const clock = createFakeClock();
  const said: unknown[] = [];
  const tabs: FakeTab[] = [];
  let tasks: Task[] = [];
  let losesNext = false;
  const channels = new Map<TabChannel, { readonly name: string; readonly tab: FakeTab }>();
  const locks = new Map<string, { holder: LockRequest | undefined; waiting: LockRequest[] }>();

  const schedule = (tab: FakeTab, queue: string, run: () => void): void => {
    tasks.push({ queue, run: () => tab.run(run) });
  };

  const grant = (name: string): void => {
    const lock = locks.get(name);
    if (!lock || lock.holder) return;
    const next = lock.waiting.shift();
    if (next) hold(name, next);
    else locks.delete(name);
  };

  const hold = (name: string, request: LockRequest): void => {
    const lock = locks.get(name);
    if (!lock) return;
    lock.holder = request;
    const free = (): void => {
      request.resolve();
      if (lock.holder !== request) return;
      lock.holder = undefined;
      grant(name);
    };
    schedule(request.tab, `lock ${request.tab.number}`, () => void request.hold().then(free));
  };

  const locksOf = (tab: FakeTab): TabLocks => ({
    request: (name, options, held) =>
      new Promise<void>((resolve, reject) => {
        const lock = locks.get(name) ?? { holder: undefined, waiting: [] };
        locks.set(name, lock);
        const request = { tab, hold: held, resolve, reject };
        if ('steal' in options) {
          const robbed = lock.holder;
          if (robbed)
            schedule(robbed.tab, `lock ${robbed.tab.number}`, () => robbed.reject(aborted()));
          hold(name, request);
          return;
        }
        options.signal.addEventListener('abort', () => {
          if (!lock.waiting.includes(request)) return;
          lock.waiting = lock.waiting.filter((other) => other !== request);
          reject(aborted());
        });
        lock.waiting.push(request);
        grant(name);
      }),
  });

  const openChannel = (tab: FakeTab, name: string): TabChannel => {
    const channel: TabChannel = {
      onmessage: null,
      postMessage(message) {
        if (tab.isDead || !channels.has(channel)) return;
        const copy: unknown = structuredClone(message);
        said.push(copy);
        if (!losesNext) deliver(channel, name, `${tab.number}`, copy);
        losesNext = false;
      },
      close: () => void channels.delete(channel),
    };
    channels.set(channel, { name, tab });
    return channel;
  };

  const deliver = (
    from: TabChannel | undefined,
    name: string | undefined,
    who: string,
    message: unknown,
  ): void => {
    for (const [to, place] of channels) {
      if (to === from || (name !== undefined && place.name !== name)) continue;
      schedule(place.tab, `${who} to ${place.tab.number}`, () => {
        if (channels.has(to)) to.onmessage?.({ data: structuredClone(message) });
      });
    }
  };

  const clockOf = (tab: FakeTab): FakeClock =>
    Object.create(clock, {
      setTimeout: {
        value: (callback: () => void, delay: number) =>
          clock.setTimeout(() => tab.run(callback), delay),
      },
    }) as FakeClock;

  const settleAll = async (): Promise<void> => {
    await settle();
    while (tasks.length > 0) {
      const queues = [...new Set(tasks.map(({ queue }) => queue))];
      const queue = queues[Math.floor(random() * queues.length)];
      const task = tasks.find((candidate) => candidate.queue === queue);
      tasks = tasks.filter((other) => other !== task);
      task?.run();
      await settle(1);
    }
  };

  const open: TabBrowser['open'] = (settings, name = '', onChannel) => {
    const tab = new FakeTab(tabs.length);
    tabs.push(tab);
    const given = settings.fetch ?? fetch;
    const environment = {
      clock: clockOf(tab),
      page: tab.page,
      locks: locksOf(tab),
      openChannel: (channel: string) => {
        onChannel?.(channel);
        return openChannel(tab, channel);
      },
    };
    const session = new TabSession(name, { ...settings, fetch: fetchOf(tab, given) }, environment);
    const notices: SessionNotice[] = [];
    session.subscribe((notice) => {
      if (!/^(connection-)?changed$/.test(notice.type)) notices.push(notice);
    });
    return {
      session,
      notices,
      page: tab.page,
      crash() {
        tab.isDead = true;
        tab.end.abort();
        for (const [channel, place] of channels) if (place.tab === tab) channels.delete(channel);
        for (const [lockName, lock] of locks) {
          lock.waiting = lock.waiting.filter((request) => request.tab !== tab);
          if (lock.holder?.tab === tab) lock.holder = undefined;
          grant(lockName);
        }
      },
      hang() {
        if (tab.isHanging) return;
        tab.isHanging = true;
        tab.awake = new Promise((resolve) => (tab.wake = resolve));
      },
      thaw() {
        tab.isHanging = false;
        tab.wake();
        for (const task of tab.backlog.splice(0)) tab.run(task);
      },
    };
  };

  return {
    clock,
    said,
    open,
    get locks() {
      return [...locks.values()].reduce(
        (sum, { holder, waiting }) => sum + waiting.length + (holder ? 1 : 0),
        0,
      );
    },
    get channels() {
      return channels.size;
    },
    loseNext: () => void (losesNext = true),
    say: (message) => deliver(undefined, undefined, 'a stranger', message),
    settle: settleAll,
    async advance(milliseconds) {
      const until = clock.now() + milliseconds;
      await settleAll();
      while (clock.now() < until) {
        const step = Math.min(clock.next ?? Infinity, until - clock.now());
        await clock.advance(step);
        await settleAll();
      }
    },
  };
}

/** Requests of a tab, which end with it. What comes for one that hangs has to wait. */
function fetchOf(tab: FakeTab, given: typeof fetch): typeof fetch {
  return async (input, init = {}) => {
    const signal = init.signal ? AbortSignal.any([init.signal, tab.end.signal]) : tab.end.signal;
    const response = await given(input, { ...init, signal });
    const reader = response.body?.getReader();
    if (!reader) return response;
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await reader.read();
          await tab.awake;
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, response);
  };
}

function aborted(): DOMException {
  return new DOMException('The lock was taken away', 'AbortError');
}
