import { expect } from 'chai';
import { agentChat } from '../../src/dialects/agent-chat.js';
import { assistantStatus } from '../../src/dialects/assistant-status.js';
import { createAuto } from '../../src/dialects/auto.js';
import { dialects, type Decoder, type Dialect } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { decode, message, only, textsOf, unnamed } from '../support/decode.js';
import { bodyOf, intent, requestOf } from '../support/requests.js';

const auto = createAuto([assistantStatus, agentChat]);
const delta = (content: string) => message('message_delta', { content });
const piece = (content: string) => message('message', { content, role: 'assistant', done: false });
const hello = unnamed({ hello: 'there' });

/** All that a decoder says of messages, the end of the stream included. */
function all(decoder: Decoder, messages: Parameters<Decoder['decode']>[0][]): StreamEventBody[] {
  return [...messages.flatMap((each) => decoder.decode(each)), ...decoder.end()];
}

describe('a request of auto', () => {
  it('has what every kind of server reads', () => {
    const request = requestOf(auto, { conversationId: 'ours' });
    expect(bodyOf(request)).to.deep.equal({
      content: 'Hi',
      user_id: 'anonymous',
      conversation_id: 'ours',
      message_id: 'm-1',
      stream: true,
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('carries a session id once a server has given it', () => {
    const body = bodyOf(requestOf(auto, { conversationId: 'ours', sessionId: 's_1' }));
    expect(body).to.include({ session_id: 's_1', conversation_id: 's_1' });
  });

  it("asks for no statuses, and for no stream, in each server's way", () => {
    const request = requestOf(auto, { noStatus: true, stream: false });
    expect(request.url).to.equal('/api?include_status=false');
    expect(bodyOf(request)).to.include({ stream: false });
  });

  it('has nothing of dialects that begin with a GET', () => {
    const template = () => ({ method: 'GET', body: { goal: '{{message}}' } }) as const;
    const planner: Dialect = { ...agentChat, name: 'planner', template };
    const request = requestOf(createAuto([planner, assistantStatus]), {}, intent('Plan'));
    expect(bodyOf(request)).to.include({ content: 'Plan' }).and.not.to.have.property('goal');
  });
});

describe('a request of auto with every dialect', () => {
  it('has what each of them reads that can be asked by a POST', () => {
    const body = bodyOf(requestOf(dialects.auto, { conversationId: 'ours' }));
    expect(body).to.include({ content: 'Hi', message: 'Hi', stream: true });
    expect(body).to.not.have.any.keys('goal', 'session_id');
  });
});

describe('the decoder of auto', () => {
  it('tells planners, operations and thinking from all else', () => {
    for (const [first, name] of [
      [message('iteration_started', { iteration: 1 }), 'iterative-planning'],
      [unnamed('[Triage] agent invoked'), 'thinking-feed'],
      [unnamed({ type: 'done', data: { operation: 'a' } }), 'operation-progress'],
    ] as const) {
      const decoder = dialects.auto.createDecoder('x');
      decoder.decode(first);
      expect(decoder.dialect).to.equal(name);
    }
  });

  it('is complete when the decoder of the dialect is', () => {
    const decoder = dialects.auto.createDecoder('x');
    expect(decoder.isComplete).to.equal(false);
    decoder.decode(unnamed({ type: 'progress', data: { operation: 'a' } }));
    expect(decoder.isComplete).to.equal(false);
    decoder.decode(unnamed({ type: 'done', data: { operation: 'a' } }));
    expect(decoder.isComplete).to.equal(true);
  });

  it('tells the decoder of the dialect what the person has rejected', () => {
    const decoder = dialects.auto.createDecoder('x', () => true);
    const error = message('error', { message: 'Rejected' });
    const messages = [message('planning_started', { max_iterations: 1 }), error];
    const [end] = only(all(decoder, messages), 'run.end');
    expect(end?.status).to.equal('cancelled');
  });

  it('decides by the first message that could come from one dialect alone', () => {
    for (const [first, name] of [
      [delta('Hi'), 'agent-chat'],
      [unnamed({ event: 'message_delta', data: { content: 'Hi' } }), 'agent-chat'],
      [piece('Hi'), 'assistant-status'],
      [unnamed({ content: 'Hi', role: 'assistant', done: false }), 'assistant-status'],
    ] as const) {
      const decoder = auto.createDecoder('x');
      expect(decoder.dialect).to.equal('auto');
      expect(textsOf(decoder.decode(first))).to.deep.equal(['Hi']);
      expect(decoder.dialect).to.equal(name);
    }
  });

  it('holds what decides nothing, and loses none of it', () => {
    const decoder = auto.createDecoder('x');
    const whole = message('message', { content: 'First.' });
    expect([unnamed('{'), whole].flatMap((each) => decoder.decode(each))).to.deep.equal([]);
    const events = decoder.decode(message('completed', { final_message: 'Second.' }));
    expect(only(events, 'trouble')[0]?.raw).to.equal('{');
    expect(textsOf(events)).to.deep.equal(['First.', 'Second.']);
  });

  it('tells the decoder of the dialect what was sent', () => {
    const echo = message('message', { content: 'Hi', role: 'user', done: false });
    expect(textsOf(decode(auto, [echo, piece('Hello.')], 'Hi'))).to.deep.equal(['Hello.']);
  });

  it('gives up after five messages that decide nothing, and passes on all of them', () => {
    const decoder = auto.createDecoder('x');
    const four = [hello, hello, unnamed('{'), hello].flatMap((each) => decoder.decode(each));
    expect(four).to.deep.equal([]);
    const fifth = decoder.decode(hello);
    expect(fifth).to.have.length(5);
    expect(fifth[2]).to.deep.equal({ type: 'custom', name: 'message', data: '{', known: false });
    expect(decoder.decode(delta('late'))).to.have.length(1);
    expect(decoder.dialect).to.equal('auto');
  });

  it('gives up after 64 kB that decide nothing', () => {
    const decoder = auto.createDecoder('x');
    const long = unnamed({ hello: 'x'.repeat(40_000) });
    expect(decoder.decode(long)).to.deep.equal([]);
    expect(decoder.decode(long)).to.have.length(2);
  });

  it('ends a stream that nobody knows with what was expected and what was found', () => {
    for (const count of [1, 7]) {
      const messages = Array.from({ length: count }, () => hello);
      const events = all(auto.createDecoder('x'), messages);
      expect(only(events, 'custom')).to.have.length(count);
      expect(events.slice(-2)).to.deep.equal([
        {
          type: 'trouble',
          fatal: true,
          sort: 'parse',
          code: 'dialect-unknown',
          text: 'Expected a stream in one of the dialects assistant-status, agent-chat, found a message "message" with "{"hello":"there"}" first.',
          raw: '{"hello":"there"}',
        },
        { type: 'run.end', status: 'failed', reason: 'dialect-unknown' },
      ]);
    }
  });

  it('says nothing of a stream without messages: the connection does', () => {
    expect(auto.createDecoder('x').end()).to.deep.equal([]);
  });

  it('stays with its choice, and says once when 20 messages in a row fit another dialect', () => {
    const decoder = auto.createDecoder('x');
    decoder.decode(piece('Hi'));
    const strange = Array.from({ length: 45 }, () => delta('Hi'));
    const events = strange.flatMap((each) => decoder.decode(each));
    expect(decoder.dialect).to.equal('assistant-status');
    expect(only(events, 'custom')).to.have.length(45);
    expect(events[20]).to.include({ type: 'trouble', code: 'dialect-changed', fatal: false });
    expect(only(events, 'trouble')).to.have.length(1);
  });

  it('minds no fewer than 20 in a row, and none that fits no other dialect', () => {
    const decoder = auto.createDecoder('x');
    const nineteen = Array.from({ length: 19 }, () => delta('Hi'));
    const unknown = Array.from({ length: 30 }, () => message('hint', {}));
    const messages = [piece('a'), ...nineteen, piece('b'), ...nineteen, ...unknown];
    expect(only(all(decoder, messages), 'trouble')).to.deep.equal([]);
  });

  it('reads JSON answers of either kind', () => {
    for (const answer of [{ content: 'Hello.' }, [{ role: 'assistant', content: 'Hello.' }]]) {
      const events = auto.createDecoder('Hi').decodeAnswer(JSON.stringify(answer));
      expect(textsOf(events)).to.deep.equal(['Hello.']);
    }
  });
});
