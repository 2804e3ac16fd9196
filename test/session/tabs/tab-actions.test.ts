import { expect } from 'chai';
import { textOf } from '../../../src/session/index.js';
import { jsonResponse, pushStream, textResponse } from '../../support/fake-fetch.js';
import { encode, ok, said } from '../../support/event-dialect.js';
import { createTabStand, shownIn, toldIn } from '../../support/tab-stand.js';

const asks = {
  type: 'checkpoint.open',
  checkpointId: 'c',
  ask: 'approve',
  canEdit: false,
  reply: { dialect: 'plain', send: 'post' },
} as const;

describe('What a person does in a tab that follows', () => {
  it('is sent once, by the leader, and shown in every tab', async () => {
    const { ask, bodies, openTwo, push } = createTabStand();
    const [leader, follower] = await openTwo();
    const stream = await ask(follower, 'Good day');
    await push(stream, encode(said('Hello'), ok));
    expect(bodies()).to.deep.equal([{ text: 'Good day', history: [] }]);
    expect([leader, follower].map(shownIn)).to.deep.equal([
      ['You: Good day', 'Agent: Hello', 'ok'],
      ['You: Good day', 'Agent: Hello', 'ok'],
    ]);
  });

  it('resolves with the run when its stream has closed', async () => {
    const { browser, openTwo, server } = createTabStand();
    const [, follower] = await openTwo();
    const stream = pushStream();
    server.answer(stream);
    const answer = follower.session.send('Hi');
    await browser.settle();
    stream.push(encode(said('Hello'), ok));
    stream.end();
    await browser.settle();
    const run = await answer;
    expect(run).to.equal(follower.session.state.run);
    expect(run?.messages.map((message) => textOf(message))).to.deep.equal(['Hello']);
  });

  it('resolves with nothing when it is refused, and every tab says why', async () => {
    const { ask, browser, openTwo, server } = createTabStand();
    const [leader, follower] = await openTwo();
    await ask(leader);
    const answer = follower.session.send('Me, too');
    await browser.settle();
    expect(await answer).to.equal(undefined);
    const notices = [leader, follower].map(({ session }) => session.state.notice?.code);
    expect([notices, server.requests.length]).to.deep.equal([['busy', 'busy'], 1]);
  });

  it('waits until somebody leads', async () => {
    const { browser, bodies, open, server } = createTabStand();
    server.answer(pushStream());
    const opened = open();
    const early = browser.open({ endpoint: '/agent', dialect: 'agent-chat', fetch: server.fetch });
    void early.session.send('Early');
    await opened;
    expect(bodies()).to.have.length(1);
    expect(early.session.state.run?.status).to.equal('running');
  });

  it('stops, retries and resets for all', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand();
    const [leader, follower] = await openTwo();
    await push(await ask(leader), encode(said('Hel')));
    follower.session.stop();
    await browser.settle();
    expect(shownIn(leader)).to.deep.equal(['You: Hi', 'Agent: Hel', 'cancelled']);
    server.answer(pushStream());
    void follower.session.retry();
    await browser.settle();
    expect(leader.session.state.run?.retryOf).to.equal('run-1');
    follower.session.reset();
    await browser.settle();
    expect([leader, follower].map(shownIn)).to.deep.equal([[], []]);
    expect(server.liveStreams).to.equal(0);
  });

  it('adds older messages in every tab', async () => {
    const { browser, openTwo } = createTabStand();
    const [leader, follower] = await openTwo();
    follower.session.addHistory([{ role: 'user', content: 'Before' }], 'before');
    await browser.settle();
    const shown = [leader, follower].map(({ session }) => session.state.past.length);
    expect(shown).to.deep.equal([1, 1]);
  });

  it('decides once, however many tabs decide', async () => {
    const { ask, bodies, browser, openTwo, push, server } = createTabStand();
    const [leader, follower] = await openTwo();
    await push(await ask(leader), encode(asks));
    server.answer(jsonResponse({ status: 'approved' }));
    const decided = [follower, leader].map(({ session }) => session.decide('c', 'approve'));
    await browser.settle();
    await Promise.all(decided);
    expect(bodies().slice(1)).to.deep.equal([{ checkpointId: 'c', choice: 'approve' }]);
    expect(toldIn(follower).at(-1)).to.equal('decided');
    expect(follower.session.state.run).to.deep.equal(leader.session.state.run);
  });

  it('cancels an operation, and hears why that failed', async () => {
    const { browser, openTwo, server } = createTabStand({ cancelEndpoint: '/cancel' });
    const [, follower] = await openTwo();
    server.answer(textResponse(500));
    const failure = follower.session.cancel('chart');
    await browser.settle();
    expect(await failure).to.equal('The server has failed (500).');
  });

  it('makes the next try of a lost connection now', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand(
      { method: 'GET' },
      { whenClosed: 'reopen' },
    );
    const [leader, follower] = await openTwo();
    const stream = await ask(leader);
    await push(stream, `id: 1\n${encode(said('Hel'))}`);
    server.answer(textResponse(503, null, { 'retry-after': '60' }), pushStream());
    stream.fail();
    await browser.advance(1_000);
    expect(follower.session.state.connection.phase).to.equal('reconnecting');
    follower.session.reconnect();
    await browser.settle();
    expect(leader.session.state.connection.phase).to.equal('live');
  });

  it('opens once, though every tab opens by itself, and not again in a tab that comes later', async () => {
    const { browser, open, openTwo, push, server } = createTabStand({}, { opens: true });
    const stream = pushStream();
    server.answer(stream);
    const tabs = await openTwo();
    for (const { session } of tabs) void session.open();
    await browser.settle();
    await push(stream, encode(said('Hello'), ok));
    const late = await open();
    void late.session.open();
    await browser.settle();
    expect(server.requests).to.have.length(1);
    expect(shownIn(late)).to.deep.equal(['Agent: Hello', 'ok']);
  });

  it('forgets the conversation in every tab: whoever leads next begins another one', async () => {
    const { ask, browser, openTwo, push } = createTabStand({}, { sessionIds: 'client' });
    const [leader, follower] = await openTwo();
    await push(await ask(leader), encode(ok));
    const { sessionId: before } = follower.session.state;
    follower.session.reset();
    await browser.settle();
    leader.crash();
    await browser.settle();
    await ask(follower);
    expect(before).to.match(/^[\da-f]{32}$/);
    expect(follower.session.state.sessionId).to.not.equal(before);
  });
});
