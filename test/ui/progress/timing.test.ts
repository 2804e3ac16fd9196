import { expect } from 'chai';
import { newRun } from '../../../src/session/run.js';
import type { Checkpoint, Operation, Run, Step } from '../../../src/session/index.js';
import { elapsedIn, estimateLeft, formatEstimate } from '../../../src/ui/progress/timing.js';

const noon = Date.UTC(2026, 10, 21, 12);

function round(status: Step['status'], duration?: number): Step {
  const time = duration === undefined ? { startedAt: noon } : { startedAt: noon, duration };
  return { id: `${duration}`, sort: 'loop', seq: 1, status, ...time };
}

function runWith(total: number, steps: readonly Step[], changes: Partial<Run> = {}): Run {
  const planning: Operation = { id: 'p', states: [], total, startedAt: noon, movedAt: noon };
  return { ...newRun({ id: 'r', at: noon }), steps, operations: [planning], ...changes };
}

describe('estimateLeft', () => {
  const two = [round('ok', 20_000), round('ok', 30_000)];

  it('takes the mean of the finished rounds for each that is to come', () => {
    expect(estimateLeft(runWith(4, two), noon)).to.equal(50_000);
  });

  it('takes off what the round that goes on has taken, but never more than a whole one', () => {
    const run = runWith(4, [...two, round('running')]);
    expect(estimateLeft(run, noon + 10_000)).to.equal(40_000);
    expect(estimateLeft(run, noon + 90_000)).to.equal(25_000);
  });

  it('counts rounds that are not kept any more', () => {
    const run = runWith(100, two);
    const operations = run.operations.map((operation) => ({ ...operation, done: 98 }));
    expect(estimateLeft({ ...run, operations }, noon)).to.equal(50_000);
  });

  const waiting = { decision: { phase: 'open' } } as Checkpoint;
  const unknown: readonly [title: string, run: Run][] = [
    ['one round is finished', runWith(4, two.slice(1))],
    ['all rounds are finished', runWith(2, two)],
    ['nobody has said how many there will be', { ...runWith(4, two), operations: [] }],
    ['a person is waited for', runWith(4, two, { checkpoints: [waiting] })],
    ['the run is over', runWith(4, two, { status: 'cut' })],
  ];
  for (const [title, run] of unknown) {
    it(`is not known when ${title}`, () => {
      expect(estimateLeft(run, noon)).to.equal(undefined);
    });
  }
});

describe('elapsedIn', () => {
  it('counts whole seconds while a run goes on, and stops at its end', () => {
    expect(elapsedIn(runWith(1, []), noon + 3_900)).to.equal('3 s');
    expect(elapsedIn(runWith(1, [], { endedAt: noon + 65_000 }), noon + 99_000)).to.equal(
      '1 min 05 s',
    );
  });

  it('says nothing of a run that came from history', () => {
    expect(elapsedIn(runWith(1, [], { endedAt: noon }), noon + 5)).to.equal(undefined);
  });
});

describe('formatEstimate', () => {
  for (const [milliseconds, words] of [
    [-5, 'about 5 s left'],
    [38_200, 'about 40 s left'],
    [125_000, 'about 2 min left'],
    [7_000_000, 'about 2 h left'],
  ] as const) {
    it(`says "${words}" for ${milliseconds} ms`, () => {
      expect(formatEstimate(milliseconds)).to.equal(words);
    });
  }
});
