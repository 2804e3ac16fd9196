import { expect } from 'chai';
import { connect, RetryBell } from '../../src/connection/index.js';
import { seededRandom } from '../support/chunked-body.js';
import { createCountedSignal } from '../support/counted-signal.js';
import {
  drainConnection,
  feed,
  prompt,
  type DrainedConnection,
} from '../support/drain-connection.js';
import { createFakeClock, settle } from '../support/fake-clock.js';
import {
  createFakeFetch,
  cutStreamResponse,
  eventStreamResponse,
  pushStream,
  textResponse,
  type PushStream,
} from '../support/fake-fetch.js';
import { listenForRejections } from '../support/rejections.js';

const broken = (): TypeError => new TypeError('Failed to fetch');

/** An answer whose body does not end. */
const pending = (status: number, type: string): Response =>
  textResponse(status, pushStream().body, { 'content-type': type });

/** A connection in each phase it can be in. */
const scenes: Readonly<Record<string, () => Promise<DrainedConnection>>> = {
  'asking for headers': () =>
    drainConnection(feed, () => {}, { headers: () => new Promise(() => {}) }),
  'asking for headers again': () => {
    const answers = [{ Authorization: 'Bearer stale' }];
    const headers = () => answers.pop() ?? new Promise<HeadersInit>(() => {});
    return drainConnection(feed, (server) => server.answer(textResponse(401)), { headers });
  },
  'reading JSON': () =>
    drainConnection(feed, (server) => server.answer(pending(200, 'application/json'))),
  'reading the text of an error': () =>
    drainConnection(feed, (server) => server.answer(pending(503, 'text/plain'))),
  resuming: async () => {
    const options = { resume: () => feed };
    const run = await drainConnection(
      prompt,
      (server) => server.answer(cutStreamResponse('data: a\n\n'), 'never'),
      options,
    );
    await run.clock.advance(5_000);
    return run;
  },
  connecting: () => drainConnection(feed, (server) => server.answer('never')),
  live: () => drainConnection(feed, (server) => server.answer(pushStream())),
  'live, with half a message,': async () => {
    const stream = pushStream();
    stream.push('data: a\n\ndata: {"half":1}\n');
    return drainConnection(feed, (server) => server.answer(stream));
  },
  stalled: async () => {
    const stream = pushStream();
    const run = await drainConnection(prompt, (server) => server.answer(stream));
    await beatThrice(stream, run);
    await run.clock.advance(60_000);
    expect(run.phases.at(-1)).to.equal('stalled');
    return run;
  },
  reconnecting: () => drainConnection(feed, (server) => server.answer(broken())),
  'waiting for Retry-After': () =>
    drainConnection(prompt, (server) =>
      server.answer(textResponse(429, '', { 'retry-after': '60' })),
    ),
  offline: async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream));
    run.network.set(false);
    stream.fail();
    await settle();
    expect(run.phases.at(-1)).to.equal('offline');
    return run;
  },
  'put aside with its page': async () => {
    const stream = pushStream();
    stream.push('id: 1\ndata: a\n\n');
    const run = await drainConnection(feed, (server) => server.answer(stream));
    run.page.set('frozen');
    await settle();
    expect(run.phases.at(-1)).to.equal('reconnecting');
    return run;
  },
  'paused, with a bell,': async () => {
    const bell = new RetryBell();
    const run = await drainConnection(feed, (server) => server.always(broken), { bell });
    await run.clock.advance(600_000);
    expect(run.phases.at(-1)).to.equal('paused');
    return run;
  },
  paused: async () => {
    const run = await drainConnection(feed, (server) => server.always(broken));
    await run.clock.advance(600_000);
    return run;
  },
  interrupted: () =>
    drainConnection(prompt, (server) => server.answer(cutStreamResponse('data: a\n\n'))),
  ended: () => drainConnection(prompt, (server) => server.answer(eventStreamResponse(''))),
};

async function beatThrice(stream: PushStream, { clock }: DrainedConnection): Promise<void> {
  for (let beat = 0; beat < 3; beat += 1) {
    await clock.advance(10_000);
    stream.push(': keep-alive\n\n');
    await settle();
  }
}

describe('closing a connection', () => {
  const ways: Readonly<Record<string, (run: DrainedConnection) => unknown>> = {
    'return()': (run) => run.stop(),
    'its signal': (run) => run.abort(),
    'both, twice': (run) => [run.stop(), run.abort(), run.stop(), run.abort()],
  };
  for (const [way, close] of Object.entries(ways)) {
    for (const [phase, enter] of Object.entries(scenes)) {
      it(`known bug 26: leaves nothing behind when it is ${phase} and closed by ${way}`, async () => {
        const rejections = listenForRejections();
        const run = await enter();
        await close(run);
        await settle();
        const { items, server, statuses } = run;
        const before = [server.requests.length, items.length, statuses.length];
        expect(run.phases.at(-1)).to.be.oneOf(['closed', 'paused', 'interrupted']);
        const { clock, network, page } = run;
        const left = [server.liveStreams, clock.pending, network.listeners, page.listeners];
        expect(left).to.deep.equal([0, 0, 0, 0]);
        server.always(() => eventStreamResponse('data: too late\n\n'));
        run.network.set(false);
        run.network.set(true);
        page.set('frozen');
        page.set('visible');
        await run.clock.advance(3_600_000);
        rejections.stop();
        expect(rejections.heard).to.deep.equal([]);
        expect([server.requests.length, items.length, statuses.length]).to.deep.equal(before);
        expect(run.outcome).to.not.equal('open');
      });
    }
  }

  it('known bug 28: sends nothing when the signal is already aborted', async () => {
    const server = createFakeFetch();
    const phases: string[] = [];
    const connection = connect(feed, {
      fetch: server.fetch,
      signal: AbortSignal.abort(),
      whenEnded: 'reopen',
      headers: () => {
        throw new Error('Expected not to be asked');
      },
      onStatus: ({ phase }) => phases.push(phase),
    });
    const error = await connection.next().catch((cause: unknown) => cause);
    expect(error).to.include({ kind: 'aborted' });
    expect(phases).to.deep.equal(['closed']);
    expect(server.requests).to.have.length(0);
  });

  it('sends nothing before the first item is asked for, and nothing after return()', async () => {
    const server = createFakeFetch();
    const options = { fetch: server.fetch, signal: new AbortController().signal };
    const connection = connect(feed, { ...options, whenEnded: 'reopen' });
    await settle();
    expect(server.requests).to.have.length(0);
    await connection.return();
    expect(await connection.next()).to.deep.equal({ done: true, value: undefined });
    expect(server.requests).to.have.length(0);
  });

  it('known bug 29: tells the reason once: the error for an abort, none for return()', async () => {
    const reason = new Error('page left');
    const aborted = await drainConnection(feed, (server) => server.answer(pushStream()));
    aborted.abort(reason);
    await settle();
    expect(aborted.outcome).to.include({ kind: 'aborted', cause: reason });
    expect(aborted.phases.filter((phase) => phase === 'closed')).to.have.length(1);
    const stopped = await drainConnection(feed, (server) => server.answer(pushStream()));
    await stopped.stop();
    expect(stopped.outcome).to.equal('ended');
    expect(stopped.phases.filter((phase) => phase === 'closed')).to.have.length(1);
  });

  it('lets the server see it at once, and leaves no timer, also between two items', async () => {
    const stream = pushStream();
    const controller = new AbortController();
    const server = createFakeFetch();
    server.answer(stream);
    const clock = createFakeClock();
    const phases: string[] = [];
    const connection = connect(feed, {
      clock,
      fetch: server.fetch,
      idleTimeout: 60_000,
      signal: controller.signal,
      whenEnded: 'reopen',
      onStatus: ({ phase }) => phases.push(phase),
    });
    stream.push('data: a\n\n');
    await connection.next();
    await connection.next();
    expect(clock.pending).to.equal(1);
    controller.abort();
    expect([phases.at(-1), stream.isCancelled, clock.pending]).to.deep.equal(['closed', true, 0]);
    expect(await connection.next().catch((error: unknown) => error)).to.include({
      kind: 'aborted',
    });
  });

  it('known bug 27: gives nothing more after an abort during an item, though more had come', async () => {
    const stream = pushStream();
    stream.push(': one\n\n: two\n\ndata: a\n\n');
    const run = await drainConnection(feed, (server) => server.answer(stream), {
      onItem: ({ type }, abort) => {
        if (type === 'comment') abort();
      },
    });
    expect(run.items.map(({ type }) => type)).to.deep.equal(['opened', 'comment']);
    expect(run.outcome).to.include({ kind: 'aborted' });
  });

  it('known bug 30: leaves no listener on a signal that outlives many connections', async () => {
    const counted = createCountedSignal();
    const { signal } = counted;
    for (let round = 0; round < 100; round += 1) {
      const server = createFakeFetch();
      server.answer(eventStreamResponse('data: a\n\n'));
      const connection = connect(prompt, { fetch: server.fetch, signal, whenEnded: 'finish' });
      for await (const item of connection) if (round % 2 === 0 && item.type === 'messages') break;
    }
    expect(counted.listeners).to.equal(0);
  });
});

describe('a connection under any sequence of events', () => {
  const pageStates = ['visible', 'hidden', 'frozen'] as const;

  /** What was true at the worst moment and at the end. */
  async function live(seed: number): Promise<Readonly<Record<string, number>>> {
    const random = seededRandom(seed);
    const streams: PushStream[] = [];
    let most = 0;
    const run = await drainConnection(feed, (server) =>
      server.always(() => {
        most = Math.max(most, server.liveStreams + 1);
        if (random() < 0.3) return broken();
        const stream = pushStream();
        streams.push(stream);
        return stream;
      }),
    );
    run.clock.setRandom(random);
    const steps: readonly (() => unknown)[] = [
      () => streams.at(-1)?.isLive && streams.at(-1)?.push(`id: ${streams.length}\ndata: x\n\n`),
      () => streams.at(-1)?.end(),
      () => streams.at(-1)?.fail(),
      () => run.network.set(random() < 0.7),
      () => run.page.set(pageStates[Math.floor(random() * 3)] ?? 'visible'),
      () => run.clock.advance(random() * 2_000),
      () => run.clock.sleep(random() * 100_000),
    ];
    for (let step = 0; step < 15; step += 1) {
      await steps[Math.floor(random() * steps.length)]?.();
      await settle(1);
    }
    await (random() < 0.5 ? run.stop() : run.abort());
    await settle();
    const requests = run.server.requests.length;
    await run.clock.advance(600_000);
    const { clock, network, page, server } = run;
    return {
      mostStreams: most,
      streams: server.liveStreams,
      timers: clock.pending,
      listeners: network.listeners + page.listeners,
      lateRequests: server.requests.length - requests,
    };
  }

  it('never has two streams, and leaves nothing behind', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { mostStreams, ...left } = await live(seed);
      expect(mostStreams, `seed ${seed}`).to.be.at.most(1);
      const nothing = { streams: 0, timers: 0, listeners: 0, lateRequests: 0 };
      expect(left, `seed ${seed}`).to.deep.equal(nothing);
    }
  });
});
