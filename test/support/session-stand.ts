import type { Dialect } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { Session, type SessionNotice, type SessionSettings } from '../../src/session/index.js';
import { createFakeClock, settle, type FakeClock } from './fake-clock.js';
import { createFakeFetch, pushStream, type FakeFetch, type PushStream } from './fake-fetch.js';
import { createFakeNetwork, type FakeNetwork } from './fake-network.js';
import { createEventDialect, encode, ok } from './event-dialect.js';

/** A session on a server, a clock and a network that the test plays by hand. */
export interface SessionStand {
  readonly session: Session;
  readonly server: FakeFetch;
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  /** Every notice but `changed` and `received`, in order. */
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
  const all = { endpoint: '/agent', dialect: createEventDialect(changes), fetch: server.fetch };
  const session = new Session({ ...all, ...settings }, { clock, network });
  const notices: SessionNotice[] = [];
  session.subscribe((notice) => {
    if (notice.type !== 'changed' && notice.type !== 'received') notices.push(notice);
  });

  const ask = async (text = 'Hi'): Promise<PushStream> => {
    const stream = pushStream();
    server.answer(stream);
    void session.send(text);
    await settle();
    return stream;
  };
  return {
    ...{ session, server, clock, network, notices, ask },
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
