import { expect } from 'chai';
import { jsonResponse, pushStream, textResponse } from '../../support/fake-fetch.js';
import { encode, ok, said } from '../../support/event-dialect.js';
import { createTabStand, shownIn, toldIn } from '../../support/tab-stand.js';

/** A message with an id. */
const message = (id: number, text: string): string => `id: ${id}\n${encode(said(text))}`;

const feed = { whenClosed: 'reopen' } as const;
const get = { method: 'GET' };

describe('When the leader goes', () => {
  it('another tab goes on after the last message, with headers of its own', async () => {
    const { ask, browser, open, push, server } = createTabStand(get, feed);
    const reasons: string[] = [];
    const leader = await open({ headers: () => ({ 'X-Tab': 'one' }) });
    const follower = await open({
      headers: (reason) => {
        reasons.push(reason);
        return { 'X-Tab': 'two' };
      },
    });
    await push(await ask(leader), message(7, 'Hel'));
    server.answer(pushStream());
    leader.session.close();
    await browser.settle();
    const sent = server.requests.map(({ headers }) => [
      headers.get('x-tab'),
      headers.get('last-event-id'),
    ]);
    expect(sent).to.deep.equal([
      ['one', null],
      ['two', '7'],
    ]);
    expect([reasons, server.liveStreams]).to.deep.equal([['resume'], 1]);
    expect(follower.session.state.connection).to.deep.equal({ phase: 'live', resumed: true });
  });

  it('a POST is not sent again: its answer is taken up where it can be resumed', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand({ resumeEndpoint: '/again' });
    const [leader, follower] = await openTwo();
    await push(await ask(leader), message(1, 'Hel'));
    const stream = pushStream();
    server.answer(stream);
    leader.crash();
    await browser.settle();
    await push(stream, `id: 2\n${encode(said('lo'), ok)}`);
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'POST /agent',
      'GET /again',
    ]);
    expect(shownIn(follower)).to.deep.equal(['You: Hi', 'Agent: Hello', 'ok']);
  });

  it('an answer that cannot be resumed is shown as interrupted, with what came kept', async () => {
    const { ask, browser, open, openTwo, push, server } = createTabStand();
    const [leader, ...followers] = [...(await openTwo()), await open()] as const;
    await push(await ask(leader), message(1, 'Hel'));
    leader.crash();
    await browser.settle();
    const shown = ['You: Hi', 'Agent: Hel', 'cut'];
    expect(followers.map(shownIn)).to.deep.equal([shown, shown]);
    expect(followers.map((tab) => toldIn(tab).at(-1))).to.deep.equal([
      'interrupted',
      'interrupted',
    ]);
    expect(server.requests).to.have.length(1);
  });

  it('shows a gap that the ids of the messages before it betray', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand(get, feed);
    const [leader, follower] = await openTwo();
    const messages = [1, 2, 3, 4, 5].map((id) => message(id, '.'));
    await push(await ask(leader), messages.join(''));
    const stream = pushStream();
    server.answer(stream);
    leader.crash();
    await browser.settle();
    await push(stream, message(9, '!'));
    const troubles = follower.session.state.run?.troubles.map(({ code }) => code);
    expect(troubles).to.deep.equal(['gap']);
  });

  it('a decision under way is open again, and says why', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand(get, feed);
    const [leader, follower] = await openTwo();
    const asks = { type: 'checkpoint.open', checkpointId: 'c', ask: 'approve' } as const;
    const reply = { dialect: 'plain', send: 'post' } as const;
    const stream = await ask(leader);
    await push(stream, `id: 1\n${encode({ ...asks, reply, canEdit: false })}`);
    server.answer('never', pushStream());
    void leader.session.decide('c', 'approve');
    await browser.settle();
    leader.crash();
    await browser.settle();
    expect(follower.session.state.run?.checkpoints[0]?.decision).to.deep.equal({
      phase: 'open',
      isUnknown: true,
      error: 'The tab that sent this was closed before the server had confirmed it.',
    });
  });

  it('a run that a person has rejected is not opened again', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand(get, feed);
    const [leader, follower] = await openTwo();
    const asks = { type: 'checkpoint.open', checkpointId: 'c', ask: 'approve' } as const;
    const reply = { dialect: 'plain', send: 'post' } as const;
    const stream = await ask(leader);
    await push(stream, `id: 1\n${encode({ ...asks, reply, canEdit: false })}`);
    server.answer(jsonResponse({ status: 'rejected' }));
    void leader.session.decide('c', 'reject');
    await browser.settle();
    leader.crash();
    await browser.settle();
    expect(shownIn(follower)).to.include('cancelled');
    expect(server.requests).to.have.length(2);
  });

  it('a retry that waits for a quota is made by the next one, once', async () => {
    const { browser, openTwo, server } = createTabStand({ autoRetry: true });
    const [leader] = await openTwo();
    server.answer(textResponse(429, null, { 'retry-after': '700' }), pushStream());
    void leader.session.send('Hi');
    await browser.settle();
    leader.crash();
    await browser.advance(699_000);
    expect(server.requests).to.have.length(1);
    await browser.advance(60_000);
    expect(server.requests).to.have.length(2);
  });

  it('what it had not begun is done by the next one, and what it had is not done again', async () => {
    const { browser, bodies, openTwo, server } = createTabStand();
    const [leader, follower] = await openTwo();
    leader.hang();
    server.answer(pushStream());
    void follower.session.send('Hi');
    await browser.advance(15_000);
    leader.thaw();
    await browser.advance(15_000);
    expect(bodies()).to.have.length(1);
    expect(shownIn(leader)).to.deep.equal(['You: Hi', 'running']);
  });
});

describe('A leader that is there and does not lead', () => {
  it('has the lead taken away within 15 s when it hangs, and follows when it is back', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand(get, feed);
    const [leader, follower] = await openTwo();
    await push(await ask(leader), message(1, 'Hel'));
    leader.hang();
    const stream = pushStream();
    server.answer(stream);
    await browser.advance(15_000);
    expect(server.requests).to.have.length(2);
    leader.thaw();
    await browser.settle();
    await push(stream, `id: 2\n${encode(said('lo'))}`);
    expect(server.liveStreams).to.equal(1);
    expect(leader.session.state).to.deep.equal(follower.session.state);
  });

  it('is trusted as long as it answers, however little comes', async () => {
    const { ask, browser, openTwo, server } = createTabStand(get, feed);
    const [leader] = await openTwo();
    await ask(leader);
    await browser.advance(600_000);
    expect(server.requests).to.have.length(1);
  });

  it('is not looked for as long as nothing depends on it', async () => {
    const { browser, openTwo } = createTabStand();
    await openTwo();
    await browser.advance(3_000);
    expect(browser.clock.pending).to.equal(0);
  });

  it('hands over when its page is put aside, and follows when it returns', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand(get, feed);
    const [leader, follower] = await openTwo();
    await push(await ask(leader), message(1, 'Hel'));
    const stream = pushStream();
    server.answer(stream);
    leader.page.set('frozen');
    await browser.settle();
    expect([server.requests.length, server.liveStreams]).to.deep.equal([2, 1]);
    leader.page.set('visible');
    await browser.settle();
    await push(stream, `id: 2\n${encode(said('lo'))}`);
    expect(shownIn(leader)).to.deep.equal(['You: Hi', 'Agent: Hello', 'running']);
    expect(shownIn(follower)).to.deep.equal(shownIn(leader));
  });

  it('keeps an answer that cannot be resumed when its page is put aside', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand();
    const [leader, follower] = await openTwo();
    const stream = await ask(leader);
    leader.page.set('frozen');
    await browser.settle();
    leader.page.set('visible');
    await push(stream, encode(said('Hello'), ok));
    expect(server.requests).to.have.length(1);
    expect(shownIn(follower)).to.deep.equal(['You: Hi', 'Agent: Hello', 'ok']);
  });

  it('gives way to a tab that somebody looks at when a hidden one does not make the next try', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand(get, feed);
    const [leader, follower] = await openTwo();
    const stream = await ask(leader);
    await push(stream, message(1, 'Hel'));
    leader.page.set('hidden');
    server.answer(textResponse(503), pushStream());
    stream.fail();
    await browser.advance(15_000);
    expect(follower.session.state.connection).to.deep.equal({ phase: 'live', resumed: true });
    expect(server.requests).to.have.length(3);
  });
});
