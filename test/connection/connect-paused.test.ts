import { expect } from 'chai';
import { RetryBell } from '../../src/connection/index.js';
import { drainConnection, feed, prompt } from '../support/drain-connection.js';
import { settle } from '../support/fake-clock.js';
import { cutStreamResponse, pushStream, textResponse } from '../support/fake-fetch.js';

/** A feed that broke, on a server that does not come back, with a bell to ask for more. */
async function ringable(maxRetries = 2) {
  const bell = new RetryBell();
  const run = await drainConnection(
    feed,
    (server) => {
      server.answer(cutStreamResponse('id: 7\ndata: a\n\n'));
      server.always(() => new TypeError('no'));
    },
    { bell, maxRetries },
  );
  return { bell, run };
}

describe('a connection whose tries are used up', () => {
  it('is paused, and goes on where it was when a person asks', async () => {
    const { bell, run } = await ringable();
    await run.clock.advance(3_600_000);
    expect([run.phases.at(-1), run.server.requests.length]).to.deep.equal(['paused', 3]);
    expect([run.outcome, run.clock.pending]).to.deep.equal(['open', 0]);
    run.server.answer(pushStream());
    bell.ring();
    await settle();
    expect(run.phases.slice(-2)).to.deep.equal(['connecting', 'live']);
    expect(run.server.requests.at(-1)?.headers.get('last-event-id')).to.equal('7');
  });

  it('has as many tries again as before', async () => {
    const { bell, run } = await ringable();
    await run.clock.advance(3_600_000);
    bell.ring();
    await run.clock.advance(3_600_000);
    expect([run.phases.at(-1), run.server.requests.length]).to.deep.equal(['paused', 5]);
  });

  it('makes one try when the network or the page has returned', async () => {
    const { run } = await ringable();
    await run.clock.advance(3_600_000);
    run.network.set(false);
    await settle();
    run.network.set(true);
    await run.clock.advance(3_600_000);
    expect([run.phases.at(-1), run.server.requests.length]).to.deep.equal(['paused', 4]);
    run.page.set('hidden');
    await settle();
    run.page.set('visible');
    await run.clock.advance(3_600_000);
    expect([run.phases.at(-1), run.server.requests.length]).to.deep.equal(['paused', 5]);
  });

  it('leaves nothing behind when it is closed while it is paused', async () => {
    const { bell, run } = await ringable();
    await run.clock.advance(3_600_000);
    run.abort();
    await settle();
    bell.ring();
    run.network.set(true);
    await run.clock.advance(60_000);
    expect([run.phases.at(-1), run.server.requests.length]).to.deep.equal(['closed', 3]);
    expect([run.network.listeners, run.page.listeners, run.clock.pending]).to.eql([0, 0, 0]);
  });

  it('fails where nobody could ask for more', async () => {
    const run = await drainConnection(feed, (server) => server.always(() => new TypeError('no')), {
      maxRetries: 1,
    });
    await run.clock.advance(60_000);
    expect(run.outcome).to.include({ kind: 'network' });
  });
});

describe('the bell of a connection', () => {
  it('makes the next try at once', async () => {
    const { bell, run } = await ringable();
    await run.clock.advance(300);
    expect(run.phases.at(-1)).to.equal('reconnecting');
    bell.ring();
    await settle();
    expect(run.server.requests).to.have.length(3);
  });

  it('makes a try though the device believes to be offline, which may be wrong', async () => {
    const { bell, run } = await ringable();
    run.network.set(false);
    await settle();
    expect(run.phases.at(-1)).to.equal('offline');
    bell.ring();
    await settle();
    expect([run.server.requests.length, run.phases.at(-1)]).to.deep.equal([2, 'offline']);
  });

  it('changes nothing while a request is under way or a stream is open', async () => {
    const bell = new RetryBell();
    const run = await drainConnection(feed, (server) => server.answer(pushStream()), { bell });
    bell.ring();
    await settle();
    expect(run.server.requests).to.have.length(1);
  });

  it('sends a refused POST at once, which a person may ask for', async () => {
    const bell = new RetryBell();
    const busy = textResponse(503, '', { 'retry-after': '60' });
    const run = await drainConnection(prompt, (server) => server.answer(busy, 'never'), { bell });
    bell.ring();
    await settle();
    expect(run.server.requests).to.have.length(2);
  });
});
