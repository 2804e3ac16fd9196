import { expect } from 'chai';
import { systemNetwork } from '../../src/connection/index.js';
import { drainConnection, feed, prompt } from '../support/drain-connection.js';
import { settle } from '../support/fake-clock.js';
import {
  eventStreamResponse,
  pushStream,
  textResponse,
  type FakeFetch,
} from '../support/fake-fetch.js';

describe('a connection of a device that goes offline', () => {
  it('tries nothing while offline, and once on return', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => {
      server.answer(stream);
      server.always(() => pushStream());
    });
    run.network.set(false);
    stream.fail();
    await run.clock.advance(3_600_000);
    expect(run.server.requests).to.have.length(1);
    expect(run.statuses.at(-1)).to.deep.equal({ phase: 'offline' });
    run.network.set(true);
    await run.clock.advance(500);
    expect(run.server.requests).to.have.length(2);
    expect(run.phases.slice(-3)).to.deep.equal(['reconnecting', 'connecting', 'live']);
  });

  it('keeps a stream that still lives', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream));
    run.network.set(false);
    stream.push('data: still here\n\n');
    await settle();
    expect(run.data).to.deep.equal(['still here']);
    expect(run.phases.at(-1)).to.equal('live');
  });

  it('is said to be offline as long as nothing comes, and live with the next byte', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream));
    run.network.set(false);
    expect(run.phases.at(-1)).to.equal('offline');
    stream.push(': still here\n\n');
    await settle();
    expect(run.phases.at(-1)).to.equal('live');
  });

  it('is taken up again on return by one request, where it can be', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream, pushStream()));
    stream.push('id: 7\ndata: a\n\n');
    await settle();
    run.network.set(false);
    run.network.set(true);
    await run.clock.advance(60_000);
    expect(run.server.requests).to.have.length(2);
    expect(run.server.requests[1]?.headers.get('last-event-id')).to.equal('7');
    expect(stream.isCancelled).to.equal(true);
  });

  it('is kept on return where it cannot be resumed, and stalled until the next byte', async () => {
    const stream = pushStream();
    const run = await drainConnection(prompt, (server) => server.answer(stream));
    const since = run.clock.now();
    run.network.set(false);
    await run.clock.advance(60_000);
    run.network.set(true);
    expect(run.statuses.at(-1)).to.deep.equal({ phase: 'stalled', since });
    stream.push('data: a\n\n');
    await settle();
    expect([run.phases.at(-1), run.data]).to.deep.equal(['live', ['a']]);
  });

  it('stops counting down when the network goes while it waits', async () => {
    const run = await drainConnection(feed, (server) => server.answer(new TypeError('no')));
    expect(run.phases.at(-1)).to.equal('reconnecting');
    run.network.set(false);
    await run.clock.advance(60_000);
    expect(run.phases.at(-1)).to.equal('offline');
    expect(run.server.requests).to.have.length(1);
  });

  it('does not say the same thing twice', async () => {
    const run = await drainConnection(feed, (server) => server.answer(new TypeError('no')));
    run.network.set(true);
    await settle();
    run.network.set(false);
    await settle();
    run.network.set(false);
    await settle();
    expect(run.phases).to.deep.equal(['connecting', 'reconnecting', 'offline']);
  });

  it('still waits for Retry-After when the network is back before', async () => {
    const answer = textResponse(503, '', { 'retry-after': '60' });
    const run = await drainConnection(feed, (server) => server.answer(answer, 'never'));
    run.network.set(false);
    await run.clock.advance(1_000);
    run.network.set(true);
    await run.clock.advance(58_000);
    expect(run.server.requests).to.have.length(1);
    await run.clock.advance(1_000);
    expect(run.server.requests).to.have.length(2);
  });

  it('does not use up its tries', async () => {
    const run = await drainConnection(feed, (server) => server.always(() => new TypeError('no')), {
      maxRetries: 2,
    });
    for (let outage = 0; outage < 5; outage += 1) {
      run.network.set(false);
      await settle();
      run.network.set(true);
      await run.clock.advance(300);
    }
    expect(run.phases.at(-1)).to.equal('reconnecting');
  });

  it('waits with a GET until there is a network, and sends a POST that a person asked for', async () => {
    const answer = (server: FakeFetch): void => server.answer(eventStreamResponse('data: a\n\n'));
    const post = await drainConnection(prompt, answer, { online: false });
    expect(post.data).to.deep.equal(['a']);
    const get = await drainConnection(feed, answer, { online: false });
    expect([get.phases, get.server.requests.length]).to.deep.equal([['offline'], 0]);
    get.network.set(true);
    await get.clock.advance(500);
    expect(get.data).to.deep.equal(['a']);
  });

  it('does not wait for a network to reach its own machine', async () => {
    const urls = [
      'http://localhost:8080/',
      'http://127.0.0.1/x',
      'http://[::1]:1/',
      'http://a.localhost/',
    ];
    for (const url of urls) {
      const run = await drainConnection({ url, method: 'GET' }, (server) =>
        server.answer(eventStreamResponse(''), 'never'),
      );
      run.network.set(false);
      await run.clock.advance(500);
      expect(run.server.requests, url).to.have.length(2);
    }
  });
});

describe('systemNetwork', () => {
  it('counts as online where the platform does not say, and undoes a subscription twice', () => {
    expect(systemNetwork.online).to.equal(true);
    const undo = systemNetwork.subscribe(() => {});
    undo();
    undo();
    expect(systemNetwork.online).to.equal(true);
  });
});
