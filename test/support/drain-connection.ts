import {
  connect,
  type ConnectionStatus,
  type ConnectOptions,
  type PageState,
  type StreamItem,
  type StreamRequest,
} from '../../src/connection/index.js';
import { createFakeClock, settle, type FakeClock } from './fake-clock.js';
import { createFakeFetch, type FakeFetch } from './fake-fetch.js';
import { createFakeNetwork, type FakeNetwork } from './fake-network.js';
import { createFakePage, type FakePage } from './fake-page.js';

/** A connection whose items are read as they come, with time and network under control. */
export interface Drain {
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  readonly page: FakePage;
  readonly items: readonly StreamItem[];
  readonly statuses: readonly ConnectionStatus[];
  /** The data of all messages so far. */
  readonly data: readonly string[];
  /** The phases so far, in order. */
  readonly phases: readonly string[];
  /** `'open'` while it runs, `'ended'`, or the error it failed with. */
  readonly outcome: unknown;
  /** Waits until a condition holds; it is looked at after every item, every status and the end. */
  until(isReached: () => boolean): Promise<void>;
  /** Aborts the signal. */
  abort(reason?: unknown): void;
  /** Calls `return()`. */
  stop(): Promise<unknown>;
}

/** The same on a server that the test plays by hand. */
export interface DrainedConnection extends Drain {
  readonly server: FakeFetch;
}

export const feed: StreamRequest = { url: 'https://agent.example/feed', method: 'GET' };

export const prompt: StreamRequest = {
  url: 'https://agent.example/chat',
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: '{"message":"hi"}',
};

export type DrainOptions = Partial<
  Omit<ConnectOptions, 'signal' | 'clock' | 'network' | 'page' | 'fetch'>
> & {
  /** Called with each item, before the next is asked for. `abort` aborts the signal. */
  readonly onItem?: (item: StreamItem, abort: () => void) => void;
  /** Whether the device has a network at first (yes). */
  readonly online?: boolean;
  /** How the page lives at first (visible). */
  readonly pageState?: PageState;
};

/** Connects to a fake server and reads until the end, up to where nothing more happens by itself. */
export async function drainConnection(
  request: StreamRequest,
  answer: (server: FakeFetch) => void,
  options: DrainOptions = {},
): Promise<DrainedConnection> {
  const server = createFakeFetch();
  answer(server);
  const drain = startDrain(request, server.fetch, options);
  await settle();
  return Object.assign(drain, { server });
}

/** Connects over real sockets. No retry waits in real time: the clock moves on to it at once. */
export function drainSockets(request: StreamRequest, options: DrainOptions = {}): Drain {
  const drain = startDrain(request, globalThis.fetch, {
    ...options,
    onStatus(status) {
      options.onStatus?.(status);
      if (status.phase === 'reconnecting') void drain.clock.advance(status.at - drain.clock.now());
    },
  });
  return drain;
}

/** A GET reopens and a POST finishes unless `whenEnded` says otherwise. */
function startDrain(
  request: StreamRequest,
  fetch: ConnectOptions['fetch'],
  { onItem, online = true, pageState = 'visible', ...options }: DrainOptions,
): Drain {
  const clock = createFakeClock();
  const network = createFakeNetwork();
  network.set(online);
  const page = createFakePage();
  page.set(pageState);
  const controller = new AbortController();
  const items: StreamItem[] = [];
  const statuses: ConnectionStatus[] = [];
  const waiting = new Set<() => void>();
  const changed = (): void => waiting.forEach((look) => look());
  let outcome: unknown = 'open';
  const connection = connect(request, {
    whenEnded: request.method === 'GET' ? 'reopen' : 'finish',
    ...options,
    ...{ clock, network, page, fetch, signal: controller.signal },
    onStatus(status) {
      statuses.push(status);
      options.onStatus?.(status);
      changed();
    },
  });
  async function read(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await connection.next();
        if (done) break;
        items.push(value);
        onItem?.(value, () => controller.abort());
        changed();
      }
      outcome = 'ended';
    } catch (error) {
      outcome = error;
    }
    changed();
  }
  void Promise.resolve().then(read);
  return {
    clock,
    network,
    page,
    items,
    statuses,
    get data() {
      return items.flatMap((item) =>
        item.type === 'messages' ? item.messages.map(({ data }) => data) : [],
      );
    },
    get phases() {
      return statuses.map(({ phase }) => phase);
    },
    get outcome() {
      return outcome;
    },
    until: (isReached) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isReached()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    abort: (reason) => controller.abort(reason),
    stop: () => connection.return(),
  };
}
