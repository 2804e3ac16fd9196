import type { Dialect } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { Session, type SessionNotice, type SessionSettings } from '../../src/session/index.js';
import { createFakeClock, settle, type FakeClock } from './fake-clock.js';
import { createFakeFetch, pushStream, type FakeFetch, type PushStream } from './fake-fetch.js';
import { createFakeNetwork, type FakeNetwork } from './fake-network.js';
import { createFakePage, type FakePage } from './fake-page.js';
import { createEventDialect, encode, ok } from './event-dialect.js';

/** A session on a server, a clock and a network that the test plays by hand. */
export interface SessionStand {
  readonly session: Session;
  /** What the session was made with. */
  readonly settings: SessionSettings;
  readonly server: FakeFetch;
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  readonly page: FakePage;
  /** Every notice but `changed`, `connection-changed` and `received`, in order. */
  readonly notices: SessionNotice[];
  /** Sends a text; gives the stream of the answer, with nothing in it yet. */
  ask(text?: string): Promise<PushStream>;
  /** Sends a text and has it answered well. */
  talk(text: string, ...events: readonly StreamEventBody[]): Promise<void>;
  /** The requests' bodies as values. */
  bodies(): unknown[];
}

/** A session with a dialect whose messages are stream events. */
export function createSessionStand(
  settings: SessionSettings = {},
  changes: Partial<Dialect> = {},
): SessionStand {
  const [server, clock, network] = [createFakeFetch(), createFakeClock(), createFakeNetwork()];
  const page = createFakePage();
  const all = { endpoint: '/agent', dialect: createEventDialect(changes), fetch: server.fetch };
  const given = { ...all, ...settings };
  const session = new Session(given, { clock, network, page });
  const notices: SessionNotice[] = [];
  session.subscribe((notice) => {
    if (!/^(received|(connection-)?changed)$/.test(notice.type)) notices.push(notice);
  });

  const ask = async (text = 'Hi'): Promise<PushStream> => {
    const stream = pushStream();
    server.answer(stream);
    void session.send(text);
    await settle();
    return stream;
  };
  return {
    settings: given,
    ...{ session, server, clock, network, page, notices, ask },
    async talk(text, ...events) {
      const stream = await ask(text);
      stream.push(encode(...events, ok));
      stream.end();
      await settle();
    },
    bodies: () => server.requests.map(({ body }) => JSON.parse(body ?? 'null') as unknown),
  };
}

/** The names of notices, in order. */
export function namesOf(notices: readonly SessionNotice[]): string[] {
  return notices.map(({ type }) => type);
}
