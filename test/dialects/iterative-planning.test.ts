import { expect } from 'chai';
import { iterativePlanning } from '../../src/dialects/iterative-planning.js';
import type { Decision, RequestSettings } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { decode, message, only, textsOf } from '../support/decode.js';
import { bodyOf, intent, requestOf, settings } from '../support/requests.js';

const started = message('planning_started', { goal: 'G', max_iterations: 4 });
const iteration = (number: number) =>
  message('iteration_started', { iteration: number, max_iterations: 4 });
const reached = (data: object = { checkpoint_number: 1 }) => message('checkpoint_reached', data);
const plan = message('final_plan', { plan: '# Plan' });
const complete = message('complete', {});
const failure = message('error', { message: 'Plan rejected at checkpoint 1' });

const at = { sessionId: 's1', endpoint: '/api/execute-plan' } as const;

function queryOf(changes: Partial<RequestSettings>, text: string): Record<string, string> {
  const { url } = requestOf(iterativePlanning, { ...at, ...changes }, intent(text));
  return Object.fromEntries(new URL(url, 'http://localhost').searchParams);
}

function answerTo(decision: Partial<Decision>, changes: Partial<RequestSettings> = {}) {
  const whole = { checkpointId: 'checkpoint/1', choice: 'approve', ...decision };
  const request = iterativePlanning.answer?.(whole, settings({ ...at, ...changes }));
  if (!request || 'type' in request) throw new Error('Expected a request');
  return request;
}

/** What a run means in which the person has rejected a checkpoint. */
function decodeRejected(...messages: Parameters<typeof decode>[1]): StreamEventBody[] {
  const decoder = iterativePlanning.createDecoder('G', () => true);
  return messages.flatMap((each) => [...decoder.decode(each)]);
}

describe('a request of iterative-planning', () => {
  it('is a GET with the goal and the session', () => {
    expect(requestOf(iterativePlanning, at, intent('Go')).method).to.equal('GET');
    expect(queryOf({}, 'Go')).to.deep.equal({ goal: 'Go', session_id: 's1' });
  });

  it('names the session by our own id while the page gives none', () => {
    const { url } = requestOf(iterativePlanning, { endpoint: '/p', conversationId: 'ours' });
    expect(url).to.equal('/p?goal=Hi&session_id=ours');
  });

  it('carries what the page has set', () => {
    const params = { proposal: 'P', max_iterations: '4', checkpoint_interval: '2' };
    expect(queryOf({ params }, 'Go')).to.deep.equal({ goal: 'Go', session_id: 's1', ...params });
  });

  it('has the goal of the page when nobody has said one, and else what was said', () => {
    const params = { goal: 'Set', proposal: 'P' };
    expect(queryOf({ params }, '')).to.include({ goal: 'Set', proposal: 'P' });
    expect(queryOf({ params }, 'Said')).to.include({ goal: 'Said', proposal: 'P' });
    for (const endpoint of ['/p?goal=Set&v=1', '/p?v=1&goal=Set']) {
      expect(queryOf({ endpoint }, '')).to.include({ goal: 'Set', v: '1' });
      expect(queryOf({ endpoint }, 'Said')).to.include({ goal: 'Said', v: '1' });
    }
  });

  it('begins by itself, and is opened again when it breaks', () => {
    expect(iterativePlanning).to.include({ opens: true, whenClosed: 'reopen' });
  });
});

describe('a decision of iterative-planning', () => {
  it('is a POST of session, checkpoint and approval', () => {
    const request = answerTo({ checkpointId: 'checkpoint/12' });
    expect(request).to.include({ url: '/api/checkpoint-approval', method: 'POST', accept: 'json' });
    expect(request.headers).to.deep.equal({ 'Content-Type': 'application/json' });
    expect(bodyOf(request)).to.deep.equal({ session_id: 's1', checkpoint: 12, approved: true });
  });

  it('says no with the feedback that was given', () => {
    const body = bodyOf(answerTo({ choice: 'reject', feedback: 'Too dear' }));
    expect(body).to.include({ approved: false, feedback: 'Too dear' });
  });

  it('carries edits and answers with all their digits, and only where there are any', () => {
    const edited = answerTo({ edits: { eur: 1.5 }, editsText: '{"eur":1.50}' }).body;
    expect(edited).to.match(/"approved":true,"arguments":\{"eur":1\.50\}\}$/);
    expect(bodyOf(answerTo({ answer: { due: 30 } }))).to.deep.include({ answer: { due: 30 } });
  });

  it('goes to the address that the page has set, else beside the planner', () => {
    for (const [changes, url] of [
      [{ checkpointEndpoint: '/decide' }, '/decide'],
      [
        { endpoint: 'https://a.example/api/execute-plan?v=/1' },
        'https://a.example/api/checkpoint-approval',
      ],
      [{ endpoint: '/node/api/execute-plan' }, '/node/api/checkpoint-approval'],
      [{ endpoint: '/plan' }, '/api/checkpoint-approval'],
      [{ endpoint: 'https://a.example/plan' }, 'https://a.example/api/checkpoint-approval'],
      [{ endpoint: '//a.example?x=/' }, '//a.example/api/checkpoint-approval'],
    ] as const) {
      expect(answerTo({}, changes).url).to.equal(url);
    }
  });

  it('answers the checkpoint that the decoder has opened', () => {
    const [open] = only(decode(iterativePlanning, [reached()]), 'checkpoint.open');
    const checkpointId = open?.checkpointId ?? '';
    expect(bodyOf(answerTo({ checkpointId }))).to.include({ checkpoint: 1 });
    expect(open?.reply['checkpoint']).to.equal(1);
  });
});

describe('an iteration', () => {
  it('ends the one before, and moves the bar', () => {
    const events = decode(iterativePlanning, [started, iteration(1), iteration(2)]);
    const steps = only(events, 'step.start', 'step.end').map(({ type, stepId }) => [type, stepId]);
    expect(steps).to.deep.equal([
      ['step.start', 'iteration/1'],
      ['step.end', 'iteration/1'],
      ['step.start', 'iteration/2'],
    ]);
    expect(only(events, 'progress').map(({ done, total }) => [done, total])).to.deep.equal([
      [0, 4],
      [0, 4],
      [1, 4],
    ]);
  });

  it('ends where a checkpoint is reached: the wait is no part of it', () => {
    const events = decode(iterativePlanning, [iteration(1), iteration(2), reached()]);
    expect(only(events, 'step.end').at(-1)).to.include({ stepId: 'iteration/2', status: 'ok' });
    expect(only(events, 'progress').at(-1)).to.include({ done: 2, total: 4 });
  });

  it('that begins again after a later one is begun again, and the bar goes back', () => {
    const events = decode(iterativePlanning, [iteration(1), iteration(2), started, iteration(1)]);
    expect(only(events, 'step.start').at(-1)?.stepId).to.equal('iteration/1');
    expect(only(events, 'progress').at(-1)?.done).to.equal(0);
  });

  it('has figures of whatever kind', () => {
    const metrics = JSON.parse('{"iteration": 1, "a": 1, "__proto__": {"b": 2}}') as object;
    const [progress] = only(
      decode(iterativePlanning, [message('iteration_progress', metrics)]),
      'progress',
    );
    expect(Object.keys(progress?.figures ?? {})).to.deep.equal(['a', '__proto__']);
  });

  it('is one of one when there is but one', () => {
    const one = { goal: 'G', max_iterations: 1 };
    const [line] = only(decode(iterativePlanning, [message('planning_started', one)]), 'status');
    expect(line?.text).to.equal('Starting planning with 1 iteration…');
  });
});

describe('a checkpoint of iterative-planning', () => {
  it('without a number gets one that no other has', () => {
    const events = decode(iterativePlanning, [
      reached({ checkpoint_number: 3 }),
      reached({ summary: 'A' }),
      reached({ summary: 'B' }),
      reached({ summary: 'A' }),
    ]);
    const ids = only(events, 'checkpoint.open').map(({ checkpointId }) => checkpointId);
    expect(ids).to.deep.equal(['checkpoint/3', 'checkpoint/4', 'checkpoint/5', 'checkpoint/4']);
    expect(only(events, 'trouble')).to.have.length(3);
  });

  it('that cannot be read at all can be answered all the same', () => {
    const events = decode(iterativePlanning, [reached(), message('checkpoint_reached', '{"ite')]);
    expect(only(events, 'checkpoint.open').at(-1)?.checkpointId).to.equal('checkpoint/2');
    expect(only(events, 'trouble')[0]?.raw).to.equal('{"ite');
  });

  it('that was approved and is asked again is another one: the planner has begun anew', () => {
    const approved = message('checkpoint_approved', { checkpoint: 1 });
    const events = decode(iterativePlanning, [reached(), approved, reached(), reached(), approved]);
    const ids = only(events, 'checkpoint.open').map(({ checkpointId }) => checkpointId);
    expect(new Set(ids).size).to.equal(2);
    expect(ids[2]).to.equal(ids[1]);
    expect(only(events, 'checkpoint.close').at(-1)?.checkpointId).to.equal(ids[1]);
    expect(bodyOf(answerTo({ checkpointId: ids[1] ?? '' }))).to.include({ checkpoint: 1 });
  });

  it('is the oldest open one when an approval does not say which', () => {
    const numbered = [reached(), reached({ checkpoint_number: 2 })];
    const approved = message('checkpoint_approved', {});
    const events = decode(iterativePlanning, [...numbered, approved, approved, approved]);
    const closed = only(events, 'checkpoint.close').map(({ checkpointId }) => checkpointId);
    expect(closed).to.deep.equal(['checkpoint/1', 'checkpoint/2']);
  });
});

describe('the end of iterative-planning', () => {
  it('is complete, with or without data', () => {
    for (const end of [complete, message('complete', ''), message('complete', 'bye')]) {
      const events = decode(iterativePlanning, [iteration(4), plan, end]);
      expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'ok' });
      expect(events.at(-2)).to.include({ type: 'progress', outcome: 'ok', done: 4 });
    }
  });

  it('is not the plan alone, nor the close of the stream', () => {
    const decoder = iterativePlanning.createDecoder('G');
    expect(only([...decoder.decode(plan), ...decoder.end()], 'run.end')).to.deep.equal([]);
  });

  it('is an error with the words of the server, and nothing after it', () => {
    const events = decode(iterativePlanning, [iteration(1), failure, complete, failure]);
    expect(only(events, 'trouble').map(({ fatal, text }) => [fatal, text])).to.deep.equal([
      [true, 'Planning error: Plan rejected at checkpoint 1'],
    ]);
    expect(only(events, 'run.end').map(({ status }) => status)).to.deep.equal(['failed']);
    expect(only(events, 'progress').at(-1)?.outcome).to.equal('failed');
  });

  it('is by the person when they have rejected, whatever the server calls it', () => {
    for (const end of [failure, complete]) {
      const events = decodeRejected(iteration(1), reached(), end);
      expect(only(events, 'trouble')).to.deep.equal([]);
      expect(events.at(-1)).to.include({ status: 'cancelled', reason: 'rejected' });
      expect(only(events, 'progress').at(-1)?.outcome).to.equal('cancelled');
    }
  });

  it('is a success when the plan came all the same', () => {
    expect(decodeRejected(reached(), plan, complete).at(-1)).to.include({ status: 'ok' });
  });
});

describe('a plan', () => {
  it('comes with its figures, and the name under which it was saved', () => {
    const figures = { frameworks: ['A', 'B'], data_points: 51, iterations: 4, checkpoints: 1 };
    const whole = { plan: '# Plan', ...figures, saved_as: 'plan_*x*' };
    expect(textsOf(decode(iterativePlanning, [message('final_plan', whole)]))).to.deep.equal([
      '# Plan',
      'Frameworks: A, B · Data points: 51 · Iterations: 4 · Checkpoints: 1 · Saved as: plan_*x*',
    ]);
  });

  it('that is told again is one', () => {
    expect(textsOf(decode(iterativePlanning, [plan, plan]))).to.deep.equal(['# Plan']);
  });

  it('may be the JSON answer of a server that does not stream', () => {
    const events = iterativePlanning.createDecoder('G').decodeAnswer('{"content": "# Plan"}');
    expect(textsOf(events)).to.deep.equal(['# Plan']);
  });
});

describe('a checkpoint of iterative-planning that asks for more than a yes', () => {
  const asked = (data: string) =>
    only(decode(iterativePlanning, [message('checkpoint_reached', data)]), 'checkpoint.open')[0];

  it('names the tool, its server and its agent, with arguments as they came', () => {
    const data =
      '{"checkpoint_number":1,"agent":"Bookkeeper","tool":"pay","server":"bank.example",' +
      '"arguments":{"eur":1.50,"eur":2},"editable":true,"expires_at":"2026-11-28T12:00:00Z"}';
    expect(asked(data)).to.include({
      ...{ ask: 'approve', agent: 'Bookkeeper', toolName: 'pay', server: 'bank.example' },
      ...{ proposalText: '{"eur":1.50,"eur":2}', canEdit: true, source: data },
      expires: Date.UTC(2026, 10, 28, 12),
    });
  });

  it('has the schema of what it wants to know', () => {
    const schema = { type: 'object', properties: {} };
    const open = asked(JSON.stringify({ checkpoint_number: 2, response_schema: schema }));
    expect(open).to.deep.include({
      ask: 'input',
      schema,
      title: 'Checkpoint 2: an answer is needed',
    });
  });

  it('takes members of other types for what other planners mean by them', () => {
    const open = asked('{"checkpoint_number":1,"tool":5,"response_schema":[],"expires_at":"soon"}');
    expect(open).to.not.have.any.keys('toolName', 'schema', 'expires');
    expect(open?.ask).to.equal('approve');
  });
});
