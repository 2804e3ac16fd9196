import { expect } from 'chai';
import { createCustom, type DialectMap } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { decode, message, only, textsOf, unnamed } from '../support/decode.js';

/** What a server says whose messages have a type, each of another kind. */
const everything: DialectMap = {
  name: 'type',
  messages: {
    token: { is: 'text', text: 'delta', author: 'agent' },
    answer: { is: 'whole', text: 'text' },
    thought: { is: 'reasoning', text: 'text' },
    aside: { is: 'commentary', text: 'text' },
    no: { is: 'refusal', text: 'text' },
    state: { is: 'status', text: 'now', detail: 'more' },
    call: { is: 'tool', id: 'call.id', name: 'call.fn', args: 'call.input' },
    result: { is: 'tool-result', id: 'id', result: 'output', error: 'failure', duration: 'ms' },
    begin: { is: 'step', name: 'name' },
    end: { is: 'step-end', name: 'name', error: 'why' },
    bar: { is: 'progress', operation: 'job', percentage: 'at', message: 'says', figures: 'all' },
    'bar-end': { is: 'progress-end', operation: 'job', error: 'why' },
    ask: { is: 'checkpoint', id: 'number', title: 'title', proposal: 'plan' },
    hello: { is: 'session', id: 'session' },
    oops: { is: 'error', text: 'why', code: 'code' },
    bye: { is: 'done', text: 'all' },
    tick: { is: 'alive' },
  },
};

function read(map: DialectMap, ...data: readonly unknown[]): StreamEventBody[] {
  return decode(
    createCustom(map),
    data.map((each) => unnamed(each)),
  );
}

const settings = {
  ...{ endpoint: '/ask', userId: 'anonymous', stream: true, noStatus: false },
  ...{ maxMessages: 50, maxLength: 10_000, conversationId: 'ours' },
};

describe('custom, by its map', () => {
  it('adds pieces to the answer, by who speaks, until it is done', () => {
    const events = read(
      everything,
      { type: 'token', delta: 'Hel', agent: 'Ada' },
      { type: 'token', delta: 'lo', agent: 'Ada' },
      { type: 'bye' },
    );
    expect(textsOf(events)).to.deep.equal(['Hello']);
    expect(only(events, 'text.start')[0]).to.include({ name: 'Ada', lane: 'answer' });
    expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'ok' });
  });

  it('takes the whole answer in place of its pieces', () => {
    const pieces = read(everything, { type: 'token', delta: 'Hal' }, { type: 'bye', all: 'Hello' });
    expect(textsOf(pieces)).to.deep.equal(['Hello']);
    expect(textsOf(read(everything, { type: 'answer', text: 'Hi' }))).to.deep.equal(['Hi']);
  });

  it('keeps what is said beside the answer in lanes of its own', () => {
    const events = read(
      everything,
      { type: 'thought', text: 'Hm' },
      { type: 'thought', text: 'm' },
      { type: 'aside', text: 'So' },
      { type: 'token', delta: 'Hi' },
      { type: 'no', text: 'Never' },
    );
    expect(textsOf(events)).to.deep.equal(['Hmm', 'So', 'Hi', 'Never']);
    const lanes = only(events, 'text.start').map(({ lane }) => lane);
    expect(lanes).to.deep.equal(['reasoning', 'commentary', 'answer', 'refusal']);
  });

  it('shows a status, and more of it', () => {
    const events = read(everything, { type: 'state', now: 'Reading', more: { page: 2 } });
    expect(events).to.deep.equal([{ type: 'status', text: 'Reading', detail: '{"page":2}' }]);
  });

  it('shows a tool with its arguments digit by digit, and what came of it', () => {
    const call = '{"type":"call","call":{"id":7,"fn":"pay","input":{"amount":1.0}}}';
    const events = read(everything, call, { type: 'result', id: 7, output: 'paid', ms: 12 });
    const [args] = only(events, 'tool.args');
    expect(args).to.include({ toolId: 'tool/7', text: '{"amount":1.0}' });
    expect(only(events, 'tool.output')[0]).to.include({ toolId: 'tool/7', text: 'paid' });
    expect(only(events, 'tool.end')[0]).to.include({
      toolId: 'tool/7',
      status: 'ok',
      duration: 12,
    });
  });

  it('takes arguments that are JSON in a text as they are', () => {
    const events = read(everything, { type: 'call', call: { fn: 'pay', input: '{"a":1.0}' } });
    expect(only(events, 'tool.args')[0]?.text).to.equal('{"a":1.0}');
  });

  it('fails a tool that comes back with an error', () => {
    const [end] = only(read(everything, { type: 'result', id: 1, failure: 'No' }), 'tool.end');
    expect(end).to.deep.equal({
      type: 'tool.end',
      toolId: 'tool/1',
      status: 'failed',
      error: 'No',
    });
  });

  it('ends the step of that name, and of two alike the older one', () => {
    const begin = { type: 'begin', name: 'Read' };
    const end = { type: 'end', name: 'Read' };
    const events = read(everything, begin, begin, end, { ...end, why: 'Lost' });
    const ids = only(events, 'step.start').map(({ stepId }) => stepId);
    const ends = only(events, 'step.end').map(({ stepId, status }) => [stepId, status]);
    expect(ends).to.deep.equal([
      [ids[0], 'ok'],
      [ids[1], 'failed'],
    ]);
  });

  it('moves the bar of an operation, and ends it', () => {
    const job = 'import';
    const bar = { type: 'bar', job, at: 40, says: 'Half', all: { rows: 3 } };
    const events = read(
      everything,
      bar,
      { type: 'bar-end', job },
      { type: 'bar-end', job, why: 'x' },
    );
    expect(events[0]).to.deep.equal({
      ...{ type: 'progress', progressId: job, operation: job, message: 'Half' },
      ...{ percentage: 40, figures: { rows: 3 } },
    });
    expect(only(events, 'progress').map(({ outcome }) => outcome)).to.deep.equal([
      ...[undefined, 'ok', 'failed'],
    ]);
  });

  it('learns the name of the conversation, and is told that the server lives', () => {
    const events = read(everything, { type: 'hello', session: 's-1' }, { type: 'tick' });
    expect(events.map(({ type }) => type)).to.deep.equal(['run.start', 'alive']);
  });

  it('fails with the words of the server', () => {
    const events = read(everything, { type: 'oops', why: 'Too hot', code: 'heat' });
    expect(only(events, 'trouble')[0]).to.include({ text: 'Too hot', code: 'heat', fatal: true });
    expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'failed', reason: 'heat' });
  });

  it('knows messages by the name of the event, by what they are, and any', () => {
    const map: DialectMap = {
      messages: { token: { is: 'text', text: '' }, '[DONE]': { is: 'done' }, '*': { is: 'alive' } },
    };
    const messages = [message('token', 'Hi'), message('x', '1'), unnamed('[DONE]')];
    const types = decode(createCustom(map), messages).map(({ type }) => type);
    expect(types).to.deep.equal(['text.start', 'text.delta', 'alive', 'text.end', 'run.end']);
  });

  it('reads a stream of chat completions', () => {
    const map: DialectMap = {
      messages: {
        message: [
          { is: 'text', text: 'choices.0.delta.content' },
          { is: 'done', if: 'choices.0.finish_reason' },
          { is: 'alive' },
        ],
      },
    };
    const chunk = (delta: object, finish_reason: string | null = null): object => ({
      choices: [{ delta, finish_reason }],
    });
    const begin = chunk({ role: 'assistant', content: '' });
    const events = read(map, begin, chunk({ content: 'Hi' }), chunk({}, 'stop'), '[DONE]');
    expect(textsOf(events)).to.deep.equal(['Hi']);
    expect(only(events, 'run.end')).to.have.length(1);
  });

  it('passes on what the map does not know, and says what it misses', () => {
    const [strange, empty] = read(everything, { type: 'new' }, { type: 'token' });
    expect(strange).to.include({ type: 'custom', name: 'message', known: false });
    expect(empty).to.include({
      ...{ type: 'trouble', code: 'unexpected-data', raw: '{"type":"token"}' },
      text: 'Expected a value at "delta" in token, found none.',
    });
  });

  it('is cut when the stream closes without an end, unless that is the end', () => {
    const map: DialectMap = { messages: { message: { is: 'text', text: '' } } };
    const ends = [map, { ...map, endsOnClose: true }].map((each) => {
      const decoder = createCustom(each).createDecoder('Hi');
      decoder.decode(unnamed('Hello'));
      return decoder.end().map(({ type }) => type);
    });
    expect(ends).to.deep.equal([[], ['text.end', 'run.end']]);
  });

  it('reads members of their own only', () => {
    const map: DialectMap = {
      messages: { '*': { is: 'text', text: '__proto__.constructor.name' } },
    };
    expect(textsOf(read(map, {}, [], '7'))).to.deep.equal([]);
  });

  it('reads a JSON answer in place of a stream', () => {
    const map = { ...everything, answer: 'reply.0' };
    const events = createCustom(map).createDecoder('Hi').decodeAnswer('{"reply": ["Yes"]}');
    expect(textsOf(events)).to.deep.equal(['Yes']);
    expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'ok' });
  });
});

describe('requests of custom', () => {
  it('name the message and the conversation', () => {
    const intent = { text: 'Hi', messageId: 'm', history: [] };
    const request = createCustom(everything).request(intent, settings);
    expect(request).to.include({ body: '{"message":"Hi","session_id":"ours"}' });
  });

  it('answer a checkpoint with what the map says', () => {
    const decision = { go: '{{approved}}', at: '{{checkpoint}}', why: '{{feedback}}' };
    const dialect = createCustom({ ...everything, decision });
    const made = { checkpointId: '3', choice: 'approve', feedback: 'Good' };
    const request = dialect.answer?.(made, { ...settings, checkpointEndpoint: '/decide' });
    expect(request).to.include({ url: '/decide', body: '{"go":true,"at":"3","why":"Good"}' });
  });

  it('answer no checkpoint without an address, or by a template that cannot be filled', () => {
    const made = { checkpointId: '3', choice: 'approve' };
    expect(createCustom(everything).answer?.(made, settings)).to.include({
      text: 'Expected a checkpoint-endpoint to answer to, found none.',
    });
    const dialect = createCustom({ ...everything, decision: { a: '{{b}}' } });
    const refused = dialect.answer?.(made, { ...settings, checkpointEndpoint: '/decide' });
    expect(refused).to.have.property('text').that.includes('found {{b}}');
  });
});

describe('a map that is wrong', () => {
  const kinds = 'text, whole, reasoning, commentary, refusal, status';
  const wrong: readonly [title: string, map: unknown, problem: string][] = [
    ['is missing', undefined, 'Expected map to be a JSON object with "messages", found nothing.'],
    ['is a list', [], 'Expected map to be a JSON object with "messages", found a list.'],
    ['has no messages', {}, 'Expected map.messages to be a JSON object, found nothing.'],
    ['has a strange member', { messages: {}, event: 1 }, 'found "event".'],
    ['has a name that is no path', { messages: {}, name: 7 }, 'Expected map.name to be a path'],
    ['has an end that is none', { messages: {}, endsOnClose: 'yes' }, 'to be true or false'],
    ['has an unknown kind', one({ is: 'txt' }), `["x"].is to be one of ${kinds}`],
    ['has a kind by an inherited name', one({ is: 'toString' }), 'found "toString".'],
    ['lacks what a kind needs', one({ is: 'text' }), '["x"].text to be a path, found nothing.'],
    [
      'says what a kind has not',
      one({ is: 'done', name: 'a' }),
      'is, if, text only, found "name".',
    ],
    ['has a path that is none', one({ is: 'text', text: 7 }), '["x"].text to be a path'],
    ['is wrong in a list', one([{ is: 'alive' }, 7]), '["x"].is to be one of'],
  ];
  function one(meaning: unknown): unknown {
    return { messages: { x: meaning } };
  }
  for (const [title, map, problem] of wrong) {
    it(`says so when it ${title}`, () => {
      expect(createCustom(map).problem).to.include(problem);
    });
  }

  it('has no problem otherwise', () => {
    expect(createCustom(everything).problem).to.equal(undefined);
  });
});
