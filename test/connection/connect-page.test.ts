import { expect } from 'chai';
import {
  drainConnection,
  feed,
  prompt,
  type DrainedConnection,
} from '../support/drain-connection.js';
import { settle } from '../support/fake-clock.js';
import { cutStreamResponse, pushStream, textResponse } from '../support/fake-fetch.js';

/** Messages with an id, as the server sends them that can go on after it. */
const first = 'id: 7\ndata: a\n\n';

/** A GET whose stream is open and has an id. */
async function openFeed(text = first) {
  const streams = [pushStream(), pushStream(), pushStream()] as const;
  const run = await drainConnection(feed, (server) => server.answer(...streams));
  streams[0].push(text);
  await settle();
  return { run, streams };
}

const requests = ({ server }: DrainedConnection): number => server.requests.length;

describe('a connection of a page that nobody looks at', () => {
  it('is kept, and asks for nothing more in an hour', async () => {
    const { run, streams } = await openFeed();
    run.page.set('hidden');
    await run.clock.advance(3_600_000);
    streams[0].push('data: b\n\n');
    await settle();
    expect([requests(run), run.data]).to.deep.equal([1, ['a', 'b']]);
  });

  it('is tried again once when it breaks: a proxy may have had its time', async () => {
    const { run, streams } = await openFeed();
    run.page.set('hidden');
    streams[0].fail();
    await run.clock.advance(500);
    expect([requests(run), run.phases.at(-1)]).to.deep.equal([2, 'live']);
  });

  it('makes no burst of tries, and one when somebody looks again', async () => {
    const run = await drainConnection(feed, (server) => {
      server.answer(cutStreamResponse(first));
      server.always(() => new TypeError('no'));
    });
    run.page.set('hidden');
    await run.clock.advance(3_600_000);
    expect([requests(run), run.phases.at(-1)]).to.deep.equal([2, 'reconnecting']);
    run.page.set('visible');
    await settle();
    expect(requests(run)).to.equal(3);
  });

  it('waits for Retry-After all the same when somebody looks again', async () => {
    const busy = (): Response => textResponse(503, '', { 'retry-after': '60' });
    const run = await drainConnection(feed, (server) => server.always(busy));
    await run.clock.advance(61_000);
    run.page.set('hidden');
    await run.clock.advance(10_000);
    await settle();
    run.page.set('visible');
    await run.clock.advance(49_000);
    expect(requests(run)).to.equal(2);
    await run.clock.advance(1_000);
    expect(requests(run)).to.equal(3);
  });

  it('begins in a tab that was opened behind', async () => {
    const run = await drainConnection(feed, (server) => server.answer(pushStream()), {
      pageState: 'hidden',
    });
    expect([requests(run), run.phases.at(-1)]).to.deep.equal([1, 'live']);
  });
});

describe('a connection of a page that is frozen, or put into the back/forward cache', () => {
  it('is let go of, and taken up again by one request on return', async () => {
    const { run, streams } = await openFeed();
    run.page.set('frozen');
    await run.clock.sleep(3_600_000);
    expect([streams[0].isCancelled, requests(run)]).to.deep.equal([true, 1]);
    run.page.set('visible');
    await run.clock.advance(60_000);
    expect(requests(run)).to.equal(2);
    expect(run.server.requests[1]?.headers.get('last-event-id')).to.equal('7');
    expect(run.statuses.at(-1)).to.deep.equal({ phase: 'live', resumed: true });
  });

  it('is not taken up before somebody looks at the page', async () => {
    const { run } = await openFeed();
    run.page.set('frozen');
    await settle();
    run.page.set('hidden');
    await run.clock.advance(60_000);
    expect(requests(run)).to.equal(1);
    run.page.set('visible');
    await settle();
    expect(requests(run)).to.equal(2);
  });

  it('is kept where the server could not be told where to go on', async () => {
    const { run, streams } = await openFeed('data: a\n\n');
    run.page.set('frozen');
    run.page.set('visible');
    streams[0].push('data: b\n\n');
    await settle();
    expect([requests(run), run.data]).to.deep.equal([1, ['a', 'b']]);
  });

  it('is kept when it is a POST, answered or not', async () => {
    for (const answer of [pushStream(), 'never'] as const) {
      const run = await drainConnection(prompt, (server) => server.answer(answer));
      run.page.set('frozen');
      run.page.set('visible');
      await run.clock.advance(60_000);
      expect(requests(run)).to.equal(1);
      expect(run.server.requests[0]?.isAborted).to.equal(false);
    }
  });

  it('is taken up by the resume request when it is a POST that has one', async () => {
    const stream = pushStream();
    const run = await drainConnection(prompt, (server) => server.answer(stream, 'never'), {
      resume: () => feed,
    });
    stream.push(first);
    await settle();
    run.page.set('frozen');
    await settle();
    expect(stream.isCancelled).to.equal(true);
    run.page.set('visible');
    await settle();
    expect(run.server.requests.map(({ method }) => method)).to.deep.equal(['POST', 'GET']);
  });

  it('asks again for what was read and not yet handed over', async () => {
    const stream = pushStream();
    const run: DrainedConnection = await drainConnection(
      feed,
      (server) => server.answer(stream, pushStream()),
      { onItem: ({ type }) => type === 'comment' && run.page.set('frozen') },
    );
    stream.push(first);
    await settle();
    stream.push(': hold on\n\nid: 8\ndata: b\n\n');
    await settle();
    run.page.set('visible');
    await settle();
    expect(run.data).to.deep.equal(['a']);
    expect(run.server.requests[1]?.headers.get('last-event-id')).to.equal('7');
  });

  it('asks again with a GET that was not answered yet', async () => {
    const run = await drainConnection(feed, (server) => server.answer('never', 'never'));
    run.page.set('frozen');
    await settle();
    run.page.set('visible');
    await settle();
    expect(requests(run)).to.equal(2);
  });

  it('is left alone where it is not to be tried again', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream), { maxRetries: 0 });
    stream.push(first);
    await settle();
    run.page.set('frozen');
    await settle();
    expect(stream.isLive).to.equal(true);
  });

  it('leaves no listener behind when it is closed while the page is away', async () => {
    const { run } = await openFeed();
    run.page.set('frozen');
    await settle();
    run.abort();
    await settle();
    expect([run.page.listeners, run.network.listeners, run.clock.pending]).to.eql([0, 0, 0]);
  });
});
