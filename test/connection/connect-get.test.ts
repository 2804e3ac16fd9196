import { expect } from 'chai';
import { ConnectionError, defaultRetryPolicy } from '../../src/connection/index.js';
import { drainConnection, feed } from '../support/drain-connection.js';
import { settle } from '../support/fake-clock.js';
import {
  eventStreamResponse,
  jsonResponse,
  pushStream,
  textResponse,
  type FakeFetch,
  type PushStream,
} from '../support/fake-fetch.js';

const status = (code: number, headers: Record<string, string> = {}): Response =>
  textResponse(code, 'no', { 'content-type': 'text/plain', ...headers });

const broken = (): TypeError => new TypeError('Failed to fetch');

const pushed = (text: string): PushStream => {
  const stream = pushStream();
  stream.push(text);
  return stream;
};

describe('connect with GET', () => {
  it('gives the answer, its comments and its messages, in order', async () => {
    const stream = pushStream();
    const { items, phases } = await drainConnection(feed, (server) => server.answer(stream));
    stream.push(': connected\n\nid: 1\ndata: a\n\ndata: b\n\n');
    await settle();
    expect(items.map(({ type }) => type)).to.deep.equal(['opened', 'comment', 'messages']);
    expect(items[0]).to.include({ status: 200, resumed: false });
    expect(items[1]).to.include({ text: 'connected' });
    expect(phases).to.deep.equal(['connecting', 'live']);
  });

  it('tells no more than a few of a flood of comments', async () => {
    const stream = pushStream();
    const { items } = await drainConnection(feed, (server) => server.answer(stream));
    stream.push(':\n'.repeat(5_000));
    await settle();
    expect(items.filter(({ type }) => type === 'comment').length).to.be.within(1, 16);
  });

  it('known bug 50: takes a message for a message, whatever its name', async () => {
    const names = ['open', 'error', 'close', 'message', '__proto__', 'constructor'];
    const body = names.map((name) => `event: ${name}\ndata: x\n\n`).join('');
    const run = await drainConnection(feed, (server) => server.answer(pushed(body)));
    const [, item] = run.items;
    const found = item?.type === 'messages' ? item.messages.map(({ event }) => event) : [];
    expect(found).to.deep.equal(names);
    expect(run.phases).to.deep.equal(['connecting', 'live']);
  });

  it('goes on after a cut from the last event id', async () => {
    const [first, second] = [pushStream(), pushStream()];
    const run = await drainConnection(feed, (server) => server.answer(first, second));
    first.push('id: 日7\ndata: a\n\nid: 8\ndata: torn');
    await settle();
    first.fail();
    await run.clock.advance(500);
    second.push('data: b\n\n');
    await settle();
    expect(run.data).to.deep.equal(['a', 'b']);
    const header = run.server.requests[1]?.headers.get('last-event-id') ?? '';
    expect(
      new TextDecoder().decode(Uint8Array.from(header, (char) => char.charCodeAt(0))),
    ).to.equal('日7');
    expect(run.phases).to.deep.equal(['connecting', 'live', 'reconnecting', 'connecting', 'live']);
    expect(run.statuses[4]).to.deep.equal({ phase: 'live', resumed: true });
    expect(run.items.filter(({ type }) => type === 'opened')[1]).to.include({ resumed: true });
  });

  it('comes back later after a cut in silence, which a heartbeat does not break', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream, 'never'));
    await run.clock.advance(60_000);
    stream.push('event: ping\ndata: {}\n\n');
    await settle();
    stream.fail();
    await run.clock.advance(1_999);
    expect(run.server.requests).to.have.length(1);
    await run.clock.advance(1);
    expect(run.server.requests).to.have.length(2);
  });

  it('does not claim to resume where there is no id', async () => {
    const run = await drainConnection(feed, (server) =>
      server.answer(eventStreamResponse('data: a\n\n'), pushStream()),
    );
    await run.clock.advance(500);
    expect(run.statuses.at(-1)).to.deep.equal({ phase: 'live', resumed: false });
    expect(run.server.requests[1]?.headers.has('last-event-id')).to.equal(false);
  });

  it('known bug 14: keeps the id through connections that break before they give one', async () => {
    const run = await drainConnection(feed, (server) => {
      server.answer(eventStreamResponse('id: 9\ndata: a\n\n'), eventStreamResponse(''));
      server.answer(broken(), status(503), pushStream());
    });
    await run.clock.advance(60_000);
    const ids = run.server.requests.map(({ headers }) => headers.get('last-event-id'));
    expect(ids).to.deep.equal([null, '9', '9', '9', '9']);
  });

  it('known bug 13: sends no id any more after the server has reset it', async () => {
    const run = await drainConnection(feed, (server) =>
      server.answer(eventStreamResponse('id: 9\ndata: a\n\nid\ndata: b\n\n'), pushStream()),
    );
    await run.clock.advance(500);
    expect(run.server.requests[1]?.headers.has('last-event-id')).to.equal(false);
  });

  it('begins with the id it is given', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream), {
      lastEventId: '5',
    });
    expect(run.server.requests[0]?.headers.get('last-event-id')).to.equal('5');
    expect(run.items[0]).to.include({ resumed: true });
  });

  it('does not deliver an unfinished message that the server will send again', async () => {
    const run = await drainConnection(feed, (server) => {
      server.answer(
        eventStreamResponse('id: 1\ndata: {}'),
        eventStreamResponse('id: 1\ndata: {}\n\n'),
      );
      server.answer('never');
    });
    await run.clock.advance(1_000);
    expect(run.data).to.deep.equal(['{}']);
  });

  it('says when the next try is, and why', async () => {
    const run = await drainConnection(feed, (server) => server.answer(broken(), 'never'));
    const now = run.clock.now();
    const reconnecting = run.statuses.at(-1);
    expect(reconnecting).to.include({ phase: 'reconnecting', attempt: 1, at: now + 250 });
    expect(reconnecting).to.have.nested.property('error.kind', 'network');
    await run.clock.advance(250);
    expect(run.statuses.at(-1)).to.deep.equal({ phase: 'connecting', attempt: 1 });
  });

  it('known bug 21: makes ten tries and pauses, with the error', async () => {
    const run = await drainConnection(feed, (server) => server.always(broken));
    await run.clock.advance(600_000);
    expect(run.server.requests).to.have.length(11);
    expect(run.outcome).to.be.instanceOf(ConnectionError).with.property('kind', 'network');
    expect(run.statuses.at(-1)).to.include({ phase: 'paused', error: run.outcome });
    await run.clock.advance(600_000);
    expect([run.server.requests.length, run.clock.pending]).to.deep.equal([11, 0]);
  });

  it('known bug 40: pauses with `cut` when every stream ends at once: an opening is no success', async () => {
    const run = await drainConnection(feed, (server) =>
      server.always(() => eventStreamResponse('')),
    );
    await run.clock.advance(600_000);
    expect(run.server.requests).to.have.length(11);
    expect(run.outcome).to.include({ kind: 'cut' });
  });

  it('known bug 42: never comes back faster than half a second to a server that drops it, whatever retry says', async () => {
    for (const retry of ['0', '1', '9'.repeat(400), '2147483648', '-1', 'none']) {
      let id = 0;
      const run = await drainConnection(feed, (server) =>
        server.always(() => eventStreamResponse(`retry: ${retry}\nid: ${(id += 1)}\ndata: x\n\n`)),
      );
      run.clock.setRandom(0);
      await run.clock.advance(65_000);
      const tries = run.statuses.flatMap((entry) =>
        entry.phase === 'reconnecting' ? [entry.at] : [],
      );
      const gaps = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
      expect(Math.min(...gaps)).to.be.within(500, 30_000);
    }
  });

  it('does not give up on a server that cuts each connection but moves on', async () => {
    let id = 0;
    const run = await drainConnection(feed, (server) =>
      server.always(() => eventStreamResponse(`id: ${(id += 1)}\ndata: ${id}\n\n`)),
    );
    await run.clock.advance(60_000);
    expect(run.server.requests.length).to.be.above(50);
    expect(run.data).to.deep.equal(run.data.map((_, index) => String(index + 1)));
  });

  it('begins to count anew after half a minute of health, and not before', async () => {
    for (const [health, attempt] of [
      [29_000, 3],
      [31_000, 1],
    ] as const) {
      const stream = pushStream();
      const run = await drainConnection(feed, (server) =>
        server.answer(broken(), broken(), stream, 'never'),
      );
      while (run.phases.at(-1) !== 'live') await run.clock.advance(run.clock.next ?? 0);
      await run.clock.advance(health);
      stream.fail();
      await settle();
      expect(run.statuses.at(-1)).to.include({ phase: 'reconnecting', attempt });
    }
  });

  it('takes 4xx, a wrong content type and 204 as final, with one request', async () => {
    const answers = [status(400), status(401), status(403), status(404), status(410)];
    answers.push(textResponse(200, '<p>', { 'content-type': 'text/html' }));
    answers.push(textResponse(204));
    for (const answer of answers) {
      const run = await drainConnection(feed, (server) => server.answer(answer));
      await run.clock.advance(600_000);
      expect(run.server.requests).to.have.length(1);
      expect(run.outcome).to.be.instanceOf(ConnectionError);
      expect(run.phases).to.deep.equal(['connecting', 'closed']);
    }
  });

  it('stops when the server answers a reconnect with 204', async () => {
    const run = await drainConnection(feed, (server) =>
      server.answer(eventStreamResponse('data: a\n\n'), textResponse(204)),
    );
    await run.clock.advance(600_000);
    expect(run.outcome).to.include({ kind: 'no-content' });
    expect(run.phases.at(-1)).to.equal('closed');
    expect(run.server.requests).to.have.length(2);
  });

  it('calls it interrupted when a feed that was live is refused', async () => {
    const run = await drainConnection(feed, (server) =>
      server.answer(eventStreamResponse('data: a\n\n'), status(404)),
    );
    await run.clock.advance(600_000);
    expect(run.statuses.at(-1)).to.include({ phase: 'interrupted', error: run.outcome });
  });

  it('waits as long as Retry-After says', async () => {
    const date = 'Sat, 21 Nov 2026 00:00:20 GMT';
    for (const value of ['20', date]) {
      const answer = (server: FakeFetch): void =>
        server.answer(status(503, { 'retry-after': value }), 'never');
      const run = await drainConnection(feed, answer);
      expect(run.statuses.at(-1)).to.include({ at: run.clock.now() + 20_250 });
      await run.clock.advance(20_249);
      expect(run.server.requests).to.have.length(1);
      await run.clock.advance(1);
      expect(run.server.requests).to.have.length(2);
    }
  });

  it('ends at the end of the body where that is the end', async () => {
    const run = await drainConnection(
      feed,
      (server) => server.answer(eventStreamResponse('data: a\n\n')),
      { whenEnded: 'finish' },
    );
    expect(run.outcome).to.equal('ended');
    expect(run.phases).to.deep.equal(['connecting', 'live', 'closed']);
    expect(run.clock.pending).to.equal(0);
  });

  it('gives a JSON answer and ends, also where a stream would reopen', async () => {
    const run = await drainConnection(feed, (server) => server.answer(jsonResponse({ a: 1 })));
    expect(run.items.map(({ type }) => type)).to.deep.equal(['opened', 'json']);
    expect(run.items[1]).to.include({ text: '{"a":1}' });
    expect(run.outcome).to.equal('ended');
  });

  it('follows the resume request where there is one', async () => {
    const run = await drainConnection(
      feed,
      (server) => server.answer(eventStreamResponse('id: 3\ndata: a\n\n'), 'never'),
      { resume: (id) => ({ url: `https://agent.example/resume?after=${id}`, method: 'GET' }) },
    );
    await run.clock.advance(500);
    expect(run.server.requests[1]?.url).to.equal('https://agent.example/resume?after=3');
  });

  it('uses the policy it is given', async () => {
    const run = await drainConnection(feed, (server) => server.always(broken), {
      retryPolicy: { ...defaultRetryPolicy, maxRetries: 2 },
    });
    await run.clock.advance(600_000);
    expect(run.server.requests).to.have.length(3);
  });

  it('makes as many tries as the page says', async () => {
    const run = await drainConnection(feed, (server) => server.always(broken), { maxRetries: 0 });
    expect(run.server.requests).to.have.length(1);
    expect(run.phases.at(-1)).to.equal('paused');
  });
});
