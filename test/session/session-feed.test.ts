import { expect } from 'chai';
import { operationProgress } from '../../src/dialects/index.js';
import { textOf } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import {
  cutStreamResponse,
  eventStreamResponse,
  pushStream,
  textResponse,
} from '../support/fake-fetch.js';
import { encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, namesOf } from '../support/session-stand.js';

/** A session on a feed: a GET that is opened again when it breaks. */
function createFeed() {
  return createSessionStand(
    { method: 'GET' },
    {
      opens: true,
      whenClosed: 'reopen',
      request: ({ text }, { endpoint }) => ({ url: `${endpoint}?goal=${text}`, method: 'GET' }),
    },
  );
}

describe('A run on a feed', () => {
  it('goes on when the connection breaks, and says what is going on', async () => {
    const { clock, server, session } = createFeed();
    const second = pushStream();
    server.answer(cutStreamResponse(encode(said('Hel'))), second);
    void session.open();
    await settle();
    expect(session.state.connection.phase).to.equal('reconnecting');
    expect(session.state.run?.status).to.equal('running');
    await clock.advance(500);
    second.push(encode(said('lo'), ok));
    await settle();
    expect(session.state.run).to.include({ status: 'ok' });
    expect(session.state.run?.messages.map((message) => textOf(message))).to.deep.equal(['Hello']);
    expect(second.isCancelled).to.equal(true);
  });

  it('says that something may be missing when the server could not be told where to go on', async () => {
    const { clock, notices, server, session } = createFeed();
    server.answer(eventStreamResponse(encode(said('Hel'))), pushStream());
    void session.open();
    await clock.advance(500);
    expect(notices.map((notice) => ('code' in notice ? notice.code : notice.type))).to.deep.equal([
      'opened',
      'opened',
      'gap',
    ]);
    expect(session.state.run?.troubles[0]?.fatal).to.equal(false);
  });

  it('known bug 48: says so too when ids show that the server has lost something', async () => {
    const { clock, server, session } = createFeed();
    const numbered = (...ids: number[]) =>
      eventStreamResponse(ids.map((id) => `id: ${id}\n${encode(said('x'))}`).join(''));
    server.answer(numbered(1, 2, 3), numbered(7, 8), pushStream());
    void session.open();
    await clock.advance(5_000);
    const { run } = session.state;
    expect(run?.troubles.map(({ code, fatal }) => [code, fatal])).to.deep.equal([['gap', false]]);
    const texts = run?.messages[0]?.parts.map((part) => ('text' in part ? part.text : part.type));
    expect(texts).to.deep.equal(['xxx', 'gap', 'xx']);
  });

  it('says nothing of the kind when the server goes on after the last id', async () => {
    const { clock, notices, server, session } = createFeed();
    server.answer(eventStreamResponse(`id: 7\n${encode(said('Hel'))}`), pushStream());
    void session.open();
    await clock.advance(500);
    expect(server.requests[1]?.headers.get('last-event-id')).to.equal('7');
    expect(notices.at(-1)).to.deep.equal({ type: 'opened', status: 200, resumed: true });
    expect(namesOf(notices)).to.deep.equal(['opened', 'opened']);
  });

  it('says that something is missing when the ids or the server say so', async () => {
    const counted = [1, 2, 3, 4].map((id) => `id: ${id}\n${encode(said('a'))}`).join('');
    for (const [id, headers] of [
      [7, {}],
      [5, { 'Mercure-Last-Event-ID': 'earliest' }],
    ] as const) {
      const { clock, server, session } = createFeed();
      server.answer(cutStreamResponse(counted));
      server.answer(eventStreamResponse(`id: ${id}\n${encode(said('b'), ok)}`, headers));
      void session.open();
      await clock.advance(500);
      const { run } = session.state;
      expect(run?.troubles.map(({ code }) => code)).to.deep.equal(['gap']);
      const kinds = run?.messages.flatMap(({ parts }) => parts.map(({ type }) => type));
      expect(kinds).to.deep.equal(['text', 'gap', 'text']);
    }
  });

  it('says nothing of the kind when nothing had come that could go on', async () => {
    const { clock, notices, server, session } = createFeed();
    server.answer(eventStreamResponse(': hello\n\n'), pushStream());
    void session.open();
    await clock.advance(500);
    expect(namesOf(notices)).to.deep.equal(['opened', 'opened']);
  });

  it('shows an open checkpoint once across a reconnect', async () => {
    const { clock, server, session } = createFeed();
    const reply = { dialect: 'plain', send: 'post' } as const;
    const open = encode({
      ...{ type: 'checkpoint.open', checkpointId: 'c-1', ask: 'approve', canEdit: false, reply },
    });
    server.answer(eventStreamResponse(open), eventStreamResponse(open), pushStream());
    void session.open();
    await clock.advance(5_000);
    const { run } = session.state;
    expect(run?.checkpoints.map(({ decision }) => decision.phase)).to.deep.equal(['open']);
    const kinds = run?.messages.flatMap(({ parts }) => parts.map(({ type }) => type));
    expect(kinds).to.deep.equal(['checkpoint', 'gap']);
  });

  it('is over when the server answers that there is nothing more', async () => {
    const { clock, server, session } = createFeed();
    server.answer(eventStreamResponse(encode(said('Hel'))), textResponse(204));
    void session.open();
    await clock.advance(500);
    expect(session.state.run).to.include({ status: 'cut', reason: 'no-final-message' });
  });
});

describe('A run with a resume endpoint', () => {
  function createResumable() {
    const stand = createSessionStand({ resumeEndpoint: '/runs/{id}/events' });
    const start = encode({ type: 'run.start', sessionId: 's 1' }, said('Hel'));
    return { ...stand, start: `id: 4\n${start}` };
  }

  it('is taken up there when its stream breaks, and its POST is not sent again', async () => {
    const { clock, server, session, start } = createResumable();
    server.answer(cutStreamResponse(start), eventStreamResponse(encode(said('lo'), ok)));
    const sent = session.send('Hi');
    await clock.advance(500);
    expect((await sent)?.messages[0]?.parts[0]).to.include({ text: 'Hello', open: false });
    const [, resumed] = server.requests;
    expect(resumed).to.include({ url: '/runs/s%201/events', method: 'GET' });
    expect(resumed?.headers.get('last-event-id')).to.equal('4');
    expect(session.state.run?.troubles).to.deep.equal([]);
  });

  it('says that something may be missing when no id tells the server where to go on', async () => {
    const { clock, server, session } = createResumable();
    const start = encode({ type: 'run.start', sessionId: 's' }, said('Hel'));
    server.answer(cutStreamResponse(start), eventStreamResponse(encode(said('lo'), ok)));
    const sent = session.send('Hi');
    await clock.advance(5_000);
    expect((await sent)?.troubles.map(({ code }) => code)).to.deep.equal(['gap']);
  });

  it('is taken up there when its stream ends before it does', async () => {
    const { clock, server, session, start } = createResumable();
    server.answer(eventStreamResponse(start), eventStreamResponse(encode(said('lo'), ok)));
    const sent = session.send('Hi');
    await clock.advance(500);
    expect([(await sent)?.status, server.requests.length]).to.deep.equal(['ok', 2]);
  });

  it('is not taken up when a close is its good end', async () => {
    const stand = createSessionStand({
      ...{ dialect: operationProgress, resumeEndpoint: '/runs/{id}/events' },
    });
    const done = { type: 'done', data: { operation: 'chart' } };
    stand.server.answer(eventStreamResponse(`id: 1\ndata: ${JSON.stringify(done)}\n\n`));
    expect((await stand.session.send('Hi'))?.status).to.equal('ok');
    expect([stand.server.requests.length, stand.clock.pending]).to.deep.equal([1, 0]);
  });

  it('is not taken up when it is over', async () => {
    const { clock, server, session } = createResumable();
    server.answer(eventStreamResponse(encode(said('Hello'), ok)));
    await session.send('Hi');
    await clock.advance(600_000);
    expect(server.requests).to.have.length(1);
  });

  it('is cut when the address needs an id that nobody has given', async () => {
    const { clock, server, session } = createResumable();
    server.answer(cutStreamResponse(encode(said('Hel'))));
    const run = await session.send('Hi');
    await clock.advance(600_000);
    expect([run?.status, server.requests.length]).to.deep.equal(['cut', 1]);
  });
});
