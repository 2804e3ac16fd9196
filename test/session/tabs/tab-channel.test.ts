// What passes between tabs: nothing secret, and nothing that is not understood.
import { expect } from 'chai';
import { createFakeFetch, pushStream } from '../../support/fake-fetch.js';
import { createTabBrowser } from '../../support/tab-browser.js';
import { createTabStand, shownIn } from '../../support/tab-stand.js';
import { encode, said } from '../../support/event-dialect.js';

const agent = { endpoint: '/agent?key=hunter2', dialect: 'agent-chat', resumeEndpoint: '/again' };
const get = { method: 'GET' };
const feed = { whenClosed: 'reopen' } as const;

const line = (event: string, data: unknown): string =>
  `id: 1\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

describe('The channel between tabs', () => {
  it('never carries a header, nor a secret of the wire, to those who come late either', async () => {
    const [browser, server] = [createTabBrowser(), createFakeFetch()];
    const headers = { Authorization: 'Bearer hunter2' };
    const open = () => browser.open({ ...agent, headers, fetch: server.fetch });
    const [leader] = [open(), open()];
    await browser.settle();
    const stream = pushStream();
    server.answer(stream);
    void leader.session.send('Hi');
    await browser.settle();
    stream.push(line('session_initialized', { session_id: 's', access_token: 'hunter2' }));
    const call = { tool_name: 'log_in', arguments: { user: 'Ada', password: 'hunter2' } };
    stream.push(line('tool_call', call));
    await browser.settle();
    open();
    await browser.settle();
    const heard = JSON.stringify(browser.said);
    expect(heard).to.include('Ada').and.not.include('hunter2');
  });

  it('keeps a piece of a secret back: then the run cannot be taken up', async () => {
    const { ask, browser, openTwo, push } = createTabStand(get, feed);
    const [leader, follower] = await openTwo();
    const stream = await ask(leader);
    const piece = { type: 'tool.args', toolId: 't', mode: 'append' } as const;
    await push(stream, encode({ ...piece, text: '{"password": "hun' }));
    await push(stream, encode({ ...piece, text: 'ter2"}' }));
    expect(JSON.stringify(browser.said)).to.not.match(/hun|ter2/);
    leader.crash();
    await browser.settle();
    expect(follower.session.state.run?.status).to.equal('cut');
  });

  it("keeps back what the page's own hook has changed", async () => {
    const { ask, browser, openTwo, push } = createTabStand({
      ...get,
      redact: (event) =>
        event.type === 'text.delta' ? { ...event, text: event.text.replace('Ada', '***') } : event,
    });
    const [leader, follower] = await openTwo();
    await push(await ask(leader), encode(said('I am Ada')));
    expect(JSON.stringify(browser.said)).to.not.include('Ada');
    expect(shownIn(follower)).to.include('Agent: I am ***');
  });

  it('carries no messages of a run that nobody could take up', async () => {
    const { ask, browser, openTwo, push } = createTabStand();
    const [leader] = await openTwo();
    await push(await ask(leader), encode(said('Hello')));
    const steps = JSON.stringify(browser.said);
    expect(steps).to.include('"text":"Hello"').and.not.include('"data"');
  });

  it('carries what a dialect made that cannot be cloned as JSON', async () => {
    const { ask, openTwo, push } = createTabStand(
      {},
      {
        createDecoder: () => ({
          dialect: 'plain',
          decode: () => [
            { type: 'custom', name: 'odd', data: { run: () => 1, text: 'odd' }, known: false },
          ],
          decodeAnswer: () => [],
          end: () => [],
        }),
      },
    );
    const [leader, follower] = await openTwo();
    await push(await ask(leader), 'data: x\n\n');
    const customs = follower.session.state.run?.customs;
    expect(customs).to.deep.equal([{ name: 'odd', data: { text: 'odd' }, known: false }]);
  });

  it('has another name for every version of what is said on it', async () => {
    const names: string[] = [];
    const { browser } = createTabStand();
    browser.open(agent, 'desk', (name) => names.push(name));
    expect(names).to.have.length(1);
    expect(names[0]).to.match(/^sse-elements\/tabs\/1\/desk\/\d+$/);
  });
});

describe('A stranger on the channel', () => {
  const now = Date.UTC(2026, 10, 21);
  const run = { id: 'run-9', status: 'running' };
  const state = { connection: { phase: 'live' }, past: [], shared: [] };
  const whole = { state, seq: 1, conversation: 'c', isNew: false, settings: 0 };
  const place = { term: now * 2, by: 'x', n: 1 };
  const steps = { type: 'steps', ...place };

  const nonsense: readonly unknown[] = [
    undefined,
    null,
    'hello',
    [],
    {},
    { type: 'constructor' },
    { type: '__proto__' },
    { type: 'hello' },
    { type: 'hello', from: 'x', term: '1', by: 'x', n: 1 },
    { type: 'act', id: 'x', op: 'constructor', args: [], at: now },
    { type: 'act', id: 'x', op: 'close', args: [], at: now },
    { type: 'act', id: 'x', op: 'send', args: [{ text: 'Hi' }], at: now },
    { type: 'act', id: 'x', op: 'send', args: ['Hi'], at: NaN },
    { type: 'state', ...place },
    { type: 'state', ...place, snapshot: { ...whole, state: { ...state, past: [1] } } },
    { type: 'state', ...place, snapshot: { ...whole, state: { ...state, run } } },
    { type: 'state', ...place, snapshot: { ...whole, state: { ...state, evil: 1 } } },
    { type: 'state', ...place, snapshot: { ...whole, state: {} } },
    { type: 'offer', from: 'x', snapshot: { ...whole, seen: [{}] } },
    { ...steps, steps: 'all' },
    { ...steps, steps: [null] },
    { ...steps, steps: [{ event: { type: 'text.delta' } }] },
    { ...steps, steps: [{ event: { type: 'alive', from: 'ping', seq: 'x', at: now } }] },
    { ...steps, steps: [{ enter: run }] },
    { ...steps, steps: [{ changed: { shared: {} } }] },
    { ...steps, steps: [{ told: { type: 'changed' } }] },
    { ...steps, steps: [{ __proto__: { event: {} }, evil: 1 }] },
  ];

  it('is not heard when it talks nonsense, by leaders nor by followers', async () => {
    const { ask, browser, openTwo, push, server } = createTabStand();
    const [leader, follower] = await openTwo();
    await push(await ask(leader), encode(said('Hello')));
    const before = follower.session.state;
    const count = browser.said.length;
    for (const message of nonsense) browser.say(message);
    await browser.settle();
    expect(follower.session.state).to.equal(before);
    expect([browser.said.length, server.requests.length]).to.deep.equal([count, 1]);
  });

  it('does not make a leader follow', async () => {
    const { ask, browser, openTwo, push } = createTabStand();
    const [leader] = await openTwo();
    const stream = await ask(leader);
    browser.say({ type: 'state', ...place, snapshot: whole });
    await push(stream, encode(said('Hello')));
    expect(shownIn(leader)).to.deep.equal(['You: Hi', 'Agent: Hello', 'running']);
  });

  it('misleads a follower for seconds only: the lock says who leads', async () => {
    const { ask, browser, openTwo, push } = createTabStand();
    const [leader, follower] = await openTwo();
    await push(await ask(leader), encode(said('Hello')));
    browser.say({ type: 'state', ...place, snapshot: whole });
    await browser.settle();
    expect(shownIn(follower)).to.deep.equal([]);
    follower.session.stop();
    await browser.advance(15_000);
    expect(follower.session.state).to.deep.equal(leader.session.state);
  });
});
