// A person in front of a lost connection: what they can do, and what becomes of the run.
import { expect } from 'chai';
import { settle } from '../support/fake-clock.js';
import {
  cutStreamResponse,
  eventStreamResponse,
  jsonResponse,
  pushStream,
  textResponse,
} from '../support/fake-fetch.js';
import { question, encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, namesOf, type SessionStand } from '../support/session-stand.js';

/** A run on a feed whose connection has just broken, with a checkpoint that waits. */
async function broken(): Promise<SessionStand> {
  const stand = createSessionStand(
    { method: 'GET', endpoint: 'https://agent.example/feed' },
    {
      opens: true,
      whenClosed: 'reopen',
      request: ({ text }, { endpoint }) => ({ url: `${endpoint}?goal=${text}`, method: 'GET' }),
    },
  );
  stand.server.answer(cutStreamResponse(`id: 4\n${encode(said('Hel'), question)}`));
  stand.server.always(() => new TypeError('no'));
  void stand.session.send('Hi');
  await settle();
  return stand;
}

/** Each way in which a connection is not there. */
const losses = {
  reconnecting: broken,
  connecting: async () => {
    const stand = await broken();
    stand.server.always(() => 'never');
    await stand.clock.advance(500);
    return stand;
  },
  offline: async () => {
    const stand = await broken();
    stand.network.set(false);
    await settle();
    return stand;
  },
  paused: async () => {
    const stand = await broken();
    await stand.clock.advance(3_600_000);
    return stand;
  },
};

/** What is left of a session, and what it has question for since. */
async function left({ clock, network, page, server }: SessionStand): Promise<number[]> {
  const before = server.requests.length;
  server.always(() => eventStreamResponse(encode(said('too late'))));
  network.set(false);
  await settle();
  network.set(true);
  page.set('hidden');
  await settle();
  page.set('visible');
  await clock.advance(3_600_000);
  return [server.requests.length - before, clock.pending, network.listeners, page.listeners];
}

describe('A run whose connection is lost', () => {
  for (const [phase, lose] of Object.entries(losses)) {
    describe(`and is ${phase}`, () => {
      it('goes on', async () => {
        const { session } = await lose();
        expect([session.state.connection.phase, session.state.run?.status]).to.deep.equal([
          phase,
          'running',
        ]);
      });

      it('is stopped for good by the person', async () => {
        const stand = await lose();
        stand.session.stop();
        stand.session.reconnect();
        expect(await left(stand)).to.deep.equal([0, 0, 0, 0]);
        expect(stand.session.state.run).to.include({ status: 'cancelled', reason: 'stopped' });
        expect(stand.session.state.connection).to.deep.equal({ phase: 'idle' });
        expect(namesOf(stand.notices)).to.deep.equal(['opened', 'finished']);
      });

      it('is forgotten by a reset', async () => {
        const stand = await lose();
        stand.session.reset();
        expect(await left(stand)).to.deep.equal([0, 0, 0, 0]);
        expect(stand.session.state.run).to.equal(undefined);
        expect(stand.session.state.connection).to.deep.equal({ phase: 'idle' });
      });

      it('ends with the session', async () => {
        const stand = await lose();
        stand.session.close();
        stand.session.reconnect();
        expect(await left(stand)).to.deep.equal([0, 0, 0, 0]);
        expect(stand.session.state.connection).to.deep.equal({ phase: 'closed' });
      });

      it('ends when the person rejects what it asks', async () => {
        const stand = await lose();
        stand.server.answer(jsonResponse({ status: 'rejected' }));
        await stand.session.decide('c-1', 'reject');
        expect(stand.session.state.run).to.include({ status: 'cancelled', reason: 'rejected' });
        stand.session.reconnect();
        expect(await left(stand)).to.deep.equal([0, 0, 0, 0]);
      });
    });
  }

  for (const phase of ['reconnecting', 'offline', 'paused'] as const) {
    it(`goes on at once when the person says so while it is ${phase}`, async () => {
      const stand = await losses[phase]();
      const stream = pushStream();
      stand.server.answer(stream);
      stand.session.reconnect();
      await settle();
      stream.push(encode(said('lo'), ok));
      await settle();
      expect(stand.server.requests.at(-1)?.headers.get('last-event-id')).to.equal('4');
      expect(stand.session.state.run?.messages[0]?.parts[0]).to.include({ text: 'Hello' });
      expect(stand.session.state.run?.status).to.equal('ok');
    });

    it(`goes on at once when the server has taken an approval while it is ${phase}`, async () => {
      const stand = await losses[phase]();
      stand.server.answer(jsonResponse({ status: 'approved' }), pushStream());
      await stand.session.decide('c-1', 'approve');
      await settle();
      const { connection, run } = stand.session.state;
      expect(run?.checkpoints[0]?.decision).to.include({ outcome: 'approved' });
      expect(connection).to.deep.equal({ phase: 'live', resumed: true });
    });

    it(`asks again when the server could not be told while it is ${phase}`, async () => {
      const stand = await losses[phase]();
      await stand.session.decide('c-1', 'approve');
      await settle();
      const { connection, run } = stand.session.state;
      expect(run?.checkpoints[0]?.decision).to.include({ phase: 'open' });
      expect(connection.phase).to.equal(phase);
    });
  }

  it('is paused when all tries are used up, and does not count as failed', async () => {
    const { clock, notices, server, session } = await losses.paused();
    expect([server.requests.length, clock.pending]).to.deep.equal([11, 0]);
    expect(session.state.connection).to.have.nested.property('error.kind', 'network');
    expect(namesOf(notices)).to.deep.equal(['opened']);
  });

  it('refuses another message until it is stopped', async () => {
    const { session } = await losses.paused();
    expect(await session.send('And now?')).to.equal(undefined);
    expect(session.state.notice?.code).to.equal('busy');
  });
});

describe('A session that has nothing to reconnect', () => {
  it('does nothing when it is question to', async () => {
    const { ask, server, session } = createSessionStand();
    session.reconnect();
    await ask();
    session.reconnect();
    await settle();
    expect(server.requests).to.have.length(1);
  });

  it('offers the way of a new run where a POST cannot be resumed', async () => {
    const { clock, server, session } = createSessionStand();
    server.answer(cutStreamResponse(encode(said('Hel'))));
    await session.send('Hi');
    session.reconnect();
    await clock.advance(60_000);
    expect([session.state.run?.status, server.requests.length]).to.deep.equal(['cut', 1]);
    server.answer(eventStreamResponse(encode(said('Hello'), ok)));
    await session.retry();
    expect(session.state.run).to.include({ status: 'ok', retryOf: 'run-1' });
  });
});

describe('A run whose settings change while it goes on', () => {
  it('is taken up where it was begun, and the next one where the page says', async () => {
    const given = { endpoint: '/old', resumeEndpoint: '/old/{id}', headers: { 'x-a': '1' } };
    const stand = createSessionStand(given);
    const { clock, server, session } = stand;
    server.answer(cutStreamResponse(encode({ type: 'run.start', sessionId: 's1' }, said('Hel'))));
    server.answer(eventStreamResponse(encode(said('lo'), ok)), eventStreamResponse(encode(ok)));
    void session.send('Hi');
    await settle();
    session.configure({ ...stand.settings, endpoint: '/new', sessionId: 's2' });
    await clock.advance(500);
    await session.send('Again');
    expect(server.requests.map(({ url }) => url)).to.deep.equal(['/old', '/old/s1', '/new']);
  });
});

describe('What a session tells of its connection', () => {
  it('is told once for each change, after the state holds it', async () => {
    const stand = await broken();
    const told: string[] = [];
    stand.session.subscribe((notice) => {
      if (notice.type !== 'connection-changed') return;
      expect(stand.session.state.connection).to.equal(notice.connection);
      told.push(notice.connection.phase);
    });
    stand.network.set(false);
    await settle();
    stand.server.answer(pushStream());
    stand.network.set(true);
    await stand.clock.advance(500);
    stand.session.stop();
    expect(told).to.deep.equal(['offline', 'reconnecting', 'connecting', 'live', 'idle']);
  });
});

describe('What a server says of why it is not there', () => {
  it('is in the state without its secrets, as everything else', async () => {
    const { server, session } = createSessionStand({ method: 'GET' });
    const text = '{"error":"Busy","token":"hunter2"}';
    server.always(() => textResponse(503, text, { 'content-type': 'application/json' }));
    void session.send('Hi');
    await settle();
    const { connection } = session.state;
    const error = connection.phase === 'reconnecting' ? connection.error : undefined;
    expect(error).to.include({ status: 503, body: '{"error":"Busy","token":"[REDACTED]"}' });
  });
});

describe('Bounds that a page has set', () => {
  it('hold for its streams', async () => {
    const stand = createSessionStand({ limits: { nameLength: 4 } });
    const stream = await stand.ask();
    stream.push('event: longer\ndata: {}\n\n');
    await settle();
    expect(stand.session.state.run?.troubles.map(({ text }) => text)).to.deep.equal([
      'The server sent more than is allowed. Expected the name of an event of at most 4 bytes, got more.',
    ]);
  });
});
