import { expect } from 'chai';
import { TabSession } from '../../../src/session/index.js';
import { eventStreamResponse } from '../../support/fake-fetch.js';
import { createEventDialect, encode, ok, said } from '../../support/event-dialect.js';
import { createTabStand, shownIn, toldIn } from '../../support/tab-stand.js';

describe('A session that tabs share', () => {
  it('has one connection, and every tab shows what comes over it', async () => {
    const { ask, open, openTwo, push, server } = createTabStand();
    const [leader, ...followers] = [...(await openTwo()), await open()] as const;
    const stream = await ask(leader);
    await push(stream, encode(said('Hel')));
    await push(stream, encode(said('lo'), ok));
    const shown = ['You: Hi', 'Agent: Hello', 'ok'];
    expect(server.requests).to.have.length(1);
    expect([leader, ...followers].map(shownIn)).to.deep.equal([shown, shown, shown]);
  });

  it('is the same state in all tabs, the connection and the numbers of events included', async () => {
    const { ask, openTwo, push } = createTabStand();
    const [leader, follower] = await openTwo();
    const stream = await ask(leader);
    await push(stream, encode(said('Hello'), { type: 'state', key: 'a', mode: 'set', value: 1 }));
    expect(follower.session.state).to.deep.equal(leader.session.state);
    expect(leader.session.state.connection.phase).to.equal('live');
  });

  it('is shown whole by a tab that comes late, which then follows', async () => {
    const { ask, open, push } = createTabStand();
    const leader = await open();
    const stream = await ask(leader);
    await push(stream, encode(said('Hel')));
    const late = await open();
    expect(shownIn(late)).to.deep.equal(['You: Hi', 'Agent: Hel', 'running']);
    await push(stream, encode(said('lo'), ok));
    expect(late.session.state).to.deep.equal(leader.session.state);
  });

  it('keeps the identity of slices in followers that have not changed', async () => {
    const { ask, browser, openTwo, push } = createTabStand();
    const [leader, follower] = await openTwo();
    const first = await ask(leader);
    await push(first, encode(said('One'), ok));
    first.end();
    await browser.settle();
    const before = follower.session.state.run;
    await push(await ask(leader), encode(said('Two'), ok));
    expect(follower.session.state.past[0]).to.equal(before);
  });

  it('tells every tab of what happens, each once', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand();
    const [leader, follower] = await openTwo();
    const stream = await ask(follower);
    await push(stream, encode(said('Hello'), ok));
    stream.end();
    await browser.settle();
    expect(server.requests).to.have.length(1);
    expect(toldIn(follower)).to.deep.equal(['opened', 'finished']);
    expect(follower.notices).to.deep.equal(leader.notices);
  });

  it('brings errors of the connection to followers as what they are', async () => {
    const { browser, openTwo, server } = createTabStand();
    const [leader, follower] = await openTwo();
    server.answer(new Response('No', { status: 503, headers: { 'retry-after': '60' } }));
    void leader.session.send('Hi');
    await browser.settle();
    const { connection } = follower.session.state;
    expect(connection).to.deep.equal(leader.session.state.connection);
    expect('error' in connection && connection.error).to.include({ status: 503, body: 'No' });
  });

  it('asks for the whole again when news were missed', async () => {
    const { ask, browser, openTwo, push } = createTabStand();
    const [leader, follower] = await openTwo();
    const stream = await ask(leader);
    browser.loseNext();
    await push(stream, encode(said('Hel')));
    await push(stream, encode(said('lo'), ok));
    expect(follower.session.state).to.deep.equal(leader.session.state);
  });

  it('is another one for another conversation, person or name', async () => {
    const { ask, open } = createTabStand();
    const leader = await open({ sessionId: 'a' });
    const others = [await open({ sessionId: 'b' }), await open({ sessionId: 'a', userId: 'Eve' })];
    await ask(leader);
    expect(others.map(shownIn)).to.deep.equal([[], []]);
  });

  it('takes the settings of the first tab, and tells the other that its own differ', async () => {
    const { ask, open, server } = createTabStand({ sessionId: 'a' });
    await open();
    const other = await open({ idempotent: true });
    await ask(other);
    expect(server.requests[0]?.headers.has('idempotency-key')).to.equal(false);
    const warnings = other.notices.filter(({ type }) => type === 'diagnosed');
    expect(warnings).to.deep.equal([
      {
        ...{ type: 'diagnosed', severity: 'warning', code: 'share-differs' },
        message: 'Expected equal settings in all tabs that share; those of the first tab hold',
      },
    ]);
  });

  it("does not mind other headers: they are each tab's own", async () => {
    const { open } = createTabStand({ headers: { 'X-Tab': '1' } });
    await open();
    const other = await open({ headers: { 'X-Tab': '2' } });
    expect(toldIn(other)).to.deep.equal([]);
  });

  it('begins anew in a tab whose page goes on to another conversation', async () => {
    const { ask, browser, openTwo, push } = createTabStand({ sessionId: 'a' });
    const [leader, follower] = await openTwo();
    await push(await ask(leader), encode(said('Hello'), ok));
    follower.session.configure({ endpoint: '/agent', sessionId: 'b' });
    await browser.settle();
    expect(shownIn(follower)).to.deep.equal([]);
    expect(shownIn(leader)).to.have.length(3);
  });

  it('leaves nothing behind in a tab that closes it, and goes on in the others', async () => {
    const { ask, browser, openTwo, push } = createTabStand();
    const [leader, follower] = await openTwo();
    const stream = await ask(leader);
    follower.session.close();
    await push(stream, encode(said('Hello'), ok));
    expect(shownIn(leader)).to.deep.equal(['You: Hi', 'Agent: Hello', 'ok']);
    leader.session.close();
    await browser.settle();
    expect([browser.channels, browser.locks, browser.clock.pending]).to.deep.equal([0, 0, 0]);
    expect([leader, follower].map(({ page }) => page.listeners)).to.deep.equal([0, 0]);
  });
});

describe('Where tabs cannot share', () => {
  const refusing = { request: () => Promise.reject(new Error('Refused')) };
  const cases = [
    { title: 'there are no locks', locks: undefined },
    { title: 'locks are refused', locks: refusing },
  ];
  for (const { locks, title } of cases) {
    it(`each has a connection of its own, and says so once: ${title}`, async () => {
      const { browser, server } = createTabStand();
      server.answer(eventStreamResponse(encode(said('Hello'), ok)));
      const give = locks === undefined ? hideLocks() : () => {};
      const session = new TabSession('', {}, { ...(locks && { locks }) });
      const told: unknown[] = [];
      session.subscribe((notice) => notice.type === 'diagnosed' && told.push(notice.code));
      const settings = { dialect: createEventDialect(), fetch: server.fetch };
      session.configure({ ...settings, endpoint: '/agent' });
      await session.send('Hi');
      session.configure({ ...settings, endpoint: '/other' });
      await browser.settle();
      give();
      session.close();
      expect([told, server.requests.length]).to.deep.equal([['share-tabs'], 1]);
    });
  }
});

/** Takes the platform's locks away, as insecure pages have none. Returns the undo. */
function hideLocks(): () => void {
  // Node 20 has no `navigator` at all.
  if (typeof navigator === 'undefined') return () => {};
  Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
  return () => void Reflect.deleteProperty(navigator, 'locks');
}
