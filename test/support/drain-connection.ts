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

/** A connection whose items are read as they come, with everything around it under control. */
export interface DrainedConnection {
  readonly server: FakeFetch;
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
  /** Aborts the signal. */
  abort(reason?: unknown): void;
  /** Calls `return()`. */
  stop(): Promise<unknown>;
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

/** Connects and reads until the end. A GET reopens and a POST finishes unless `whenEnded` says otherwise. */
export async function drainConnection(
  request: StreamRequest,
  answer: (server: FakeFetch) => void,
  { onItem, online = true, pageState = 'visible', ...options }: DrainOptions = {},
): Promise<DrainedConnection> {
  const server = createFakeFetch();
  answer(server);
  const clock = createFakeClock();
  const network = createFakeNetwork();
  network.set(online);
  const page = createFakePage();
  page.set(pageState);
  const controller = new AbortController();
  const items: StreamItem[] = [];
  const statuses: ConnectionStatus[] = [];
  let outcome: unknown = 'open';
  const connection = connect(request, {
    whenEnded: request.method === 'GET' ? 'reopen' : 'finish',
    ...options,
    clock,
    network,
    page,
    fetch: server.fetch,
    signal: controller.signal,
    onStatus(status) {
      statuses.push(status);
      options.onStatus?.(status);
    },
  });
  async function read(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await connection.next();
        if (done) break;
        items.push(value);
        onItem?.(value, () => controller.abort());
      }
      outcome = 'ended';
    } catch (error) {
      outcome = error;
    }
  }
  void read();
  await settle();
  return {
    server,
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
    abort: (reason) => controller.abort(reason),
    stop: () => connection.return(),
  };
}
