import type { Dialect } from '../../src/dialects/index.js';
import { textOf, type SessionSettings } from '../../src/session/index.js';
import { createEventDialect } from './event-dialect.js';
import { createFakeFetch, pushStream, type FakeFetch, type PushStream } from './fake-fetch.js';
import { createTabBrowser, type Tab, type TabBrowser } from './tab-browser.js';

/** Tabs of one browser that share a session, on a server that the test plays by hand. */
export interface TabStand {
  readonly browser: TabBrowser;
  readonly server: FakeFetch;
  /** Opens a tab and lets it find the others. */
  open(settings?: SessionSettings): Promise<Tab>;
  /** Opens two, of which the first one leads. */
  openTwo(): Promise<[leader: Tab, follower: Tab]>;
  /** Has a text sent in a tab; gives the stream of the answer, with nothing in it yet. */
  ask(tab: Tab, text?: string): Promise<PushStream>;
  /** Pushes to a stream, and lets everybody hear of it. */
  push(stream: PushStream, text: string): Promise<void>;
  /** The requests' bodies as values. */
  bodies(): unknown[];
}

/** Tabs with a dialect whose messages are stream events. */
export function createTabStand(
  settings: SessionSettings = {},
  changes: Partial<Dialect> = {},
): TabStand {
  const [browser, server] = [createTabBrowser(), createFakeFetch()];
  const all = { endpoint: '/agent', dialect: createEventDialect(changes), fetch: server.fetch };

  const open = async (own: SessionSettings = {}): Promise<Tab> => {
    const tab = browser.open({ ...all, ...settings, ...own });
    await browser.settle();
    return tab;
  };
  return {
    ...{ browser, server, open },
    openTwo: async () => [await open(), await open()],
    async ask({ session }, text = 'Hi') {
      const stream = pushStream();
      server.answer(stream);
      void session.send(text);
      await browser.settle();
      return stream;
    },
    async push(stream, text) {
      stream.push(text);
      await browser.settle();
    },
    bodies: () => server.requests.map(({ body }) => JSON.parse(body ?? 'null') as unknown),
  };
}

/** What a tab shows of the conversation. */
export function shownIn({ session }: Tab): string[] {
  const { past, run } = session.state;
  return [...past, ...(run ? [run] : [])].flatMap(({ input, messages, status }) => [
    ...(input ? [`You: ${textOf(input)}`] : []),
    ...messages.map((message) => `Agent: ${textOf(message)}`),
    status,
  ]);
}

/** The names of what a tab has been told, without stream events. */
export function toldIn({ notices }: Tab): string[] {
  return notices.map(({ type }) => type).filter((type) => type !== 'received');
}
