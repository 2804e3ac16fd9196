import { expect } from 'chai';
import type { StreamEventBody } from '../../src/events/index.js';
import type { DecisionState, SessionSettings } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import { jsonResponse, pushStream, textResponse, type FakeAnswer } from '../support/fake-fetch.js';
import { encode, ok } from '../support/event-dialect.js';
import { createSessionStand, namesOf, type SessionStand } from '../support/session-stand.js';

function asks(checkpointId: string): StreamEventBody {
  const reply = { dialect: 'plain', send: 'post' } as const;
  return { type: 'checkpoint.open', checkpointId, ask: 'approve', canEdit: false, reply };
}

/** A session whose run waits at a checkpoint. */
async function waiting() {
  const stand = createSessionStand({ checkpointEndpoint: '/decide', cancelEndpoint: '/cancel' });
  const stream = await stand.ask();
  stream.push(encode({ type: 'run.start', sessionId: 's-1' }, asks('c-1')));
  await settle();
  stand.notices.length = 0;
  return { ...stand, stream };
}

function decisionIn({ session }: SessionStand): DecisionState | undefined {
  return session.state.run?.checkpoints[0]?.decision;
}

describe('Session.decide', () => {
  it('shows the decision as pending until the server has confirmed it', async () => {
    const stand = await waiting();
    const { notices, server, session } = stand;
    server.answer(jsonResponse({ status: 'approved' }));
    const told = session.decide('c-1', 'approve', { feedback: 'Go on' });
    expect(decisionIn(stand)).to.deep.equal({
      phase: 'pending',
      choice: 'approve',
      feedback: 'Go on',
    });
    expect(notices).to.deep.equal([]);
    await told;
    expect(decisionIn(stand)).to.include({ phase: 'closed', outcome: 'approved' });
    expect(notices).to.deep.equal([
      { type: 'decided', checkpointId: 'c-1', choice: 'approve', outcome: 'approved' },
    ]);
  });

  it('sends the choice beside the stream, with what was said and the session id', async () => {
    const { bodies, server, session } = await waiting();
    server.answer(textResponse(204));
    await session.decide('c-1', 'reject', { feedback: 'Too dear' });
    expect(server.requests[1]).to.include({ url: '/decide', method: 'POST' });
    expect(bodies()[1]).to.deep.equal({
      checkpointId: 'c-1',
      choice: 'reject',
      feedback: 'Too dear',
      session: 's-1',
    });
    expect(server.liveStreams).to.equal(1);
  });

  it('sends a decision once, however often it is made', async () => {
    const { server, session } = await waiting();
    server.answer(jsonResponse({}));
    await Promise.all([session.decide('c-1', 'approve'), session.decide('c-1', 'approve')]);
    await session.decide('c-1', 'reject');
    await session.decide('no-such', 'approve');
    expect(server.requests).to.have.length(2);
  });

  const outcomes: readonly [choice: string, answer: unknown, outcome: string][] = [
    ['approve', {}, 'approved'],
    ['reject', null, 'rejected'],
    ['option-b', [], 'answered'],
    ['approve', { status: 'rejected' }, 'rejected'],
    ['approve', { status: 'queued' }, 'approved'],
  ];
  for (const [choice, answer, outcome] of outcomes) {
    it(`takes ${choice}, answered ${JSON.stringify(answer)}, as ${outcome}`, async () => {
      const stand = await waiting();
      stand.server.answer(jsonResponse(answer));
      await stand.session.decide('c-1', choice);
      expect(decisionIn(stand)).to.include({ phase: 'closed', outcome });
    });
  }

  const failures: readonly [title: string, answer: () => FakeAnswer, error: string][] = [
    ['a network error', () => new TypeError('refused'), 'The server could not be reached.'],
    ['500', () => textResponse(500), 'The server has failed (500).'],
    ['404', () => textResponse(404), 'The server does not wait for this decision any more (404).'],
    [
      '409',
      () => textResponse(409, 'Already approved', { 'content-type': 'text/plain' }),
      'The server does not wait for this decision any more (409). The server says: Already approved',
    ],
    [
      'a sign-in page',
      () => textResponse(200, '<p>Sign in', { 'content-type': 'text/html' }),
      'The server did not answer with a stream. Expected text/event-stream, got "text/html".',
    ],
  ];
  for (const [title, answer, error] of failures) {
    it(`opens the checkpoint again after ${title}, says why, and can be tried again`, async () => {
      const stand = await waiting();
      const { notices, server, session } = stand;
      server.answer(answer(), jsonResponse({}));
      await session.decide('c-1', 'approve');
      expect(decisionIn(stand)).to.include({ phase: 'open', error });
      expect(notices).to.deep.equal([]);
      await session.decide('c-1', 'approve');
      expect(decisionIn(stand)).to.include({ phase: 'closed', outcome: 'approved' });
    });
  }

  it('takes any success as confirmed, whatever its body is', async () => {
    const plain = (): FakeAnswer => textResponse(200, 'ok', { 'content-type': 'text/plain' });
    for (const answer of [plain(), textResponse(201), pushStream()]) {
      const stand = await waiting();
      stand.server.answer(answer);
      await stand.session.decide('c-1', 'approve');
      expect(decisionIn(stand)).to.include({ phase: 'closed', outcome: 'approved' });
    }
  });

  it('gives up on a server that does not answer', async () => {
    const stand = await waiting();
    stand.server.answer('never');
    void stand.session.decide('c-1', 'approve');
    await stand.clock.advance(30_000);
    expect(decisionIn(stand)).to.deep.equal({
      phase: 'open',
      error: 'The server has gone silent.',
      isUnknown: true,
    });
    expect(stand.server.requests[1]?.isAborted).to.equal(true);
    expect(stand.clock.pending).to.equal(0);
  });

  it('believes the stream when that has told first', async () => {
    const stand = await waiting();
    const { notices, server, session, stream } = stand;
    server.answer('never');
    void session.decide('c-1', 'approve');
    stream.push(encode({ type: 'checkpoint.close', checkpointId: 'c-1', outcome: 'approved' }));
    await stand.clock.advance(30_000);
    expect(decisionIn(stand)).to.include({ phase: 'closed', outcome: 'approved' });
    expect(namesOf(notices)).to.deep.equal(['decided']);
  });

  it('settles in its own run when another has begun meanwhile', async () => {
    const stand = await waiting();
    const { ask, clock, server, session, stream } = stand;
    stream.push(encode({ type: 'run.end', status: 'paused' }));
    stream.end();
    await settle();
    server.answer('never');
    void session.decide('c-1', 'approve');
    await ask('Something else');
    await clock.advance(30_000);
    expect(session.state.past[0]?.checkpoints[0]?.decision.phase).to.equal('open');
  });

  it('comes to nothing when the conversation is forgotten meanwhile', async () => {
    const { notices, server, session } = await waiting();
    server.answer('never');
    const told = session.decide('c-1', 'approve');
    await settle();
    session.reset();
    await told;
    expect(server.requests[1]?.isAborted).to.equal(true);
    expect(namesOf(notices)).to.deep.equal(['finished']);
  });

  it('says so where the dialect cannot tell a decision', async () => {
    const { ask, session } = createSessionStand({}, { answer: undefined as never });
    const stream = await ask();
    stream.push(encode(asks('c-1')));
    await settle();
    await session.decide('c-1', 'approve');
    expect(session.state.run?.checkpoints[0]?.decision).to.deep.equal({
      phase: 'open',
      error: 'The dialect "plain" cannot tell this to the server.',
    });
  });
});

describe('What goes along with a decision', () => {
  async function decided(settings: SessionSettings, ...choices: readonly string[]) {
    const stand = createSessionStand({ checkpointEndpoint: '/decide', ...settings });
    const stream = await stand.ask();
    stream.push(encode(asks('c-1')));
    await settle();
    stand.server.always(() => new TypeError('cut'));
    for (const choice of choices)
      await stand.session.decide('c-1', choice, { digest: 'sha-256=:AA==:' });
    return stand.server.requests.slice(1).map(({ headers }) => headers);
  }

  it('is a digest of what was shown, and a key by which the same decision is known again', async () => {
    const [first, again, other] = await decided({}, 'approve', 'approve', 'reject');
    expect(first?.get('checkpoint-digest')).to.equal('sha-256=:AA==:');
    expect(first?.get('idempotency-key')).to.match(/^[\da-f]{32}$/);
    expect(again?.get('idempotency-key')).to.equal(first?.get('idempotency-key'));
    expect(other?.get('idempotency-key')).not.to.equal(first?.get('idempotency-key'));
  });

  it('is kept from another origin, which need not allow it, unless the page says so', async () => {
    const checkpointEndpoint = 'https://elsewhere.example/decide';
    const { origin } = globalThis;
    Object.assign(globalThis, { origin: 'https://page.example' });
    try {
      const [plain] = await decided({ checkpointEndpoint }, 'approve');
      const [allowed] = await decided({ checkpointEndpoint, decisionHeaders: true }, 'approve');
      expect(plain?.has('idempotency-key')).to.equal(false);
      expect(plain?.has('checkpoint-digest')).to.equal(false);
      expect(allowed?.has('idempotency-key')).to.equal(true);
    } finally {
      Object.assign(globalThis, { origin });
    }
  });

  it('is what was changed, and the record says that it was', async () => {
    const stand = await waiting();
    stand.server.answer(jsonResponse({ status: 'approved' }));
    const told = stand.session.decide('c-1', 'approve', { edits: { to: 'b' } });
    expect(decisionIn(stand)).to.include({ phase: 'pending', outcome: 'edited' });
    await told;
    expect(stand.bodies()[1]).to.deep.include({ edits: { to: 'b' } });
    stand.stream.push(
      encode({ type: 'checkpoint.close', checkpointId: 'c-1', outcome: 'approved' }),
    );
    await settle();
    expect(decisionIn(stand)).to.include({ outcome: 'edited', choice: 'approve' });
  });
});

describe('A checkpoint', () => {
  it('that is settled elsewhere names no choice of this page', async () => {
    const stand = await waiting();
    stand.stream.push(
      encode({ type: 'checkpoint.close', checkpointId: 'c-1', outcome: 'approved' }),
    );
    await settle();
    expect(decisionIn(stand)).to.deep.equal({ phase: 'closed', outcome: 'approved' });
  });

  it('is shown once when the server asks again, and stays closed when it is decided', async () => {
    const stand = await waiting();
    const { server, session, stream } = stand;
    server.answer(jsonResponse({}));
    await session.decide('c-1', 'approve');
    stream.push(encode(asks('c-1')));
    await settle();
    expect(session.state.run?.checkpoints).to.have.length(1);
    expect(decisionIn(stand)?.phase).to.equal('closed');
  });

  it('waits beside another one', async () => {
    const { session, stream } = await waiting();
    stream.push(encode(asks('c-2')));
    await settle();
    const waits = session.state.run?.checkpoints.map(({ id, decision }) => [id, decision.phase]);
    expect(waits).to.deep.equal([
      ['c-1', 'open'],
      ['c-2', 'open'],
    ]);
  });
});

describe('Session.cancel', () => {
  it('asks the server to end an operation, and leaves the run alone', async () => {
    const { bodies, server, session } = await waiting();
    server.answer(textResponse(204));
    expect(await session.cancel('sql')).to.equal(undefined);
    expect(server.requests[1]).to.include({ url: '/cancel', method: 'POST' });
    expect(bodies()[1]).to.deep.equal({ operation: 'sql' });
    expect(session.state.run?.status).to.equal('running');
  });

  it('says why that failed', async () => {
    const { server, session } = await waiting();
    server.answer(textResponse(404));
    expect(await session.cancel('sql')).to.equal('There is nothing at this address (404).');
  });
});

describe('A run that ends', () => {
  it('closes what it had asked, because nobody waits for an answer any more', async () => {
    const stand = await waiting();
    stand.stream.push(encode(ok));
    await settle();
    expect(decisionIn(stand)).to.deep.equal({ phase: 'closed', outcome: 'unknown' });
  });
});
