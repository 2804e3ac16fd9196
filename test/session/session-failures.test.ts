import { expect } from 'chai';
import type { SessionSettings } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import {
  cutStreamResponse,
  eventStreamResponse,
  pushStream,
  textResponse,
  type FakeAnswer,
} from '../support/fake-fetch.js';
import { createEventDialect, encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, namesOf } from '../support/session-stand.js';

interface Outcome {
  readonly title: string;
  readonly answer: () => FakeAnswer;
  readonly code: string;
  readonly text: string;
}

const json = (status: number, body: unknown): FakeAnswer =>
  textResponse(status, JSON.stringify(body), { 'content-type': 'application/json' });

/** Answers before any stream: the run fails, and the words say why. */
const refused: readonly Outcome[] = [
  {
    title: 'no answer at all',
    answer: () => new TypeError('Failed to fetch'),
    code: 'network',
    text: 'The server could not be reached.',
  },
  {
    title: '400 in plain text',
    answer: () => textResponse(400, 'goal is missing', { 'content-type': 'text/plain' }),
    code: 'http-400',
    text: 'The server could not read the request (400). The server says: goal is missing',
  },
  {
    title: '401 without a body',
    answer: () => textResponse(401),
    code: 'http-401',
    text: 'You are not signed in, or your sign-in has expired (401).',
  },
  {
    title: "403 with the server's reason",
    answer: () => json(403, { detail: 'Access denied: Invalid session' }),
    code: 'http-403',
    text: 'You are not allowed to do this (403). The server says: Access denied: Invalid session',
  },
  {
    title: '404 with a page',
    answer: () => textResponse(404, '<!doctype html><p>404', { 'content-type': 'text/html' }),
    code: 'http-404',
    text: 'There is nothing at this address (404).',
  },
  {
    title: '413',
    answer: () => json(413, { error: { message: ' ' } }),
    code: 'http-413',
    text: 'The message is too long for the server (413).',
  },
  {
    title: '422 with a list of reasons',
    answer: () =>
      json(422, { detail: [{ loc: ['body'], msg: 'Field required' }, { msg: 'Too short' }] }),
    code: 'http-422',
    text: 'The server refused the request as invalid (422). The server says: Field required; Too short',
  },
  {
    title: '500 with broken JSON',
    answer: () => textResponse(500, '{"error": "', { 'content-type': 'application/json' }),
    code: 'http-500',
    text: 'The server has failed (500). The server says: {"error": "',
  },
  {
    title: 'a status without words of its own',
    answer: () => textResponse(418),
    code: 'http-418',
    text: 'The server answered with status 418.',
  },
  {
    title: '204',
    answer: () => textResponse(204),
    code: 'no-content',
    text: 'The server answered with nothing (204).',
  },
  {
    title: 'a page in place of a stream',
    answer: () => textResponse(200, '<p>Sign in', { 'content-type': 'text/html' }),
    code: 'content-type',
    text: 'The server did not answer with a stream. Expected text/event-stream, got "text/html".',
  },
];

describe('A run whose request is not answered with a stream', () => {
  for (const { title, answer, code, text } of refused) {
    it(`fails after ${title}, and says so once, in the state and as a notice`, async () => {
      const { clock, notices, server, session } = createSessionStand();
      server.answer(answer());
      const run = await session.send('Hi');
      const trouble = run?.troubles.map((item) => [item.fatal, item.code, item.text]);
      expect([run?.status, trouble]).to.deep.equal(['failed', [[true, code, text]]]);
      expect(namesOf(notices)).to.deep.equal(['failed']);
      expect(notices[0]).to.deep.include({ run });
      expect([server.requests.length, clock.pending]).to.deep.equal([1, 0]);
    });
  }
});

describe('A run whose stream breaks', () => {
  async function answer(body: FakeAnswer, settings: SessionSettings = {}) {
    const stand = createSessionStand(settings);
    stand.server.answer(body);
    const run = await stand.session.send('Hi');
    return { ...stand, run };
  }

  it('known bug 16: is cut when the stream closes without a final message, and keeps what came', async () => {
    const { notices, run, server } = await answer(eventStreamResponse(encode(said('Hel'))));
    expect([run?.status, run?.reason, run?.messages[0]?.status]).to.deep.equal([
      'cut',
      'no-final-message',
      'cut',
    ]);
    expect(run?.troubles[0]?.text).to.equal(
      'The connection was lost before the answer was complete.',
    );
    expect(namesOf(notices)).to.deep.equal(['opened', 'interrupted']);
    expect(server.requests).to.have.length(1);
  });

  it('is cut when the connection breaks, and the POST is not sent again', async () => {
    const { clock, run, server } = await answer(cutStreamResponse(encode(said('Hel'))));
    await clock.advance(600_000);
    expect([run?.status, run?.reason, server.requests.length]).to.deep.equal(['cut', 'cut', 1]);
  });

  it('is cut when the server sends more than is allowed', async () => {
    const { run } = await answer(eventStreamResponse(`data: ${'x'.repeat(1_048_577)}\n\n`));
    const [trouble] = run?.troubles ?? [];
    expect([run?.status, trouble?.code]).to.deep.equal(['cut', 'limit']);
    expect(trouble?.text).to.match(
      /^The server sent more than is allowed\. Expected .+, got more\.$/,
    );
  });

  it('is cut when the server goes silent for longer than the page allows', async () => {
    const { ask, clock, session } = createSessionStand({ idleTimeout: 5_000 });
    const stream = await ask();
    stream.push(encode(said('Hel')));
    await clock.advance(5_000);
    const { run } = session.state;
    expect([run?.status, run?.troubles[0]?.text]).to.deep.equal([
      'cut',
      'The server has gone silent.',
    ]);
    expect(stream.isCancelled).to.equal(true);
  });

  it('stays as it ended when the connection breaks after its end', async () => {
    const { notices, run } = await answer(cutStreamResponse(encode(said('Hello'), ok)));
    expect([run?.status, run?.troubles]).to.deep.equal(['ok', []]);
    expect(namesOf(notices)).to.deep.equal(['opened', 'finished']);
  });

  it('does not end well by the word of a decoder that has not seen the end', async () => {
    const dialect = createEventDialect();
    const trusting = {
      ...dialect,
      createDecoder: (sent: string) =>
        Object.assign(dialect.createDecoder(sent), { end: () => [said('lo'), ok] }),
    };
    const cut = await answer(cutStreamResponse(encode(said('Hel'))), { dialect: trusting });
    expect(cut.run?.status).to.equal('cut');
    expect(cut.run?.messages[0]?.parts[0]).to.include({ text: 'Hello' });
    const failed = await answer(textResponse(500), { dialect: trusting });
    expect(failed.run?.status).to.equal('failed');
    const closed = await answer(eventStreamResponse(''), { dialect: trusting });
    expect(closed.run?.status).to.equal('ok');
  });
});

describe('A POST', () => {
  const tooMany = (): FakeAnswer => textResponse(429, null, { 'retry-after': '2' });

  it('is sent again where the server said when, and says that it waits', async () => {
    const { clock, server, session } = createSessionStand();
    server.answer(tooMany(), eventStreamResponse(encode(said('Hello'), ok)));
    const sent = session.send('Hi');
    await settle();
    expect(session.state.connection).to.include({ phase: 'reconnecting' });
    await clock.advance(1_999);
    expect(server.requests).to.have.length(1);
    await clock.advance(1_000);
    expect([(await sent)?.status, server.requests.length]).to.deep.equal(['ok', 2]);
  });

  it('is sent again with the same key where the page calls it idempotent', async () => {
    const { clock, server, session } = createSessionStand({ idempotent: true });
    server.answer(textResponse(502), textResponse(502), eventStreamResponse(encode(ok)));
    const sent = session.send('Hi');
    await clock.advance(60_000);
    const keys = new Set(server.requests.map(({ headers }) => headers.get('idempotency-key')));
    expect([(await sent)?.status, server.requests.length, keys.size]).to.deep.equal(['ok', 3, 1]);
  });

  it('has headers of its own for every attempt, asked for with the reason', async () => {
    const reasons: string[] = [];
    const headers = (reason: string) => {
      reasons.push(reason);
      return { Authorization: `Bearer ${reasons.length}` };
    };
    const { server, session } = createSessionStand({ headers });
    server.answer(textResponse(401), eventStreamResponse(encode(ok)));
    await session.send('Hi');
    const sent = server.requests.map((request) => request.headers.get('authorization'));
    expect([reasons, sent]).to.deep.equal([
      ['open', 'unauthorized'],
      ['Bearer 1', 'Bearer 2'],
    ]);
  });
});

describe('A mistake in code', () => {
  it('ends the run as failed, is thrown on, and leaves the session usable', async () => {
    const dialect = createEventDialect();
    const { notices, server, session, talk } = createSessionStand({ dialect });
    const stream = pushStream();
    server.answer(stream);
    stream.push('data: not JSON\n\n');
    const outcome = await session.send('Hi').catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(SyntaxError);
    expect(session.state.run).to.include({ status: 'failed', reason: 'internal' });
    expect([namesOf(notices), stream.isCancelled]).to.deep.equal([['opened', 'failed'], true]);
    await talk('Again', said('Hello'));
    expect(session.state.run?.status).to.equal('ok');
  });
});
