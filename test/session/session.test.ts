import { expect } from 'chai';
import { settle } from '../support/fake-clock.js';
import { eventStreamResponse, jsonResponse, pushStream } from '../support/fake-fetch.js';
import { encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, namesOf } from '../support/session-stand.js';
import { textOf } from '../../src/session/index.js';

describe('Session.send', () => {
  it('requests nothing before it is called', async () => {
    const { clock, server, session } = createSessionStand();
    await settle();
    expect([server.requests.length, clock.pending]).to.deep.equal([0, 0]);
    expect(session.state.connection.phase).to.equal('idle');
  });

  it('sends the text and shows it at once, with the run under way', async () => {
    const { bodies, server, session } = createSessionStand();
    server.answer('never');
    void session.send('Hi');
    const { run } = session.state;
    expect([run?.status, run?.input && textOf(run.input)]).to.deep.equal(['running', 'Hi']);
    await settle();
    expect(bodies()).to.deep.equal([{ text: 'Hi', history: [] }]);
  });

  it('known bug 43: says that it is connecting as long as the browser holds the request back', async () => {
    const { clock, server, session } = createSessionStand();
    server.answer('never');
    void session.send('Hi');
    await clock.advance(600_000);
    expect(session.state.connection).to.deep.equal({ phase: 'connecting', attempt: 0 });
  });

  it('resolves with the run when its stream has closed', async () => {
    const { server, session } = createSessionStand();
    server.answer(eventStreamResponse(encode(said('Hello'), ok)));
    const run = await session.send('Hi');
    expect([run?.status, run?.messages.map((message) => textOf(message))]).to.deep.equal([
      'ok',
      ['Hello'],
    ]);
    expect(run).to.equal(session.state.run);
  });

  it('tells of a run in order: opened, then finished once its stream has closed', async () => {
    const { ask, notices, session } = createSessionStand();
    const stream = await ask();
    expect(namesOf(notices)).to.deep.equal(['opened']);
    stream.push(encode(said('Hello'), ok));
    await settle();
    expect(namesOf(notices)).to.deep.equal(['opened']);
    stream.end();
    await settle();
    expect(notices.at(-1)).to.deep.equal({ type: 'finished', run: session.state.run });
  });

  it('tells of each stream event when it is part of the state', async () => {
    const { ask, session } = createSessionStand();
    const heard: unknown[] = [];
    session.subscribe((notice) => {
      if (notice.type === 'received') heard.push([notice.event.type, session.state.run?.status]);
    });
    const stream = await ask();
    stream.push(encode(said('Hello'), ok));
    await settle();
    expect(heard).to.deep.equal([
      ['text.delta', 'running'],
      ['run.end', 'ok'],
    ]);
  });

  it('shows a JSON answer in place of a stream', async () => {
    const { server, session } = createSessionStand();
    server.answer(jsonResponse([said('Hello'), ok]));
    const run = await session.send('Hi');
    expect([run?.status, run?.messages.length]).to.deep.equal(['ok', 1]);
  });

  it('sends what was said before, and the session id that the server gave', async () => {
    const { bodies, talk } = createSessionStand();
    await talk('One', { type: 'run.start', sessionId: 's-1' }, said('First'));
    await talk('Two', said('Second'));
    await talk('Three');
    expect(bodies().at(-1)).to.deep.equal({
      text: 'Three',
      session: 's-1',
      history: ['user: One', 'assistant: First', 'user: Two', 'assistant: Second'],
    });
  });

  it('is refused with a notice while a run goes on, and never opens a second connection', async () => {
    const { ask, notices, server, session } = createSessionStand();
    const stream = await ask();
    expect(await session.send('More')).to.equal(undefined);
    expect(session.state.notice?.code).to.equal('busy');
    expect(namesOf(notices)).to.deep.equal(['opened', 'failed']);
    expect([server.requests.length, server.liveStreams]).to.deep.equal([1, 1]);
    stream.push(encode(ok));
    stream.end();
    await settle();
    expect(session.state.notice).to.equal(undefined);
  });

  it('lets go of a stream that lingers after its run is over', async () => {
    const { ask, notices, server, session } = createSessionStand();
    const first = await ask('One');
    first.push(encode(said('First'), ok));
    await settle();
    await ask('Two');
    expect([first.isCancelled, server.liveStreams]).to.deep.equal([true, 1]);
    expect(namesOf(notices)).to.deep.equal(['opened', 'finished', 'opened']);
    expect(session.state.past.map(({ status }) => status)).to.deep.equal(['ok']);
  });

  it('known bug 17: stops reading after a failure, so that Retry and the notice need not wait', async () => {
    const { ask, notices } = createSessionStand();
    const stream = await ask();
    const trouble = { type: 'trouble', fatal: true, sort: 'error', text: 'Broken.' } as const;
    stream.push(encode(trouble, { type: 'run.end', status: 'failed' }));
    await settle();
    expect(stream.isCancelled).to.equal(true);
    expect(notices.at(-1)).to.deep.include({ type: 'failed', trouble });
  });

  it('reads what follows the end of a run, before it tells that the run is finished', async () => {
    const { ask, notices, session } = createSessionStand();
    const stream = await ask('Hi');
    stream.push(encode(said('Hello'), ok));
    await settle();
    const messages = [
      { role: 'user', content: 'Before' },
      { role: 'assistant', content: 'Earlier' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ] as const;
    stream.push(encode({ type: 'history', mode: 'merge', messages }));
    stream.end();
    await settle();
    expect(session.state.past.length).to.equal(1);
    expect(notices.at(-1)).to.deep.equal({ type: 'finished', run: session.state.run });
  });
});

describe('Session.open', () => {
  it('starts a run without a word where the dialect knows such runs', async () => {
    const { bodies, server, session } = createSessionStand({ method: 'GET' }, { opens: true });
    server.answer('never');
    void session.open();
    await settle();
    expect(bodies()).to.deep.equal([{ text: '', history: [] }]);
    expect(session.state.run).to.not.have.property('input');
  });

  it('requests nothing with any other dialect, and says why', async () => {
    const { notices, server, session } = createSessionStand();
    expect(await session.open()).to.equal(undefined);
    expect(server.requests).to.have.length(0);
    expect(notices[0]).to.include({
      code: 'autoconnect',
      message: 'Expected a dialect whose runs begin by themselves, found "plain"',
    });
  });
});

describe('Session.stop', () => {
  it('ends the request at once, keeps the text, marks it, and lets a later send work', async () => {
    const { ask, notices, server, session, talk } = createSessionStand();
    const stream = await ask('One');
    stream.push(encode(said('Hel')));
    await settle();
    session.stop();
    const { run, connection } = session.state;
    expect([run?.status, run?.messages[0]?.status]).to.deep.equal(['cancelled', 'stopped']);
    expect([stream.isCancelled, connection.phase]).to.deep.equal([true, 'idle']);
    await talk('Two', said('Hello'));
    expect(session.state.run?.status).to.equal('ok');
    expect(server.requests).to.have.length(2);
    expect(namesOf(notices)).to.deep.equal(['opened', 'finished', 'opened', 'finished']);
  });

  it('lets a send follow in the same breath, with one live connection', async () => {
    const { ask, server, session } = createSessionStand();
    await ask('One');
    server.answer(pushStream());
    session.stop();
    void session.send('Two');
    await settle();
    expect([server.liveStreams, server.requests.length]).to.deep.equal([1, 2]);
    expect(session.state.past.map(({ status }) => status)).to.deep.equal(['cancelled']);
    expect(session.state.run?.status).to.equal('running');
  });

  it('takes nothing more of the stream', async () => {
    const { ask, session } = createSessionStand();
    const stream = await ask();
    stream.push(encode(said('Hel')));
    session.stop();
    const { state } = session;
    await settle();
    expect(session.state).to.equal(state);
  });

  it('does nothing when nothing goes on', () => {
    const { notices, session } = createSessionStand();
    session.stop();
    expect(notices).to.deep.equal([]);
  });
});

describe('Session.retry', () => {
  it('sends the text again as a run of its own, and what had come stays', async () => {
    const { ask, bodies, server, session } = createSessionStand();
    const stream = await ask('Hi');
    stream.push(encode(said('Hel')));
    stream.end();
    await settle();
    server.answer(eventStreamResponse(encode(said('Hello'), ok)));
    const run = await session.retry();
    const [failed] = session.state.past;
    expect([failed?.status, run?.status, run?.retryOf]).to.deep.equal(['cut', 'ok', failed?.id]);
    expect(bodies()).to.deep.equal([
      { text: 'Hi', history: [] },
      { text: 'Hi', history: [] },
    ]);
  });

  it('counts what was tried again once in later requests', async () => {
    const { bodies, server, session, talk } = createSessionStand();
    server.answer(eventStreamResponse(''), eventStreamResponse(encode(said('Hello'), ok)));
    await session.send('Hi');
    await session.retry();
    await talk('More');
    expect(bodies().at(-1)).to.deep.include({ history: ['user: Hi', 'assistant: Hello'] });
  });

  it('does nothing while a run goes on, or before the first', async () => {
    const { ask, server, session } = createSessionStand();
    expect(await session.retry()).to.equal(undefined);
    await ask();
    expect(await session.retry()).to.equal(undefined);
    expect(server.requests).to.have.length(1);
  });
});

describe('Session.reset', () => {
  it('forgets the conversation, its id and what went on', async () => {
    const { ask, bodies, session, talk } = createSessionStand();
    await talk('One', { type: 'run.start', sessionId: 's-1' }, said('First'));
    const stream = await ask('Two');
    session.reset();
    expect(stream.isCancelled).to.equal(true);
    expect(session.state).to.deep.include({ past: [], connection: { phase: 'idle' } });
    expect(session.state).to.not.have.any.keys('run', 'sessionId');
    await talk('Three');
    expect(bodies().at(-1)).to.deep.equal({ text: 'Three', history: [] });
  });

  it('gives the run that it has ended to who waits for it: it was sent', async () => {
    const { server, session } = createSessionStand();
    server.answer('never');
    const sent = session.send('One');
    await settle();
    session.reset();
    expect((await sent)?.status).to.equal('cancelled');
  });
});

describe('Session.addHistory', () => {
  const older = [
    { role: 'user', content: 'One' },
    { role: 'assistant', content: 'First' },
  ] as const;

  it('shows what was said before, and sends it along', async () => {
    const { bodies, server, session, talk } = createSessionStand();
    session.addHistory(older);
    expect(server.requests).to.deep.equal([]);
    await talk('Two');
    const history = ['user: One', 'assistant: First'];
    expect(bodies()).to.deep.equal([{ text: 'Two', history }]);
  });

  it('adds older messages above while an answer goes on', async () => {
    const { ask, session } = createSessionStand();
    await ask('Two');
    session.addHistory(older, 'before');
    expect(session.state.past.map(({ input }) => input && textOf(input))).to.deep.equal(['One']);
    expect(session.state.run?.status).to.equal('running');
  });

  it('says what it expects of messages', () => {
    const { session } = createSessionStand();
    const add = () => session.addHistory([{ role: 'user' }] as never);
    expect(add).to.throw(
      TypeError,
      'Expected a message with role and content, got {"role":"user"}',
    );
  });
});
