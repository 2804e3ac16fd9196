import { expect } from 'chai';
import { drainConnection, feed, prompt } from '../support/drain-connection.js';
import { cutStreamResponse, pushStream, textResponse } from '../support/fake-fetch.js';

const first = 'id: 7\ndata: a\n\n';

for (const timers of ['due', 'still'] as const) {
  describe(`a connection of a device that sleeps, whose timers are ${timers} then`, () => {
    it('is taken up again by one request soon after the device wakes', async () => {
      const stream = pushStream();
      const run = await drainConnection(feed, (server) => server.answer(stream, pushStream()));
      stream.push(first);
      await run.clock.advance(300);
      await run.clock.sleep(600_000, timers);
      await run.clock.advance(1_000);
      expect(run.server.requests).to.have.length(2);
      expect(run.server.requests[1]?.headers.get('last-event-id')).to.equal('7');
      expect(run.phases.at(-1)).to.equal('live');
      await run.clock.advance(60_000);
      expect(run.server.requests).to.have.length(2);
    });

    it('makes the try that fell due meanwhile', async () => {
      const run = await drainConnection(feed, (server) => {
        server.answer(textResponse(503, '', { 'retry-after': '30' }), 'never');
      });
      await run.clock.advance(10_300);
      await run.clock.sleep(600_000, timers);
      await run.clock.advance(1_000);
      expect(run.server.requests).to.have.length(2);
    });

    it('is kept when it is a POST', async () => {
      const stream = pushStream();
      const run = await drainConnection(prompt, (server) => server.answer(stream));
      stream.push(first);
      await run.clock.sleep(600_000, timers);
      await run.clock.advance(60_000);
      expect([stream.isLive, run.server.requests.length]).to.deep.equal([true, 1]);
    });

    it('counts as dead by its heartbeat only after a moment to show that it lives', async () => {
      const stream = pushStream();
      const run = await drainConnection(prompt, (server) => server.answer(stream), {
        idleTimeout: 5_000,
      });
      await run.clock.sleep(600_000, timers);
      stream.push('data: still here\n\n');
      await run.clock.advance(4_000);
      expect([run.data, run.outcome]).to.deep.equal([['still here'], 'open']);
    });
  });
}

describe('a connection whose clock is not to be trusted', () => {
  it('does not take a busy page for a sleep', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream));
    stream.push(first);
    await run.clock.advance(300);
    await run.clock.sleep(15_000);
    await run.clock.advance(5_000);
    expect(run.server.requests).to.have.length(1);
  });

  it('does not take the slow timers of a hidden page for a sleep', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream));
    stream.push(first);
    run.page.set('hidden');
    for (let minute = 0; minute < 10; minute += 1) await run.clock.sleep(60_000);
    await run.clock.advance(500);
    await run.clock.sleep(55_000, 'still');
    run.page.set('visible');
    await run.clock.advance(5_000);
    expect(run.server.requests).to.have.length(1);
  });

  it('waits no longer when the clock is set back', async () => {
    const run = await drainConnection(feed, (server) => {
      server.answer(cutStreamResponse(first), new TypeError('no'), 'never');
    });
    await run.clock.advance(300);
    await run.clock.sleep(-3_600_000, 'still');
    await run.clock.advance(2_000);
    expect(run.server.requests).to.have.length(3);
  });
});
