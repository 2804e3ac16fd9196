import { expect } from 'chai';
import type { Progress, RunOutcome, StreamEventBody } from '../../src/events/index.js';
import { textOf, type Operation } from '../../src/session/index.js';
import { ok, said } from '../support/event-dialect.js';
import { latestRun, noon, only, reduceAll, runAfter } from '../support/stream-events.js';

function step(stepId: string, changes: object = {}): StreamEventBody {
  return { type: 'step.start', stepId, name: stepId, sort: 'step', ...changes };
}

function done(stepId: string, changes: object = {}): StreamEventBody {
  return { type: 'step.end', stepId, status: 'ok', ...changes };
}

/** Steps that are over. */
function many(count: number, changes: object): StreamEventBody[] {
  return Array.from({ length: count }, (_, index) => [
    step(`s${index}`, changes),
    done(`s${index}`),
  ]).flat();
}

function progress(changes: Partial<Progress> = {}): StreamEventBody {
  return { type: 'progress', progressId: 'chart', ...changes };
}

function operationAfter(...bodies: StreamEventBody[]): Operation {
  return only(runAfter(...bodies).operations);
}

describe('A step', () => {
  it('is known from its start to its end, with the time between', () => {
    const steps = runAfter(step('a'), step('b', { parent: 'a', sort: 'tool' }), done('b')).steps;
    expect(steps).to.deep.equal([
      { id: 'a', name: 'a', sort: 'step', seq: 1, status: 'running', startedAt: noon + 1 },
      {
        ...{ id: 'b', name: 'b', parent: 'a', sort: 'tool', seq: 2, status: 'ok' },
        ...{ startedAt: noon + 2, endedAt: noon + 3, duration: 1 },
      },
    ]);
  });

  it("takes the server's word for the duration, and for what went wrong", () => {
    const end = done('a', { status: 'failed', error: 'No key', duration: 40 });
    expect(only(runAfter(step('a'), end).steps)).to.include({
      status: 'failed',
      error: 'No key',
      duration: 40,
    });
  });

  it('is one step when it is announced again, and runs again when it had ended', () => {
    const again = only(runAfter(step('a'), step('a', { name: undefined, detail: 'x' })).steps);
    expect(again).to.include({ name: 'a', detail: 'x', startedAt: noon + 1 });
    const anew = only(runAfter(step('a'), done('a'), step('a')).steps);
    expect(anew).to.include({ status: 'running', startedAt: noon + 3 });
    expect(anew).to.not.have.any.keys('endedAt', 'duration');
  });

  it('is ignored when it ends without a start', () => {
    const state = reduceAll([said('x')]);
    expect(reduceAll([done('a')], state, 2)).to.equal(state);
  });

  it('is one of at most 100 that are over: the oldest go first, and are counted', () => {
    const { steps, stepsLeftOut } = runAfter(...many(130, {}));
    expect([steps.length, steps[0]?.id, steps.at(-1)?.id]).to.deep.equal([100, 's30', 's129']);
    expect(stepsLeftOut).to.equal(30);
  });

  it('stays while it is running, the root agent of others, or the parent of one that is kept', () => {
    const run = runAfter(
      ...[step('root', { sort: 'agent' }), step('tool', { parent: 'root' }), done('root')],
      ...[step('inner', { parent: 'root' }), step('leaf', { parent: 'inner' }), done('inner')],
      ...many(200, { parent: 'root' }),
    );
    const kept = run.steps.map(({ id }) => id);
    expect(kept).to.include.members(['root', 'tool', 'inner', 'leaf', 's199']);
    expect([kept.length, run.stepsLeftOut]).to.deep.equal([100, 104]);
  });

  it('is one of at most 1,000 of any kind, and no parent goes before its children', () => {
    const agents = Array.from({ length: 600 }, (_, index) => [
      step(`a${index}`, { sort: 'agent' }),
      step(`b${index}`, { parent: `a${index}` }),
    ]);
    const { steps } = runAfter(...agents.flat());
    const ids = new Set(steps.map(({ id }) => id));
    expect(ids.size).to.equal(1_000);
    expect(steps.filter(({ parent }) => parent && !ids.has(parent))).to.deep.equal([]);
  });

  it('does not stay because of a parent that is itself, or comes after it', () => {
    const odd = [
      step('x', { parent: 'x' }),
      step('y', { parent: 'z' }),
      step('z', { parent: 'y' }),
    ];
    const { steps } = runAfter(...odd, ...['x', 'y', 'z'].map((id) => done(id)), ...many(100, {}));
    expect(steps.map(({ id }) => id)).not.to.include.any.members(['x', 'y', 'z']);
  });

  const ends: Readonly<Record<RunOutcome, string>> = {
    ok: 'unknown',
    cut: 'unknown',
    failed: 'unknown',
    cancelled: 'cancelled',
    paused: 'paused',
  };
  for (const [status, left] of Object.entries(ends) as [RunOutcome, string][]) {
    it(`is ${left} when its run ends as ${status} before it does`, () => {
      const end = { type: 'run.end', status } as const;
      const { steps } = runAfter(step('a'), step('b'), done('b'), end, step('c'));
      expect(steps.map((item) => item.status)).to.deep.equal([left, 'ok', left]);
      expect(steps[0]?.endedAt).to.equal(noon + 4);
    });
  }
});

describe('An operation', () => {
  it('keeps what was said of it, and takes what is said anew', () => {
    const operation = operationAfter(
      progress({ operation: 'Chart', percentage: 10, state: 'planning', message: 'Plan' }),
      progress({ percentage: 20, state: 'generating_query' }),
    );
    expect(operation).to.deep.equal({
      ...{ id: 'chart', operation: 'Chart', message: 'Plan' },
      ...{ percentage: 20, state: 'generating_query', states: ['planning', 'generating_query'] },
      ...{ startedAt: noon + 1, movedAt: noon + 2 },
    });
  });

  it('remembers its states, each once, in the order in which they were seen', () => {
    const moves = ['a', 'b', 'a', 'c'].map((state) => progress({ state }));
    expect(operationAfter(...moves)).to.deep.include({ state: 'c', states: ['a', 'b', 'c'] });
  });

  it('forgets its oldest states when there are too many', () => {
    const moves = Array.from({ length: 60 }, (_, index) => progress({ state: `state ${index}` }));
    const { states } = operationAfter(...moves);
    expect(states).to.have.length(50);
    expect(states.at(-1)).to.equal('state 59');
  });

  it('has no states of before when it starts anew', () => {
    const ended = progress({ state: 'a', outcome: 'failed' });
    expect(operationAfter(ended, progress({ state: 'b' })).states).to.deep.equal(['b']);
  });

  it('never runs backwards', () => {
    const operation = operationAfter(progress({ percentage: 50 }), progress({ percentage: 30 }));
    expect(operation.percentage).to.equal(50);
  });

  it('has no percentage as long as none is known', () => {
    expect(operationAfter(progress({ state: 'x' }))).to.not.have.property('percentage');
    expect(
      operationAfter(progress({ percentage: 5 }), progress({ state: 'x' })).percentage,
    ).to.equal(5);
  });

  it('starts anew when it had ended and moves again', () => {
    const operation = operationAfter(
      progress({ operation: 'Chart', percentage: 100, outcome: 'ok' }),
      progress({ percentage: 10 }),
    );
    expect(operation).to.deep.equal({
      ...{ id: 'chart', percentage: 10, states: [], startedAt: noon + 2, movedAt: noon + 2 },
    });
  });

  it('ends with its outcome, at the first word of it', () => {
    const ended = operationAfter(
      progress({ percentage: 50 }),
      progress({ outcome: 'failed', message: 'No data' }),
      progress({ outcome: 'failed', message: 'No data at all' }),
    );
    expect(ended).to.include({ percentage: 50, outcome: 'failed', endedAt: noon + 2 });
  });

  it('is not moved by what says nothing new, so that a bar that hangs is seen to hang', () => {
    const state = reduceAll([progress({ percentage: 50, message: 'x' })]);
    const same = [progress({ percentage: 50 }), progress({ percentage: 20, message: 'x' })];
    expect(reduceAll(same, state, 2)).to.equal(state);
    const moved = reduceAll([progress({ message: 'y' })], state, 2);
    expect(only(latestRun(moved).operations).movedAt).to.equal(noon + 2);
  });

  const odd: readonly [given: number, shown: number | undefined][] = [
    [140, 100],
    [-3, 0],
    [Infinity, 100],
    [NaN, undefined],
  ];
  for (const [given, shown] of odd) {
    it(`shows ${shown} for a percentage of ${given}, and reports it`, () => {
      const run = runAfter(progress({ operation: 'Chart', percentage: given }));
      expect(only(run.operations).percentage).to.equal(shown);
      expect(only(run.troubles)).to.include({
        code: 'percentage',
        text: `Expected the percentage of Chart to be 0 to 100, found ${given}.`,
      });
    });
  }

  it('has others beside it, each on its own', () => {
    const { operations } = runAfter(
      progress({ percentage: 10 }),
      progress({ progressId: 'sql', percentage: 90 }),
      progress({ percentage: 20 }),
    );
    expect(operations.map(({ id, percentage }) => [id, percentage])).to.deep.equal([
      ['chart', 20],
      ['sql', 90],
    ]);
  });
});

describe('A reset', () => {
  it('takes back the whole run, but not what a person said and what went wrong', () => {
    const trouble = { type: 'trouble', fatal: false, sort: 'error', text: 'x' } as const;
    const run = runAfter(said('a'), step('s'), progress(), trouble, { type: 'reset', what: 'run' });
    expect(run).to.deep.include({ messages: [], steps: [], operations: [], checkpoints: [] });
    expect([run.status, run.troubles.length]).to.deep.equal(['running', 1]);
  });

  it('takes back a message: the one it names, else the last', () => {
    const text = (messageId: string): StreamEventBody => ({
      ...{ type: 'text.start', textId: messageId, messageId, lane: 'answer', role: 'assistant' },
    });
    const left = (reset: object): string[] => {
      const body = { type: 'reset', what: 'message', ...reset } as StreamEventBody;
      return runAfter(text('a'), text('b'), body).messages.map(({ id }) => id.split('/')[1] ?? '');
    };
    expect(left({ id: 'a' })).to.deep.equal(['b']);
    expect(left({})).to.deep.equal(['a']);
    expect(left({ id: 'c' })).to.deep.equal(['a', 'b']);
  });

  it('takes back a step with all that came in it', () => {
    const bodies = [said('before'), step('a'), said('!'), step('b'), step('c')];
    const inside: StreamEventBody = {
      type: 'text.delta',
      textId: 'in',
      mode: 'append',
      text: 'in b',
    };
    const run = runAfter(...bodies, inside, { type: 'reset', what: 'step', id: 'b' });
    expect(run.steps.map(({ id }) => id)).to.deep.equal(['a']);
    expect(textOf(only(run.messages))).to.equal('before!');
    const last = runAfter(...bodies, inside, { type: 'reset', what: 'step' });
    expect(last.steps.map(({ id }) => id)).to.deep.equal(['a', 'b']);
  });

  it('changes nothing when there is nothing to take back', () => {
    const state = reduceAll([said('a'), ok]);
    expect(reduceAll([{ type: 'reset', what: 'step' }], state, 3)).to.equal(state);
    expect(reduceAll([{ type: 'reset', what: 'message', id: 'x' }], state, 3)).to.equal(state);
  });
});
