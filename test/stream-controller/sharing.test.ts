import { expect } from '@open-wc/testing';
import { TabSession, type SessionSettings, type SessionState } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import { createFakeFetch, pushStream } from '../support/fake-fetch.js';
import { createHost, type HostStand } from '../support/fake-host.js';
import { createEventDialect } from '../support/event-dialect.js';
import { nextFrame } from '../support/until.js';

const all = (state: SessionState): SessionState => state;
const dialect = createEventDialect({ opens: true });

/** An element in the page that shares the session named `agent`. */
function join(
  sessionSettings: SessionSettings = {},
  members: object = {},
): HostStand<SessionState> {
  const stand = createHost(all, { share: 'agent', sessionSettings, ...members });
  document.body.append(stand.host);
  return stand;
}

async function framed(): Promise<void> {
  await settle();
  await nextFrame();
  await settle();
}

afterEach(async () => {
  document.body.replaceChildren();
  await framed();
});

describe('A shared session', () => {
  it('is one for all elements with an equal name', () => {
    const [one, two, other] = [join(), join(), join({}, { share: 'other' })];
    expect(one.controller.session).to.equal(two.controller.session);
    expect(other.controller.session).to.not.equal(one.controller.session);
  });

  it('has the settings of the first element with an endpoint, whoever came before', async () => {
    const { fetch, ...server } = createFakeFetch();
    server.answer(pushStream());
    const display = join();
    const source = join({ endpoint: '/first', dialect, fetch });
    const late = join({ endpoint: '/second', dialect, fetch });
    void late.controller.session?.send('Hi');
    await framed();
    expect(server.requests.map(({ url }) => url)).to.deep.equal(['/first']);
    expect(
      [display, source].flatMap(({ notices }) => notices).map(({ type }) => type),
    ).to.deep.equal(['opened']);
    expect(late.notices).to.deep.equal([
      {
        ...{ type: 'diagnosed', severity: 'warning', code: 'share-differs' },
        message: 'Expected equal settings for share="agent"; those of the first element hold',
      },
    ]);
  });

  it('takes settings that its first element gets later', async () => {
    const { fetch, ...server } = createFakeFetch();
    server.answer(pushStream());
    const source = join();
    await framed();
    source.host.sessionSettings = { endpoint: '/later', dialect, fetch };
    source.host.requestUpdate();
    await framed();
    void source.controller.session?.send('Hi');
    await framed();
    expect(server.requests).to.have.length(1);
  });

  it('is not contradicted by elements that say the same, or nothing', () => {
    const headers = { 'X-A': '1' };
    join({ endpoint: '/agent', dialect, headers, idempotent: true, noStatus: false });
    const same = join({ endpoint: '/agent', dialect, headers: { ...headers }, idempotent: true });
    const silent = join({ idempotent: false, noStatus: false });
    expect([same.notices, silent.notices]).to.deep.equal([[], []]);
  });

  it('is opened once, however many elements ask for it', async () => {
    const { fetch, ...server } = createFakeFetch();
    server.always(() => pushStream());
    const settings = { endpoint: '/agent', dialect, fetch };
    const [one, two] = [
      join(settings, { autoconnect: true }),
      join(settings, { autoconnect: true }),
    ];
    await framed();
    expect(server.requests).to.have.length(1);
    expect(one.controller.value?.notice).to.equal(undefined);
    const told = [one, two].map(({ notices }) => notices.map(({ type }) => type));
    expect(told).to.deep.equal([['opened'], []]);
  });

  it('is told of by the next element when the one whose settings hold has left', async () => {
    const { fetch, ...server } = createFakeFetch();
    server.always(() => pushStream());
    const settings = { endpoint: '/agent', dialect, fetch };
    const [display, source, next] = [join(), join(settings), join(settings)];
    source.host.remove();
    await framed();
    void next.controller.session?.send('Hi');
    await framed();
    expect(next.notices.map(({ type }) => type)).to.deep.equal(['opened']);
    expect(display.notices).to.deep.equal([]);
  });

  it('has the settings of that next element from then on', async () => {
    const { fetch, ...server } = createFakeFetch();
    server.answer(pushStream());
    const source = join({ endpoint: '/first', dialect, fetch });
    const next = join({ endpoint: '/second', dialect, fetch });
    source.host.remove();
    await framed();
    void next.controller.session?.send('Hi');
    await framed();
    expect(server.requests.map(({ url }) => url)).to.deep.equal(['/second']);
  });

  it('is closed by the last element that leaves, and made anew after that', async () => {
    const [one, two] = [join(), join()];
    const { session } = one.controller;
    one.host.remove();
    await settle();
    expect(session?.state.connection.phase).to.equal('idle');
    two.host.remove();
    await settle();
    expect(session?.state.connection.phase).to.equal('closed');
    expect(join().controller.session).to.not.equal(session);
  });

  it('stays when an element is moved, and is left when its name changes', async () => {
    const one = join();
    const { session } = one.controller;
    const box = document.createElement('div');
    document.body.append(box);
    box.append(one.host);
    await framed();
    expect(one.controller.session).to.equal(session);
    one.host.share = 'another';
    one.host.requestUpdate();
    await framed();
    expect(session?.state.connection.phase).to.equal('closed');
  });

  it('gives way to `for` and to an ancestor', () => {
    const source = createHost(all, {}, { provides: true, isSource: true });
    document.body.append(source.host);
    const inside = createHost(all, { share: 'agent' });
    source.host.append(inside.host);
    expect(inside.controller.session).to.equal(source.controller.session);
  });

  it('reaches across tabs by the name `tabs`, alone or with one after it, and by no other', () => {
    const shares = ['tabs', 'tabs:desk', 'tabsy', 'my tabs'];
    const sessions = shares.map((share) => join({}, { share }).controller.session);
    expect(sessions.map((session) => session instanceof TabSession)).to.deep.equal([
      ...[true, true],
      ...[false, false],
    ]);
  });

  it('is one for the elements of a page that name it `tabs`, and is left by the last one', async () => {
    const { fetch } = createFakeFetch();
    const settings = { endpoint: `/agent/${crypto.randomUUID()}`, dialect, fetch };
    const [one, two] = [join(settings, { share: 'tabs' }), join(settings, { share: 'tabs' })];
    await framed();
    expect(one.controller.session).to.equal(two.controller.session);
    expect(await locksHeld()).to.equal(1);
    one.host.remove();
    two.host.remove();
    await framed();
    expect(await locksHeld()).to.equal(0);
  });
});

async function locksHeld(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.startsWith('sse-elements/')).length;
}
