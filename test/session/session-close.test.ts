import { expect } from 'chai';
import { settle } from '../support/fake-clock.js';
import { eventStreamResponse, pushStream, textResponse } from '../support/fake-fetch.js';
import { encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, type SessionStand } from '../support/session-stand.js';

interface Phase {
  readonly title: string;
  /** Whether the last request was let go of before its answer had come to its end. */
  readonly isLetGo?: boolean;
  /** Brings a session to where it is closed. */
  readonly reach: (stand: SessionStand) => Promise<void>;
}

const open = {
  type: 'checkpoint.open',
  checkpointId: 'c',
  ask: 'approve',
  canEdit: false,
} as const;
const reply = { dialect: 'plain', send: 'post' } as const;

const phases: readonly Phase[] = [
  { title: 'before anything was sent', reach: async () => {} },
  {
    title: 'while the headers are asked for',
    reach: async ({ session }) => {
      session.configure({ endpoint: '/agent', headers: () => new Promise(() => {}) });
      void session.send('Hi');
      await settle();
    },
  },
  {
    title: 'before the server has answered',
    isLetGo: true,
    reach: async ({ server, session }) => {
      server.answer('never');
      void session.send('Hi');
      await settle();
    },
  },
  {
    title: 'while the stream is read',
    isLetGo: true,
    reach: async ({ ask }) => void (await ask()),
  },
  {
    title: 'in the middle of a message',
    isLetGo: true,
    reach: async ({ ask }) => {
      const stream = await ask();
      stream.push(`${encode(said('Hel'))}data: {"ty`);
      await settle();
    },
  },
  {
    title: 'when the run is over and its stream is not',
    isLetGo: true,
    reach: async ({ ask }) => {
      const stream = await ask();
      stream.push(encode(ok));
      await settle();
    },
  },
  {
    title: 'while it waits to send again',
    reach: async ({ server, session }) => {
      server.answer(textResponse(429, null, { 'retry-after': '5' }));
      void session.send('Hi');
      await settle();
    },
  },
  {
    title: 'while it waits for the network',
    reach: async ({ network, server, session }) => {
      network.set(false);
      server.answer(textResponse(429, null, { 'retry-after': '5' }));
      void session.send('Hi');
      await settle();
    },
  },
  {
    title: 'while an automatic retry waits',
    isLetGo: true,
    reach: async ({ ask }) => {
      const stream = await ask();
      const trouble = { type: 'trouble', fatal: true, sort: 'rate-limit', text: 'Wait.' } as const;
      stream.push(encode({ ...trouble, retryAfter: 5_000 }, { type: 'run.end', status: 'failed' }));
      await settle();
    },
  },
  {
    title: 'while a decision is told',
    isLetGo: true,
    reach: async ({ ask, server, session }) => {
      const stream = await ask();
      stream.push(encode({ ...open, reply }));
      await settle();
      server.answer('never');
      void session.decide('c', 'approve');
      await settle();
    },
  },
  {
    title: 'while an operation is cancelled',
    isLetGo: true,
    reach: async ({ server, session }) => {
      server.answer('never');
      void session.cancel('sql');
      await settle();
    },
  },
];

describe('Session.close', () => {
  for (const { title, isLetGo = false, reach } of phases) {
    it(`leaves no request, timer, listener or notice behind ${title}`, async () => {
      const stand = createSessionStand({ autoRetry: true, cancelEndpoint: '/cancel' });
      const { clock, network, notices, server, session } = stand;
      await reach(stand);
      const requests = server.requests.length;
      session.close();
      notices.length = 0;
      network.set(true);
      await clock.advance(3_600_000);
      expect(notices).to.deep.equal([]);
      expect(server.requests.length).to.equal(requests);
      expect(server.requests.at(-1)?.isAborted ?? false).to.equal(isLetGo);
      expect([clock.pending, network.listeners, server.liveStreams]).to.deep.equal([0, 0, 0]);
      expect(session.state.connection.phase).to.equal('closed');
    });
  }

  it('is final: nothing that is called afterwards does anything', async () => {
    const { ask, notices, server, session } = createSessionStand();
    await ask();
    session.close();
    const { state } = session;
    notices.length = 0;
    session.close();
    session.stop();
    session.reset();
    session.addHistory([{ role: 'user', content: 'Before' }]);
    session.configure({ endpoint: 'ftp://nowhere' });
    const undo = session.subscribe((notice) => notices.push(notice));
    const calls = [session.send('Hi'), session.open(), session.retry(), session.cancel('sql')];
    await session.decide('c', 'approve');
    expect(await Promise.all(calls)).to.deep.equal([undefined, undefined, undefined, undefined]);
    undo();
    expect([session.state, notices, server.requests.length]).to.deep.equal([state, [], 1]);
  });

  it('settles the send that waits for its run', async () => {
    const { server, session } = createSessionStand();
    server.answer(pushStream());
    const sent = session.send('Hi');
    await settle();
    session.close();
    expect((await sent)?.status).to.equal('cancelled');
  });

  it('takes effect in the middle of a notice', async () => {
    const { server, session } = createSessionStand();
    const heard: string[] = [];
    session.subscribe((notice) => {
      heard.push(notice.type);
      if (notice.type === 'opened') session.close();
    });
    session.subscribe((notice) => heard.push(notice.type));
    server.answer(eventStreamResponse(encode(said('Hello'), ok)));
    await session.send('Hi');
    expect(heard.slice(heard.indexOf('opened'))).to.deep.equal(['opened']);
  });
});
