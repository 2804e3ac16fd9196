import { expect } from 'chai';
import type { StreamEventBody, Trouble } from '../../src/events/index.js';
import { settle } from '../support/fake-clock.js';
import { eventStreamResponse, textResponse } from '../support/fake-fetch.js';
import { encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, namesOf } from '../support/session-stand.js';

const day = 86_400_000;

/** What a server says that has no more for now. */
function exhausted(changes: Partial<Trouble>): string {
  const trouble: StreamEventBody = {
    ...{ type: 'trouble', fatal: true, sort: 'quota', text: 'Quota exceeded.' },
    ...changes,
  };
  return encode(trouble, { type: 'run.end', status: 'failed' });
}

/** A session whose first run has met a quota. */
async function limited(after: number, settings = { autoRetry: true }) {
  const stand = createSessionStand(settings);
  const resetsAt = stand.clock.now() + after;
  stand.server.answer(eventStreamResponse(exhausted({ quota: { resetsAt } })));
  await stand.session.send('Hi');
  return stand;
}

describe('An automatic retry', () => {
  it('is made once, when the quota is there again', async () => {
    const { clock, notices, server, session } = await limited(5_000);
    server.answer(eventStreamResponse(encode(said('Hello'), ok)));
    await clock.advance(4_999);
    expect(server.requests).to.have.length(1);
    await clock.advance(1);
    const [failed] = session.state.past;
    expect(session.state.run).to.include({ status: 'ok', retryOf: failed?.id });
    expect(namesOf(notices)).to.deep.equal(['opened', 'failed', 'opened', 'finished']);
    expect(clock.pending).to.equal(0);
  });

  it('is made at a time that is further away than a timer reaches', async () => {
    const { clock, server, session } = await limited(40 * day);
    server.answer(eventStreamResponse(encode(ok)));
    await clock.advance(40 * day - 1);
    expect(server.requests).to.have.length(1);
    await clock.advance(1);
    expect(session.state.run?.status).to.equal('ok');
  });

  it('is not made again when it fails', async () => {
    const { clock, server, session } = await limited(5_000);
    const resetsAt = clock.now() + 10_000;
    server.answer(eventStreamResponse(exhausted({ quota: { resetsAt } })));
    await clock.advance(day);
    expect([server.requests.length, session.state.run?.status]).to.deep.equal([2, 'failed']);
    expect(clock.pending).to.equal(0);
  });

  it('waits from the answer on when the server says how long', async () => {
    const { ask, clock, server } = createSessionStand({ autoRetry: true });
    const stream = await ask();
    await clock.advance(60_000);
    stream.push(exhausted({ retryAfter: 10_000 }));
    server.answer(eventStreamResponse(encode(ok)));
    await clock.advance(9_999);
    expect(server.requests).to.have.length(1);
    await clock.advance(1);
    expect(server.requests).to.have.length(2);
  });

  it('follows an HTTP answer with a longer wait than a connection makes', async () => {
    const { clock, server, session } = createSessionStand({ autoRetry: true });
    server.answer(textResponse(429, null, { 'retry-after': '3600' }));
    await session.send('Hi');
    server.answer(eventStreamResponse(encode(ok)));
    await clock.advance(3_600_000);
    expect([server.requests.length, session.state.run?.status]).to.deep.equal([2, 'ok']);
  });

  const calledOff: readonly [title: string, act: (stand: Stand) => unknown][] = [
    ['stopped', ({ session }) => session.stop()],
    ['reset', ({ session }) => session.reset()],
    ['closed', ({ session }) => session.close()],
    ['told not to', ({ session }) => session.configure({ endpoint: '/agent' })],
  ];
  type Stand = Awaited<ReturnType<typeof limited>>;
  for (const [title, act] of calledOff) {
    it(`is called off when the session is ${title}`, async () => {
      const stand = await limited(5_000);
      act(stand);
      expect(stand.clock.pending).to.equal(0);
    });
  }

  it('is called off when a person is faster, even in answer to the notice', async () => {
    const { clock, server, session } = createSessionStand({ autoRetry: true });
    session.subscribe((notice) => notice.type === 'failed' && void session.retry());
    server.answer(
      eventStreamResponse(exhausted({ retryAfter: 5_000 })),
      eventStreamResponse(encode(ok)),
    );
    await session.send('Hi');
    await settle();
    expect([server.requests.length, clock.pending]).to.deep.equal([2, 0]);
  });

  it('still comes after a text that was not sent', async () => {
    const { clock, server, session } = await limited(5_000);
    session.configure({ ...{ autoRetry: true, fetch: server.fetch }, endpoint: 'ftp://nowhere' });
    await session.send('More');
    expect(clock.pending).to.equal(1);
  });

  it('is not made without the setting, without a time, or for a time that is none', async () => {
    expect((await limited(5_000, { autoRetry: false })).clock.pending).to.equal(0);
    expect((await limited(NaN)).clock.pending).to.equal(0);
    const { clock, server, session } = createSessionStand({ autoRetry: true });
    server.answer(eventStreamResponse(exhausted({})));
    await session.send('Hi');
    expect(clock.pending).to.equal(0);
  });
});
