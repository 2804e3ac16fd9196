import { expect } from 'chai';
import { operationProgress } from '../../src/dialects/operation-progress.js';
import type { RequestSettings } from '../../src/dialects/index.js';
import type { SseMessage } from '../../src/connection/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { decode, only, textsOf, unnamed } from '../support/decode.js';
import { bodyOf, requestOf, settings } from '../support/requests.js';

const tell = (type: string, operation: string, more: object = {}) =>
  unnamed({ type, data: { operation, metadata: {}, ...more } });
const progress = (operation: string, more: object = {}) => tell('progress', operation, more);
const state = (currentState: string, more: object = {}) =>
  progress('tool_execution', { currentState, ...more });
const content = (text: string, operation = 'llm') => tell('content', operation, { content: text });
const done = (operation: string) => tell('done', operation);
const failed = (operation: string, more: object = {}) => tell('error', operation, more);

/** What the close of a stream means after messages. */
function endAfter(...messages: readonly SseMessage[]): readonly StreamEventBody[] {
  const decoder = operationProgress.createDecoder('Hi');
  for (const each of messages) decoder.decode(each);
  return decoder.end();
}

function percentages(messages: readonly SseMessage[]): (number | undefined)[] {
  return only(decode(operationProgress, messages), 'progress').map(({ percentage }) => percentage);
}

describe('a request of operation-progress', () => {
  const bodyWith = (changes: Partial<RequestSettings>): unknown =>
    bodyOf(requestOf(operationProgress, changes));

  it('carries the message and whether to stream', () => {
    const ours = { sessionId: 'ours', conversationId: 'ours' };
    expect(bodyWith(ours)).to.deep.equal({ message: 'Hi', stream: true });
    expect(bodyWith({ stream: false })).to.deep.equal({ message: 'Hi', stream: false });
  });

  it('names the session where the page does, or where something will refer to it', () => {
    const conversationId = 'ours';
    for (const [changes, name] of [
      [{ sessionId: 's1' }, 's1'],
      [{ cancelEndpoint: '/cancel' }, 'ours'],
      [{ resumeEndpoint: '/resume/{id}' }, 'ours'],
      [{ cancelEndpoint: '/cancel', sessionId: 's1' }, 's1'],
    ] as const) {
      expect(bodyWith({ conversationId, ...changes })).to.include({ session_id: name });
    }
  });
});

describe('cancelling an operation', () => {
  const cancel = (changes: Partial<RequestSettings>) =>
    operationProgress.cancel?.('chart', settings(changes));

  it('is a POST of the operation and the session', () => {
    const request = cancel({ cancelEndpoint: '/cancel', sessionId: 's1' });
    if (!request || 'type' in request) throw new Error('Expected a request');
    expect(request).to.include({ url: '/cancel', method: 'POST', accept: 'json' });
    expect(bodyOf(request)).to.deep.equal({ operation: 'chart', session_id: 's1' });
  });

  it('is refused with words where there is no address for it', () => {
    for (const changes of [{}, { cancelEndpoint: '' }]) {
      expect(cancel(changes)).to.include({ type: 'trouble', code: 'cancel-endpoint' });
    }
  });
});

describe('an operation', () => {
  it('has no percentage where the server gives none', () => {
    expect(percentages([progress('llm'), progress('llm', { percentage: null })])).to.deep.equal([
      undefined,
      undefined,
    ]);
  });

  it('that fails is told with its context, and fails nothing else', () => {
    const error = failed('export', { message: 'Disk full', metadata: { rows: 7 } });
    const events = decode(operationProgress, [progress('chart'), progress('export'), error]);
    const [trouble] = only(events, 'trouble');
    expect(trouble).to.include({ fatal: false, about: 'export', text: 'Disk full' });
    const [last] = only(events, 'progress').slice(-1);
    expect(last).to.include({ progressId: 'export', outcome: 'failed', message: 'Disk full' });
    expect(last?.figures).to.deep.equal({ rows: 7 });
    expect(only(events, 'run.end')).to.deep.equal([]);
  });

  it('that was cancelled is no trouble, and stays in its state', () => {
    const error = failed('export', { metadata: { state: 'cancelled' } });
    const events = decode(operationProgress, [progress('export'), error]);
    expect(only(events, 'trouble')).to.deep.equal([]);
    expect(events.at(-1)).to.include({ outcome: 'cancelled' }).and.not.to.have.property('state');
  });

  it('may have any name', () => {
    const name = '__proto__';
    expect(decode(operationProgress, [progress(name)])[0]).to.include({ progressId: name });
    expect(endAfter(progress(name), done(name))).to.have.length(1);
  });
});

describe('the tools of an operation', () => {
  it('are steps, and the whole is the share of those that are finished', () => {
    const total = { metadata: { total: 4 } };
    const messages = [
      state('executing_a', total),
      state('completed_a', total),
      state('executing_b', total),
      state('failed_b', { ...total, message: 'No answer' }),
    ];
    expect(percentages(messages)).to.deep.equal([0, 25, 25, 50]);
    const steps = only(decode(operationProgress, messages), 'step.end');
    expect(steps.map(({ status, error }) => [status, error])).to.deep.equal([
      ['ok', undefined],
      ['failed', 'No answer'],
    ]);
  });

  it('leave the figure of the server as it is', () => {
    const messages = [state('executing_a', { percentage: 7, metadata: { total: 2 } })];
    expect(percentages(messages)).to.deep.equal([7]);
  });

  it('never make a whole of those that are known so far', () => {
    const states = ['executing_a', 'completed_a', 'executing_b', 'completed_b', 'executing_c'];
    const figures = [0, undefined, 50, undefined, 67];
    expect(percentages(states.map((name) => state(name)))).to.deep.equal(figures);
  });

  it('are at least as many as were seen', () => {
    const total = { metadata: { total: 1 } };
    const states = ['executing_a', 'executing_b', 'completed_a', 'completed_b'];
    const figures = percentages(states.map((name) => state(name, total)));
    expect(figures).to.deep.equal([0, 0, 50, 100]);
  });

  it('begin anew with the operation', () => {
    const total = { metadata: { total: 2 } };
    const messages = [state('completed_a', total), failed('tool_execution')];
    const again = state('executing_a', total);
    expect(percentages([...messages, again])).to.deep.equal([50, undefined, 0]);
    const starts = only(decode(operationProgress, [...messages, again]), 'step.start');
    expect(new Set(starts.map(({ stepId }) => stepId)).size).to.equal(2);
  });

  it('are one step while the same state is told again', () => {
    const events = decode(operationProgress, [
      state('executing_a'),
      state('executing_a', { message: 'Still at it' }),
      state('completed_a'),
      state('completed_a'),
    ]);
    expect(only(events, 'step.start', 'step.end')).to.have.length(2);
  });

  it('end with their operation', () => {
    for (const [end, status] of [
      [done('tool_execution'), 'ok'],
      [failed('tool_execution'), 'failed'],
      [failed('tool_execution', { metadata: { state: 'cancelled' } }), 'cancelled'],
    ] as const) {
      const events = decode(operationProgress, [state('executing_a'), end]);
      expect(only(events, 'step.end')[0]?.status).to.equal(status);
    }
  });

  it('are not what other operations call executing', () => {
    const query = progress('chart_generation', { currentState: 'executing_query' });
    expect(only(decode(operationProgress, [query]), 'step.start')).to.deep.equal([]);
  });
});

describe('the text of operation-progress', () => {
  it('is one answer, whichever operations write it', () => {
    const messages = [content('Orders '), done('llm'), content('rose.', 'other')];
    expect(textsOf(decode(operationProgress, messages))).to.deep.equal(['Orders rose.']);
  });

  it('may be the JSON answer of a server that does not stream', () => {
    const events = operationProgress.createDecoder('Hi').decodeAnswer('{"content": "Rose."}');
    expect(textsOf(events)).to.deep.equal(['Rose.']);
    expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'ok' });
  });
});

describe('the end of operation-progress', () => {
  const ok = { type: 'run.end', status: 'ok' };

  it('is the close of the stream when every operation has come to an end', () => {
    expect(endAfter(progress('a'), failed('a'))).to.deep.equal([ok]);
    expect(endAfter(progress('a'), content('Hi'), done('llm'), done('a')).at(-1)).to.deep.equal(ok);
  });

  it('is none while an operation is open, one that only writes included', () => {
    expect(endAfter(progress('a'), progress('b'), done('a'))).to.deep.equal([]);
    expect(endAfter(progress('a'), content('Hi'), done('a'))).to.deep.equal([]);
  });

  it('is none while an operation goes on that has begun again', () => {
    expect(endAfter(progress('a'), failed('a'), progress('a'))).to.deep.equal([]);
  });

  it('is none when there was no operation', () => {
    expect(endAfter()).to.deep.equal([]);
    expect(endAfter(unnamed({ type: 'weather', data: {} }))).to.deep.equal([]);
  });
});
