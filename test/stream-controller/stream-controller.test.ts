import { expect } from '@open-wc/testing';
import { Session, type Run, type SessionState } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import { createFakeFetch, pushStream } from '../support/fake-fetch.js';
import { createHost, FakeHost, type HostStand } from '../support/fake-host.js';
import { holdFrames } from '../support/held-frames.js';
import { createEventDialect, encode, said } from '../support/event-dialect.js';
import { nextFrame } from '../support/until.js';

const stepsOf = ({ run }: SessionState): Run['steps'] | undefined => run?.steps;
const runOf = ({ run }: SessionState): Run | undefined => run;

function settings(changes: object = {}) {
  const server = createFakeFetch();
  return {
    endpoint: '/agent',
    dialect: createEventDialect(),
    fetch: server.fetch,
    server,
    ...changes,
  };
}

/** A host in the page, with a session of its own on a server that the test plays. */
function attach<T>(select: (state: SessionState) => T, members: object = {}): HostStand<T> {
  const stand = createHost(select, members);
  document.body.append(stand.host);
  return stand;
}

async function framed(): Promise<void> {
  await settle();
  await nextFrame();
  await settle();
}

/** A host whose session has a stream open. */
async function streaming<T>(select: (state: SessionState) => T) {
  const { server, ...sessionSettings } = settings();
  const stand = attach(select, { sessionSettings });
  const stream = pushStream();
  server.answer(stream);
  void stand.controller.session?.send('Hi');
  await framed();
  return { ...stand, server, stream };
}

afterEach(async () => {
  document.body.replaceChildren();
  await framed();
});

describe('A session of its own', () => {
  it('is there when the host is attached, and requests nothing', async () => {
    const { server, ...sessionSettings } = settings();
    const { controller, host, sessions } = createHost(runOf, { sessionSettings });
    expect([controller.session, controller.value, sessions]).to.deep.equal([
      undefined,
      undefined,
      [],
    ]);
    document.body.append(host);
    expect(controller.session).to.be.instanceOf(Session);
    expect(sessions).to.deep.equal([controller.session]);
    await framed();
    expect(server.requests).to.have.length(0);
  });

  it('stays when the host is moved', async () => {
    const { controller, host, sessions, stream } = await streaming(runOf);
    const { session } = controller;
    const box = document.createElement('div');
    document.body.append(box);
    box.append(host);
    await framed();
    expect([controller.session === session, stream.isLive, sessions.length]).to.deep.equal([
      true,
      true,
      1,
    ]);
  });

  it('is closed when the host is removed, and nothing happens any more', async () => {
    const { controller, host, notices, server, stream } = await streaming(runOf);
    const { session } = controller;
    host.remove();
    await settle();
    const { updates } = host;
    notices.length = 0;
    expect([stream.isCancelled, session?.state.connection.phase]).to.deep.equal([true, 'closed']);
    await session?.send('More');
    await framed();
    expect([host.updates, notices, server.requests.length]).to.deep.equal([updates, [], 1]);
    expect(controller.session).to.equal(undefined);
  });

  it('is a new one when the host comes back', async () => {
    const { controller, host } = await streaming(runOf);
    const { session } = controller;
    host.remove();
    await settle();
    document.body.append(host);
    await framed();
    expect(controller.session).to.be.instanceOf(Session).and.not.equal(session);
    expect(controller.value).to.equal(undefined);
  });

  it('is one however often the host is told that it is attached, and closed once', async () => {
    const { controller, host, sessions } = await streaming(runOf);
    controller.hostConnected();
    controller.hostConnected();
    expect(sessions).to.have.length(1);
    controller.hostDisconnected();
    await settle();
    expect(controller.session?.state.connection.phase).to.equal('live');
    host.remove();
    controller.hostDisconnected();
    await settle();
    expect(sessions).to.deep.equal([sessions[0], undefined]);
  });

  it('takes settings that come later, in any order', async () => {
    const { server, ...later } = settings();
    const { controller, host } = attach(runOf);
    await host.updateComplete;
    host.sessionSettings = later;
    host.requestUpdate();
    await host.updateComplete;
    server.answer(pushStream());
    void controller.session?.send('Hi');
    await settle();
    expect(server.requests).to.have.length(1);
  });

  it('tells of settings that cannot be used, once', async () => {
    const { server: _, ...sessionSettings } = settings({ headers: '{' });
    const { host, notices } = attach(runOf, { sessionSettings });
    await framed();
    host.sessionSettings = { ...sessionSettings };
    host.requestUpdate();
    await framed();
    expect(notices).to.deep.equal([
      {
        ...{ type: 'diagnosed', severity: 'error', code: 'settings' },
        message: 'Expected headers to be JSON, found 1 characters that are not.',
      },
    ]);
  });

  it('passes on every notice but the mere change', async () => {
    const { notices, stream } = await streaming(runOf);
    stream.push(encode(said('x')));
    await framed();
    expect(notices.map(({ type }) => type)).to.deep.equal(['opened', 'received']);
  });
});

describe('The host', () => {
  it('is updated once a frame, however much comes', async () => {
    const { controller, host, stream } = await streaming(runOf);
    const { updates } = host;
    const held = holdFrames();
    for (let count = 0; count < 50; count += 1) {
      stream.push(encode(said('x')));
      await settle(1);
    }
    expect(host.updates).to.equal(updates);
    held.draw();
    held.release();
    await settle();
    expect(host.updates).to.equal(updates + 1);
    expect(controller.value?.messages[0]?.parts[0]).to.include({ text: 'x'.repeat(50) });
  });

  it('keeps up in a page that is hidden and gets no frame', async () => {
    const { controller, stream } = await streaming(runOf);
    const held = holdFrames();
    stream.push(encode(said('x')));
    await settle();
    held.fire();
    held.release();
    expect(controller.value?.messages[0]?.parts[0]).to.include({ text: 'x' });
  });

  it('is not updated when its slice is the same', async () => {
    const { controller, host, stream } = await streaming(stepsOf);
    const { updates } = host;
    stream.push(encode(said('x')));
    await framed();
    expect([host.updates, controller.value?.length]).to.deep.equal([updates, 0]);
    stream.push(encode({ type: 'step.start', stepId: 's', sort: 'step' }));
    await framed();
    expect([host.updates, controller.value?.length]).to.deep.equal([updates + 1, 1]);
  });
});

describe('A session by property', () => {
  it('wins over everything else, and is not closed with the host', async () => {
    const { server, ...own } = settings();
    const session = new Session(own);
    const { controller, host, notices } = attach(runOf, {
      givenSession: session,
      for: 'x',
      share: 'y',
    });
    expect(controller.session).to.equal(session);
    server.answer(pushStream());
    void session.send('Hi');
    await framed();
    expect(notices.map(({ type }) => type)).to.deep.equal(['opened']);
    host.remove();
    await settle();
    expect(session.state.connection.phase).to.equal('live');
    session.close();
  });

  it('takes the place of another one, and back', async () => {
    const { controller, host, sessions } = await streaming(runOf);
    const [own] = sessions;
    const given = new Session();
    host.givenSession = given;
    host.requestUpdate();
    await framed();
    expect([controller.session, controller.value]).to.deep.equal([given, undefined]);
    expect(own?.state.connection.phase).to.equal('closed');
    host.givenSession = undefined;
    host.requestUpdate();
    await framed();
    expect(sessions).to.have.length(3);
    expect(sessions[2]).to.not.equal(given);
  });

  it('updates the host once more after the change, for what was derived before it', async () => {
    const { host } = attach(runOf);
    await framed();
    const { updates } = host;
    host.givenSession = new Session();
    host.requestUpdate();
    await framed();
    expect(host.updates - updates).to.equal(2);
  });
});

describe('autoconnect', () => {
  function opening() {
    const { server, ...sessionSettings } = settings({
      dialect: createEventDialect({ opens: true }),
    });
    server.always(() => pushStream());
    return { server, sessionSettings };
  }

  it('opens the stream once, when the host is attached', async () => {
    const { server, sessionSettings } = opening();
    const { host } = attach(runOf, { autoconnect: true, sessionSettings });
    await framed();
    host.requestUpdate();
    await framed();
    expect(server.requests).to.have.length(1);
  });

  it('waits for an endpoint, and for settings that can be used', async () => {
    const { server, sessionSettings } = opening();
    const { endpoint: _, ...incomplete } = sessionSettings;
    const { host, notices } = attach(runOf, { autoconnect: true, sessionSettings: incomplete });
    await framed();
    host.sessionSettings = { ...sessionSettings, headers: '{' };
    host.requestUpdate();
    await framed();
    expect([server.requests.length, notices.length]).to.deep.equal([0, 1]);
    host.sessionSettings = sessionSettings;
    host.requestUpdate();
    await framed();
    expect(server.requests).to.have.length(1);
  });

  it('opens nothing without it, and again when it is set later', async () => {
    const { server, sessionSettings } = opening();
    const { host } = attach(runOf, { sessionSettings });
    await framed();
    expect(server.requests).to.have.length(0);
    host.autoconnect = true;
    host.requestUpdate();
    await framed();
    expect(server.requests).to.have.length(1);
  });

  it('is not for a session that the page has made', async () => {
    const { server, sessionSettings } = opening();
    const givenSession = new Session(sessionSettings);
    attach(runOf, { autoconnect: true, givenSession, sessionSettings });
    await framed();
    expect(server.requests).to.have.length(0);
  });
});

it('FakeHost updates its controllers in the order of Lit', async () => {
  const host = document.createElement('fake-host') as FakeHost;
  const calls: string[] = [];
  host.addController({
    hostConnected: () => calls.push('connected'),
    hostUpdate: () => calls.push('update'),
    hostUpdated: () => calls.push('updated'),
    hostDisconnected: () => calls.push('disconnected'),
  });
  document.body.append(host);
  await host.updateComplete;
  host.remove();
  expect(calls).to.deep.equal(['connected', 'update', 'updated', 'disconnected']);
});
