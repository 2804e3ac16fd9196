import { expect } from 'chai';
import { openStream } from '../../src/connection/index.js';
import { collect } from '../support/async-outcomes.js';
import { drainConnection, feed } from '../support/drain-connection.js';
import { settle } from '../support/fake-clock.js';
import { createFakeFetch, eventStreamResponse, pushStream } from '../support/fake-fetch.js';
import { readByPlatform } from '../support/platform-event-source.js';

const readMessages = readByPlatform(['message', 'step']);

describe("with the platform's decoder in the place of ours", () => {
  it('a stream gives its messages, their names and their ids', async () => {
    const server = createFakeFetch();
    server.answer(eventStreamResponse('id: 1\ndata: a\n\nevent: step\ndata: b\n\n'));
    const opened = await openStream(feed, { ...server, readMessages });
    if (opened.kind !== 'stream') throw new Error('Expected a stream, got JSON');
    expect(await collect(opened.messages)).to.deep.equal([
      { id: '1', event: 'message', data: 'a' },
      { id: '1', event: 'step', data: 'b' },
    ]);
  });

  it('a connection goes on after a cut, from the last id, and no sooner than it was told', async () => {
    const [first, second] = [pushStream(), pushStream()];
    const run = await drainConnection(feed, (server) => server.answer(first, second), {
      readMessages,
    });
    first.push('retry: 2000\nid: 7\ndata: a\n\nid: 8\ndata: torn');
    await settle(4);
    first.fail();
    await settle(4);
    expect(run.statuses.at(-1)).to.include({ phase: 'reconnecting' });
    await run.clock.advance(1_999);
    expect(run.server.requests).to.have.length(1);
    await run.clock.advance(60_000);
    second.push('data: b\n\n');
    await settle(4);
    expect(run.data).to.deep.equal(['a', 'b']);
    expect(run.server.requests[1]?.headers.get('last-event-id')).to.equal('7');
  });

  it('a connection that is closed lets go of the stream', async () => {
    for (const way of ['stop', 'abort'] as const) {
      const stream = pushStream();
      const run = await drainConnection(feed, (server) => server.answer(stream), { readMessages });
      stream.push('data: a\n\n');
      await settle(4);
      void run[way]();
      await settle(4);
      expect([stream.isCancelled, run.clock.pending]).to.deep.equal([true, 0]);
      expect(run.outcome).to.not.equal('open');
    }
  });
});
