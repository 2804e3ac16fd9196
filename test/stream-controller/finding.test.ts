import { expect } from '@open-wc/testing';
import { Session, type SessionState } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import { createHost, FakeHost, type HostStand } from '../support/fake-host.js';
import { nextFrame } from '../support/until.js';

const all = (state: SessionState): SessionState => state;

/** An element that offers its session to others. */
function createSource(id = ''): HostStand<SessionState> {
  const source = createHost(all, {}, { provides: true, isSource: true });
  source.host.id = id;
  return source;
}

function createUser(members: object = {}, options: object = {}): HostStand<SessionState> {
  return createHost(all, members, options);
}

/** A box with a shadow root in the page. */
function createShadow(parent: ParentNode = document.body): ShadowRoot {
  const box = document.createElement('div');
  parent.append(box);
  return box.attachShadow({ mode: 'open' });
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

describe('The session of an ancestor', () => {
  it('is that of the nearest one that offers one', () => {
    const [outer, inner, user] = [createSource(), createSource(), createUser()];
    outer.host.append(inner.host);
    inner.host.append(user.host);
    document.body.append(outer.host);
    expect(user.controller.session).to.equal(inner.controller.session);
    expect(inner.controller.session).to.not.equal(outer.controller.session);
  });

  it('is found out of shadow roots', () => {
    const [source, user] = [createSource(), createUser()];
    document.body.append(source.host);
    createShadow(createShadow(source.host)).append(user.host);
    expect(user.controller.session).to.equal(source.controller.session);
  });

  it('is found through the slot in which an element is shown', () => {
    const [source, user] = [createSource(), createUser()];
    const shadow = createShadow();
    shadow.append(source.host);
    source.host.append(document.createElement('slot'));
    shadow.host.append(user.host);
    expect(user.controller.session).to.equal(source.controller.session);
  });

  it('is used and passed on by an element that offers its own to others', () => {
    const [source, user] = [createSource(), createUser()];
    const chat = createUser({}, { provides: true });
    source.host.append(chat.host);
    chat.host.append(user.host);
    document.body.append(source.host);
    expect(chat.controller.session).to.equal(source.controller.session);
    expect(user.controller.session).to.equal(source.controller.session);
  });

  it('is another one when the element is moved to another', async () => {
    const [one, two, user] = [createSource(), createSource(), createUser()];
    document.body.append(one.host, two.host);
    one.host.append(user.host);
    two.host.append(user.host);
    await framed();
    expect(user.controller.session).to.equal(two.controller.session);
    expect(one.controller.session?.state.connection.phase).to.equal('idle');
  });

  it('is not spoken for, configured or closed by the element that uses it', async () => {
    const [source, user] = [createSource(), createUser({ sessionSettings: { headers: '{' } })];
    document.body.append(source.host);
    source.host.append(user.host);
    void source.controller.session?.send('Hi');
    await framed();
    expect(source.notices.map(({ type }) => type)).to.deep.equal(['failed']);
    expect(user.notices).to.deep.equal([]);
    expect(user.controller.value?.notice?.code).to.equal('endpoint');
    user.host.remove();
    await settle();
    expect(source.controller.session?.state.connection.phase).to.equal('idle');
  });

  it('goes when the ancestor gets another one', async () => {
    const [source, user] = [createSource(), createUser()];
    document.body.append(source.host);
    source.host.append(user.host);
    const session = new Session();
    source.host.givenSession = session;
    source.host.requestUpdate();
    await framed();
    expect(user.controller.session).to.equal(session);
  });

  it('is waited for when the ancestor is not upgraded yet', async () => {
    const tag = document.createElement('sse-source');
    const user = createUser();
    tag.append(user.host);
    document.body.append(tag);
    await framed();
    expect([user.controller.session, user.host.updates]).to.deep.equal([undefined, 1]);
    const sources: HostStand<SessionState>[] = [];
    class LateSource extends FakeHost {
      constructor() {
        super();
        sources.push(createSource());
        const [source] = sources;
        const key = Symbol.for('sse-elements.session-provider');
        Object.assign(this, { [key]: source?.controller });
        if (source) document.body.append(source.host);
      }
    }
    customElements.define('sse-source', LateSource);
    await framed();
    expect(user.controller.session).to.be.instanceOf(Session);
    expect(user.controller.session).to.equal(sources[0]?.controller.session);
  });
});

describe('The session that `for` names', () => {
  it('is that of an element of the same tree, before one of the document', () => {
    const [outside, inside] = [createSource('agent'), createSource('agent')];
    const [near, far] = [createUser({ for: 'agent' }), createUser({ for: 'agent' })];
    const shadow = createShadow();
    document.body.append(outside.host, far.host);
    shadow.append(inside.host, near.host);
    expect(near.controller.session).to.equal(inside.controller.session);
    expect(far.controller.session).to.equal(outside.controller.session);
  });

  it('is found in every tree around', () => {
    const [source, user] = [createSource('agent'), createUser({ for: 'agent' })];
    const outer = createShadow();
    outer.append(source.host);
    createShadow(createShadow(outer)).append(user.host);
    expect(user.controller.session).to.equal(source.controller.session);
  });

  it('wins over an ancestor', () => {
    const [named, around, user] = [
      createSource('agent'),
      createSource(),
      createUser({ for: 'agent' }),
    ];
    document.body.append(named.host, around.host);
    around.host.append(user.host);
    expect(user.controller.session).to.equal(named.controller.session);
  });

  it('is waited for, until the element is there or has its id', async () => {
    const users = [createUser({ for: 'late' }), createUser({ for: 'late' })];
    document.body.append(users[0]?.host ?? '');
    createShadow().append(users[1]?.host ?? '');
    await framed();
    expect(users.map(({ controller }) => controller.session)).to.deep.equal([undefined, undefined]);
    const source = createSource();
    document.body.append(source.host);
    await framed();
    expect(users[0]?.controller.session).to.equal(undefined);
    source.host.id = 'late';
    await framed();
    for (const { controller } of users)
      expect(controller.session).to.equal(source.controller.session);
  });

  it('is another one when the name changes, and its own without a name', async () => {
    const [one, two, user] = [createSource('one'), createSource('two'), createUser({ for: 'one' })];
    document.body.append(one.host, two.host, user.host);
    user.host.for = 'two';
    user.host.requestUpdate();
    await framed();
    expect(user.controller.session).to.equal(two.controller.session);
    // What Lit makes of an attribute that is taken away.
    user.host.for = null as unknown as undefined;
    user.host.requestUpdate();
    await framed();
    expect(user.controller.session).to.be.instanceOf(Session).and.not.equal(two.controller.session);
  });

  it('goes with its element, and comes with the next one of that id', async () => {
    const [one, two, user] = [
      createSource('agent'),
      createSource('agent'),
      createUser({ for: 'agent' }),
    ];
    document.body.append(one.host, user.host);
    one.host.remove();
    await framed();
    expect([user.controller.session, user.controller.value]).to.deep.equal([undefined, undefined]);
    document.body.append(two.host);
    await framed();
    expect(user.controller.session).to.equal(two.controller.session);
  });

  it('is none, and that is told, where the element has no session', async () => {
    const box = document.createElement('div');
    box.id = 'agent';
    const user = createUser({ for: 'agent' });
    document.body.append(box, user.host);
    document.body.append('x');
    await framed();
    expect(user.notices).to.deep.equal([
      {
        ...{ type: 'diagnosed', severity: 'warning', code: 'for' },
        message: 'Expected for="agent" to name an element with a session, found <div>',
      },
    ]);
    const source = createSource('agent');
    box.replaceWith(source.host);
    await framed();
    expect(user.controller.session).to.equal(source.controller.session);
  });

  it('is none in a circle, and nothing hangs', async () => {
    const [one, two] = [
      createUser({ for: 'two' }, { provides: true }),
      createUser({ for: 'one' }, { provides: true }),
    ];
    Object.assign(one.host, { id: 'one' });
    Object.assign(two.host, { id: 'two' });
    document.body.append(one.host, two.host);
    const self = createUser({ for: 'self' }, { provides: true });
    Object.assign(self.host, { id: 'self' });
    document.body.append(self.host);
    await framed();
    const sessions = [one, two, self].map(({ controller }) => controller.session);
    expect(sessions).to.deep.equal([undefined, undefined, undefined]);
  });

  it('is waited for no more when the element is removed', async () => {
    const user = createUser({ for: 'late' });
    document.body.append(user.host);
    await framed();
    user.host.remove();
    await settle();
    document.body.append(createSource('late').host);
    await framed();
    expect([user.controller.session, user.sessions]).to.deep.equal([undefined, []]);
  });
});
