import { expect } from 'chai';
import {
  fatalTrouble,
  initialState,
  isRunning,
  messagesToSend,
  runsOf,
  type SessionState,
} from '../../src/session/index.js';
import { changeRun, enterRun } from '../../src/session/reduce.js';
import { newRun } from '../../src/session/run.js';
import { findRun } from '../../src/session/selectors.js';
import { ok, said } from '../support/event-dialect.js';
import { latestRun, noon, reduceAll } from '../support/stream-events.js';

function enter(
  state: SessionState,
  id: string,
  seed: { text?: string; retryOf?: string } = {},
): SessionState {
  return enterRun(state, newRun({ id, at: noon, ...seed }));
}

describe('runsOf', () => {
  it('gives all runs, and the same list as long as none has changed', () => {
    const one = enter(enter(initialState, 'a'), 'b');
    const other = enter(initialState, 'c');
    const runs = runsOf(one);
    expect(runs.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    // Another session on the page asks in between.
    expect(runsOf(other)).to.have.length(1);
    expect(runsOf({ ...one, sessionId: 's' })).to.equal(runs);
    expect(runsOf(reduceAll([said('x')], one))).to.not.equal(runs);
    expect(runsOf(initialState)).to.equal(initialState.past);
  });
});

describe('findRun and changeRun', () => {
  it('reach the latest run and earlier ones, and leave the others alone', () => {
    const state = enter(enter(initialState, 'a'), 'b');
    expect([findRun(state, 'a')?.id, findRun(state, 'b')?.id]).to.deep.equal(['a', 'b']);
    expect(findRun(state, 'c')).to.equal(undefined);
    const changed = changeRun(state, 'a', (run) => ({ ...run, model: 'm' }));
    expect([changed.past[0]?.model, changed.run]).to.deep.equal(['m', state.run]);
    expect(changeRun(state, 'a', (run) => run)).to.equal(state);
    expect(changeRun(state, 'c', (run) => ({ ...run }))).to.equal(state);
  });
});

describe('isRunning', () => {
  it('is true from the beginning of a run to its end', () => {
    const state = enter(initialState, 'a');
    expect([initialState, state, reduceAll([ok], state)].map(isRunning)).to.deep.equal([
      false,
      true,
      false,
    ]);
  });
});

describe('fatalTrouble', () => {
  it('is the last thing that went wrong for good', () => {
    const trouble = { type: 'trouble', sort: 'error', text: 'x' } as const;
    const state = reduceAll([
      { ...trouble, fatal: true, text: 'first' },
      { ...trouble, fatal: true, text: 'last' },
      { ...trouble, fatal: false },
    ]);
    expect(fatalTrouble(latestRun(state))).to.deep.equal({ ...trouble, fatal: true, text: 'last' });
    expect(fatalTrouble(latestRun(enter(initialState, 'a')))).to.equal(undefined);
  });
});

describe('messagesToSend', () => {
  it('is what was said, without reasoning, tools and what stayed empty', () => {
    const state = reduceAll(
      [
        { type: 'text.start', textId: 'r', messageId: 'm', lane: 'reasoning', role: 'assistant' },
        { type: 'text.delta', textId: 'r', mode: 'append', text: 'Hm.' },
        { type: 'tool.start', toolId: 't', runBy: 'agent' },
        said('Hello'),
        { type: 'text.start', textId: 'e', messageId: 'empty', lane: 'answer', role: 'assistant' },
      ],
      enter(initialState, 'a', { text: 'Hi' }),
    );
    expect(messagesToSend(state)).to.deep.equal([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ]);
  });

  it('counts what was tried again once, and not at all what is about to be', () => {
    const failed = enter(initialState, 'a', { text: 'Hi' });
    const again = enter(failed, 'b', { text: 'Hi', retryOf: 'a' });
    expect(messagesToSend(again)).to.have.length(1);
    expect(messagesToSend(again, 'b')).to.have.length(0);
  });
});
