// What a session tells those who run the page of the servers and proxies before it.
import { expect } from 'chai';
import {
  agentChat,
  assistantStatus,
  iterativePlanning,
  operationProgress,
  thinkingFeed,
} from '../../src/dialects/index.js';
import type { SessionSettings } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import { pushStream, textResponse } from '../support/fake-fetch.js';
import { encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, type SessionStand } from '../support/session-stand.js';
import { warningsDuring } from '../support/warnings.js';

type Message = readonly [event: string, data: object];

/** What each kind of server says from the beginning to the end of a run. */
const systems: readonly (readonly [SessionSettings['dialect'], ...Message[]])[] = [
  [
    assistantStatus,
    ['status', { type: 'status', message: 'Thinking…', timestamp: 1 }],
    ['message', { content: 'Hello', role: 'assistant', done: false }],
    ['done', { done: true }],
  ],
  [
    agentChat,
    ['session_initialized', { session_id: 's-1' }],
    ['message_delta', { content: 'Hello' }],
    ['completed', { final_message: 'Hello' }],
  ],
  [
    iterativePlanning,
    ['planning_started', { goal: 'Hi', max_iterations: 1 }],
    ['iteration_started', { iteration: 1, max_iterations: 1 }],
    ['final_plan', { plan: 'Done' }],
    ['complete', {}],
  ],
  [
    operationProgress,
    ['message', { type: 'progress', data: { operation: 'chart', percentage: 10 } }],
    ['message', { type: 'content', data: { operation: 'chart', content: 'Hello' } }],
    ['message', { type: 'done', data: { operation: 'chart' } }],
  ],
];

const wire = ([event, data]: Message): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

function codesOf({ notices }: SessionStand): string[] {
  return notices.flatMap((notice) => (notice.type === 'diagnosed' ? [notice.code] : []));
}

for (const [dialect, ...messages] of systems) {
  const [first = '', ...others] = messages.map(wire);
  const { name } = dialect as { readonly name: string };

  describe(`What is wrong with a deployment of ${name}`, () => {
    const create = () => createSessionStand({ ...(dialect && { dialect }) });

    it('is told when nothing comes', async () => {
      const stand = create();
      await stand.ask();
      await stand.clock.advance(19_999);
      expect(codesOf(stand)).to.deep.equal([]);
      await stand.clock.advance(1);
      expect(codesOf(stand)).to.deep.equal(['stream-silent']);
    });

    it('is told when all events come at once, at the end', async () => {
      const stand = create();
      const stream = await stand.ask();
      await stand.clock.advance(5_000);
      stream.push([first, ...others].join(''));
      stream.end();
      await settle();
      expect(stand.session.state.run?.status).to.equal('ok');
      expect(codesOf(stand)).to.deep.equal(['stream-buffered']);
    });

    it('is told when a limit cuts the stream', async () => {
      for (const end of ['end', 'fail'] as const) {
        const stand = create();
        const stream = await stand.ask();
        stream.push(first);
        await stand.clock.advance(230_000);
        stream[end]();
        await settle();
        expect(codesOf(stand), end).to.deep.equal(['gateway-timeout']);
      }
    });

    it('is nothing when events come as they happen', async () => {
      const stand = create();
      const stream = await stand.ask();
      for (const message of [first, ...others]) {
        await stand.clock.advance(15_000);
        stream.push(message);
      }
      stream.end();
      await settle();
      expect([codesOf(stand), stand.clock.pending]).to.deep.equal([[], 0]);
    });
  });
}

describe('What is wrong with a deployment', () => {
  it('is not slowness, when a comment came in time', async () => {
    const stand = createSessionStand();
    const stream = await stand.ask();
    stream.push(': connected\n\n');
    await stand.clock.advance(28_000);
    stream.push(encode(said('Hel'), said('lo'), ok));
    stream.end();
    await settle();
    expect(codesOf(stand)).to.deep.equal([]);
  });

  it('is not a stream that was stopped, or lingers when its run is over', async () => {
    for (const isOver of [true, false]) {
      const stand = createSessionStand();
      const stream = await stand.ask();
      stream.push(isOver ? encode(ok) : ': connected\n\n');
      await stand.clock.advance(60_000);
      if (isOver) stream.fail();
      else stand.session.stop();
      await settle();
      expect([codesOf(stand), stand.clock.pending]).to.deep.equal([[], 0]);
    }
  });

  it('is not our own patience, nor a network that is gone', async () => {
    const impatient = createSessionStand({ idleTimeout: 60_000 });
    (await impatient.ask()).push(': connected\n\n');
    await impatient.clock.advance(60_000);
    expect([codesOf(impatient), impatient.session.state.run?.reason]).to.deep.equal([[], 'idle']);
    // This machine itself is there without any network.
    const endpoint = 'https://agent.example/plan';
    const away = createSessionStand({ dialect: iterativePlanning, endpoint });
    const stream = await away.ask();
    stream.push(': connected\n\n');
    await away.clock.advance(60_000);
    away.network.set(false);
    stream.fail();
    await settle();
    expect([codesOf(away), away.session.state.connection.phase]).to.deep.equal([[], 'offline']);
  });

  it('is not our own patience with a feed either', async () => {
    const endpoints = { endpoint: '/thinking', messageEndpoint: '/messages' };
    const stand = createSessionStand({ dialect: thinkingFeed, idleTimeout: 60_000, ...endpoints });
    const feed = pushStream();
    const answer = pushStream();
    const json = textResponse(200, answer.body, { 'content-type': 'application/json' });
    stand.server.answer(feed, json);
    const sent = stand.session.send('Hi');
    await settle();
    feed.push('data: [Triage] agent invoked\n\n');
    await stand.clock.advance(64_000);
    answer.push('{"content": "Hello"}');
    answer.end();
    expect((await sent)?.status).to.equal('ok');
    expect(codesOf(stand)).to.deep.equal(['thinking-missing']);
  });

  it('is told of a gateway that answers in place of the server', async () => {
    const stand = createSessionStand();
    stand.server.answer(textResponse(504));
    await stand.session.send('Hi');
    expect(codesOf(stand)).to.deep.equal(['gateway-timeout']);
  });

  it('is silence that is not told of when one JSON answer is wanted', async () => {
    const stand = createSessionStand({ dialect: assistantStatus, stream: false });
    await stand.ask();
    await stand.clock.advance(60_000);
    expect([codesOf(stand), stand.clock.pending]).to.deep.equal([[], 0]);
  });

  it('is measured for each attempt by itself', async () => {
    const stand = createSessionStand({ dialect: iterativePlanning });
    const second = pushStream();
    const first = await stand.ask();
    stand.server.answer(second);
    await stand.clock.advance(12_000);
    first.fail();
    await stand.clock.advance(5_000);
    second.push(': connected\n\n');
    await stand.clock.advance(59_500);
    expect(codesOf(stand)).to.deep.equal([]);
    second.fail();
    await settle();
    expect(codesOf(stand)).to.deep.equal(['gateway-timeout']);
    stand.session.close();
  });

  it('is told once for each session and code, in the console as well', async () => {
    const warnings = await warningsDuring(async () => {
      for (const stand of [createSessionStand(), createSessionStand()]) {
        stand.server.always(() => textResponse(504));
        await stand.session.send('Hi');
        await stand.session.send('Hi again');
        expect(codesOf(stand)).to.deep.equal(['gateway-timeout']);
      }
    });
    const warning =
      'sse-elements: Expected the stream to last as long as the run, found status 504 after 0 s. ' +
      'See "Early close" in docs/deployment.md (gateway-timeout)';
    expect(warnings).to.deep.equal([warning, warning]);
  });
});
