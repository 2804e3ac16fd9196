// Every recorded stream, with its leader crashing after every message.
import { expect } from 'chai';
import { createSession, isRunning, type SessionState } from '../../../src/session/index.js';
import { createFakeClock, settle } from '../../support/fake-clock.js';
import { listFixtures } from '../../support/fixtures.js';
import { fixtureMessages } from '../../support/fixture-messages.js';
import { createReplayingServer, type WireMessage } from '../../support/replaying-server.js';
import { createTabBrowser } from '../../support/tab-browser.js';

/** Dialects whose runs can be taken up: a thinking feed is beside its run. */
const cases = listFixtures().filter(({ dialect }) => dialect !== 'thinking-feed');

describe('A run that is taken over at any message', () => {
  for (const { dialect, name } of cases) {
    it(`is as if nothing had happened: ${dialect}, ${name}`, async () => {
      const { sent, ...fixture } = await fixtureMessages(dialect, name);
      const { messages, expected } = await uninterrupted(dialect, sent, fixture.messages);
      for (let index = 0; index <= messages.length; index += 1) {
        const states = await takenOver(dialect, sent, messages, index);
        expect(states.map(told), `after message ${index}`).to.deep.equal([expected, expected]);
      }
    });
  }
});

const settings = (dialect: string, given: typeof fetch) => ({
  ...{ endpoint: '/agent', resumeEndpoint: '/agent/run', dialect, sessionId: 's1' },
  ...{ fetch: given, maxRetries: 2 },
});

/** What comes of a run, and the messages that make it: after its end a resumed stream is not read. */
async function uninterrupted(
  dialect: string,
  sent: string,
  messages: readonly WireMessage[],
): Promise<{ readonly messages: readonly WireMessage[]; readonly expected: unknown }> {
  const [server, clock] = [createReplayingServer(), createFakeClock()];
  const session = createSession(settings(dialect, server.fetch), { clock });
  void session.send(sent);
  await settle();
  let count = 0;
  while (count < messages.length && isRunning(session.state)) {
    server.send(messages[count] as WireMessage);
    count += 1;
    await settle();
  }
  server.end();
  await clock.advance(10_000);
  const { state } = session;
  session.close();
  return { messages: messages.slice(0, count), expected: told(state) };
}

/** The states of two followers, of which one became the leader. */
async function takenOver(
  dialect: string,
  sent: string,
  messages: readonly WireMessage[],
  index: number,
): Promise<SessionState[]> {
  const [server, browser] = [createReplayingServer(), createTabBrowser()];
  const open = () => browser.open(settings(dialect, server.fetch));
  const [leader, ...followers] = [open(), open(), open()];
  await browser.settle();
  void leader.session.send(sent);
  await browser.settle();
  for (const message of messages.slice(0, index)) {
    server.send(message);
    await browser.settle();
  }
  leader.crash();
  await browser.settle();
  for (const message of messages.slice(index)) server.send(message);
  await browser.settle();
  server.end();
  await browser.advance(10_000);
  expect(server.most).to.equal(1);
  const states = followers.map(({ session }) => session.state);
  for (const { session } of followers) session.close();
  return states;
}

/** What a state says, whenever it was. */
function told({ connection: _, ...state }: SessionState): unknown {
  const isTime = /^(at|startedAt|endedAt|movedAt|openedAt|duration)$/;
  return JSON.parse(
    JSON.stringify(state, (key, value: unknown) => (isTime.test(key) ? undefined : value)),
  );
}
