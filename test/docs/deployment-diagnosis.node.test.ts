// What a session tells of a deployment, with a real nginx in it.
import { expect } from 'chai';
import { createSteppedPace, type SteppedPace } from '../../demo/backend/index.js';
import { createSession, type Session, type SessionSettings } from '../../src/session/index.js';
import { settle } from '../support/backend-client.js';
import { byDefault, describeWithNginx, documented, type Front } from '../support/behind-nginx.js';
import { createFakeClock, type FakeClock } from '../support/fake-clock.js';
import { createFakeNetwork } from '../support/fake-network.js';

/** A session on a clock that the test moves, however long nginx and the server really take. */
interface Listener {
  readonly session: Session;
  readonly clock: FakeClock;
  /** What was diagnosed so far. */
  readonly codes: readonly string[];
}

function listen(settings: SessionSettings): Listener {
  const clock = createFakeClock();
  const session = createSession(settings, { clock, network: createFakeNetwork() });
  const codes: string[] = [];
  session.subscribe((notice) => {
    if (notice.type === 'diagnosed') codes.push(notice.code);
  });
  return { session, clock, codes };
}

const operations = ({ url }: Front): Listener =>
  listen({ dialect: 'operation-progress', endpoint: `${url}/api/agent/chat` });

const thinking = ({ url }: Front): Listener =>
  listen({
    dialect: 'thinking-feed',
    endpoint: `${url}/api/conversations/{id}/thinking`,
    messageEndpoint: `${url}/api/conversations/{id}/messages`,
  });

const planning = ({ url }: Front): Listener =>
  listen({ dialect: 'iterative-planning', endpoint: `${url}/api/execute-plan` });

/** Resolves in the turn of the event loop in which the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await settle();
}

/** Plays a held scenario to its end; each of its pauses lasts as long by the session's clock. */
async function play({ clock, session }: Listener, pace: SteppedPace, front: Front): Promise<void> {
  const isOver = () => session.state.run?.status !== 'running';
  for (;;) {
    await until(() => pace.pending.length > 0 || isOver());
    if (isOver()) return;
    // What was sent before has been passed on when nginx has answered another request.
    await front.backend.fetch(new Request('http://localhost/fault/404'));
    await clock.advance(pace.pending[0] ?? 0);
    pace.step();
  }
}

describeWithNginx('a session behind nginx', (behind) => {
  it('finds nothing wrong with the documented settings', async () => {
    const pace = createSteppedPace();
    const front = await behind(documented(), { pace });
    for (const [listener, text] of [
      [operations(front), 'Summarise the tickets of this week'],
      [thinking(front), 'Why did the payment service slow down last night?'],
    ] as const) {
      const sent = listener.session.send(text);
      await play(listener, pace, front);
      expect([(await sent)?.status, listener.codes]).to.deep.equal(['ok', []]);
    }
  });

  it('tells that an answer is held back by default', async () => {
    const pace = createSteppedPace();
    const front = await behind(byDefault(), { pace });
    const listener = operations(front);
    const sent = listener.session.send('Summarise the tickets of this week');
    await play(listener, pace, front);
    expect([(await sent)?.status, listener.codes]).to.deep.equal(['ok', ['stream-buffered']]);
  });

  it('tells that a feed is held back by default', async () => {
    const pace = createSteppedPace();
    const front = await behind(byDefault(), { pace });
    const listener = thinking(front);
    const sent = listener.session.send('Why did the payment service slow down last night?');
    await until(() => front.backend.running === 1);
    await listener.clock.advance(3_000);
    await play(listener, pace, front);
    const codes = ['thinking-missing', 'feed-buffered'];
    expect([(await sent)?.status, listener.codes]).to.deep.equal(['ok', codes]);
  });

  it('tells that a limit has cut a silent stream', async () => {
    const front = await behind(documented('1s'), { pace: createSteppedPace(), keepAlive: 0 });
    const { clock, codes, session } = planning(front);
    const undo = session.subscribe(({ type }) => {
      if (type !== 'received') return;
      undo();
      // Step by step: a jump would be taken for a sleep of the device.
      void clock.advance(60_000);
    });
    void session.send('Enter the Nordic market');
    await until(() => session.state.connection.phase === 'reconnecting');
    expect(codes).to.deep.equal(['gateway-timeout']);
    session.close();
  });

  it('tells that a limit has cut a stream that is held back by default', async () => {
    const front = await behind(byDefault('1s'), { pace: createSteppedPace(), keepAlive: 0 });
    const { clock, codes, session } = operations(front);
    const sent = session.send('Summarise the tickets of this week');
    await until(() => front.backend.running === 1);
    await clock.sleep(60_000);
    expect([(await sent)?.status, codes]).to.deep.equal([
      'cut',
      ['stream-silent', 'gateway-timeout'],
    ]);
  });

  it('tells that another worker has the feed, and nothing when there is one for a person', async () => {
    for (const [upstream, found] of [
      ['', ['feed-silent']],
      ['ip_hash;', []],
    ] as const) {
      const front = await behind(documented('1h', upstream), { workers: 2 });
      const listener = thinking(front);
      const sent = listener.session.send('Why did the payment service slow down last night?');
      await until(() => (listener.session.state.run?.messages.length ?? 0) > 0);
      await listener.clock.advance(2_000);
      expect([(await sent)?.status, listener.codes]).to.deep.equal(['ok', found]);
    }
  });
});
