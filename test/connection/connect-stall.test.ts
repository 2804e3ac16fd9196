import { expect } from 'chai';
import {
  drainConnection,
  feed,
  prompt,
  type DrainedConnection,
} from '../support/drain-connection.js';
import { settle } from '../support/fake-clock.js';
import { pushStream, type PushStream } from '../support/fake-fetch.js';

/** Heartbeats of 10 s, so that 25 s of silence are too long. */
async function beat(
  stream: PushStream,
  { clock }: DrainedConnection,
  text = ':\n\n',
): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    await clock.advance(10_000);
    stream.push(text);
    await settle();
  }
}

describe('a connection that falls silent', () => {
  it('is left alone for an hour when the server has no heartbeat', async () => {
    const run = await drainConnection(feed, (server) => server.answer(pushStream()));
    await run.clock.advance(3_600_000);
    expect(run.phases).to.deep.equal(['connecting', 'live']);
  });

  for (const heartbeat of [
    ': keep-alive\n\n',
    'event: ping\ndata: {}\n\n',
    'event: heartbeat\ndata:\n\n',
  ]) {
    it(`is stalled and opened again 25 s after the last ${JSON.stringify(heartbeat)}`, async () => {
      const [first, second] = [pushStream(), pushStream()];
      const run = await drainConnection(feed, (server) => server.answer(first, second));
      first.push('id: 1\ndata: a\n\n');
      await settle();
      await beat(first, run, heartbeat);
      const since = run.clock.now();
      await run.clock.advance(24_999);
      expect(run.phases.at(-1)).to.equal('live');
      await run.clock.advance(1);
      expect(run.phases.slice(-2)).to.deep.equal(['stalled', 'reconnecting']);
      expect(run.statuses.at(-2)).to.deep.equal({ phase: 'stalled', since });
      expect(run.statuses.at(-1)).to.have.nested.property('error.kind', 'idle');
      expect(first.isCancelled).to.equal(true);
      await run.clock.advance(4_000);
      expect(run.server.requests[1]?.headers.get('last-event-id')).to.equal('1');
      expect(run.phases.at(-1)).to.equal('live');
    });
  }

  it('known bug 38: is not stalled while comments come during a long tool call', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream));
    for (let minute = 0; minute < 20; minute += 1) await beat(stream, run);
    expect(run.phases).to.deep.equal(['connecting', 'live']);
  });

  it('is shown as stalled and kept when it is a POST, and lives again with the next byte', async () => {
    const stream = pushStream();
    const run = await drainConnection(prompt, (server) => server.answer(stream));
    await beat(stream, run);
    await run.clock.advance(60_000);
    expect(run.phases.at(-1)).to.equal('stalled');
    stream.push('data: late\n\n');
    stream.end();
    await settle();
    expect(run.phases.slice(-3)).to.deep.equal(['stalled', 'live', 'closed']);
    expect(run.data).to.deep.equal(['late']);
    expect(run.server.requests).to.have.length(1);
  });

  it('is resumed when it is a POST that can be', async () => {
    const stream = pushStream();
    const run = await drainConnection(prompt, (server) => server.answer(stream, 'never'), {
      resume: () => feed,
    });
    await beat(stream, run);
    await run.clock.advance(29_000);
    expect(run.server.requests.map(({ method }) => method)).to.deep.equal(['POST', 'GET']);
    expect(stream.isCancelled).to.equal(true);
  });

  it('fails after the time the page has set, when it is a POST', async () => {
    const stream = pushStream();
    const run = await drainConnection(prompt, (server) => server.answer(stream), {
      idleTimeout: 5_000,
    });
    stream.push('data: a\n\n');
    await run.clock.advance(5_000);
    expect(run.outcome).to.include({ kind: 'idle' });
    expect(run.phases.slice(-2)).to.deep.equal(['stalled', 'interrupted']);
    expect([run.clock.pending, run.server.liveStreams]).to.deep.equal([0, 0]);
  });

  it('counts a missing answer only where the page has set a time', async () => {
    const patient = await drainConnection(prompt, (server) => server.answer('never'));
    await patient.clock.advance(3_600_000);
    expect(patient.outcome).to.equal('open');
    const strict = await drainConnection(prompt, (server) => server.answer('never'), {
      idleTimeout: 5_000,
    });
    await strict.clock.advance(5_000);
    expect(strict.outcome).to.include({ kind: 'idle' });
    expect(strict.phases).to.deep.equal(['connecting', 'closed']);
  });

  it('is never stalled when the page switches the watchdog off', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream), { idleTimeout: 0 });
    await beat(stream, run);
    await run.clock.advance(3_600_000);
    expect(run.phases).to.deep.equal(['connecting', 'live']);
  });

  it('is opened again once after the device has slept', async () => {
    const stream = pushStream();
    const run = await drainConnection(feed, (server) => server.answer(stream, pushStream()));
    await beat(stream, run);
    await run.clock.sleep(600_000);
    await run.clock.advance(5_000);
    expect(run.server.requests).to.have.length(2);
    expect(run.phases.at(-1)).to.equal('live');
  });
});
