import { expect } from 'chai';
import type { HistoryMessage, StreamEventBody } from '../../src/events/index.js';
import {
  initialState,
  runsOf,
  textOf,
  type Run,
  type SessionState,
} from '../../src/session/index.js';
import { enterRun, reduce } from '../../src/session/reduce.js';
import { newRun } from '../../src/session/run.js';
import { noon, reduceAll, stamped } from '../support/stream-events.js';

type Line = `${'user' | 'assistant' | 'system' | 'tool'}: ${string}`;

/** What a server remembers, one line for each message. */
function history(...lines: Line[]): StreamEventBody {
  return { type: 'history', mode: 'merge', messages: lines.map(toMessage) };
}

function toMessage(line: Line): HistoryMessage {
  const [role, content] = line.split(/: (.*)/s) as [HistoryMessage['role'], string];
  return { role, content };
}

/** A conversation: what a person said, what was answered, and how the run ended. */
type Turn = readonly [said: string, answer: string, end?: Run['status']];

function conversation(...turns: Turn[]): SessionState {
  return turns.reduce((state, [text, answer, end = 'ok'], index) => {
    const entered = enterRun(state, newRun({ id: `run-${index}`, at: noon, text }));
    const bodies: StreamEventBody[] = [];
    if (answer !== '')
      bodies.push({ type: 'text.delta', textId: 'a', mode: 'append', text: answer });
    if (end !== 'running') bodies.push({ type: 'run.end', status: end });
    return reduceAll(bodies, entered, 10 * index + 1);
  }, initialState);
}

/** The whole conversation as it is shown. */
function shown(state: SessionState): string[] {
  return runsOf(state)
    .flatMap((run) => [...(run.input ? [run.input] : []), ...run.messages])
    .map((message) => `${message.role}: ${textOf(message)}`);
}

function take(state: SessionState, body: StreamEventBody): SessionState {
  return reduce(state, stamped(body, 99));
}

function conflictsIn({ run }: SessionState): number {
  return run?.troubles.filter(({ code }) => code === 'history-conflict').length ?? 0;
}

describe("The server's history", () => {
  it('changes nothing when it says what is shown', () => {
    const state = conversation(['A', 'a'], ['B', 'b']);
    expect(take(state, history('user: A', 'assistant: a', 'user: B', 'assistant: b'))).to.equal(
      state,
    );
    const loose = history('user: A ', 'assistant:  a ', 'user: B', 'assistant: b');
    expect(take(state, loose)).to.equal(state);
  });

  it('is shown whole when nothing is shown yet', () => {
    const state = take(
      initialState,
      history('user: A', 'assistant: a', 'assistant: a2', 'user: B'),
    );
    expect(shown(state)).to.deep.equal(['user: A', 'assistant: a', 'assistant: a2', 'user: B']);
    expect(state.past.map(({ status, messages }) => [status, messages.length])).to.deep.equal([
      ['ok', 2],
      ['ok', 0],
    ]);
    expect(state).to.not.have.property('run');
  });

  it('puts what is older before what is shown, which keeps its identity', () => {
    const state = conversation(['B', 'b'], ['C', 'c']);
    const lines = ['user: A', 'assistant: a', 'user: B', 'assistant: b', 'user: C', 'assistant: c'];
    const after = take(state, history(...(lines as Line[])));
    expect(shown(after)).to.deep.equal(lines);
    expect([after.run === state.run, after.past[1] === state.past[0]]).to.deep.equal([true, true]);
  });

  it('adds what came after what is shown: answers to the run, more as runs of their own', () => {
    const state = conversation(['A', 'a']);
    const lines = ['user: A', 'assistant: a', 'assistant: a2', 'user: B', 'assistant: b'];
    const after = take(state, history(...(lines as Line[])));
    expect(shown(after)).to.deep.equal(lines);
    expect([
      after.past.map(({ id }) => id),
      after.run?.input && textOf(after.run.input),
    ]).to.deep.equal([['run-0'], 'B']);
    expect(after.past[0]?.messages[0]).to.equal(state.run?.messages[0]);
  });

  it('may begin later than what is shown', () => {
    const state = conversation(['A', 'a'], ['B', 'b'], ['C', 'c']);
    expect(take(state, history('user: C', 'assistant: c'))).to.equal(state);
    const later = take(state, history('assistant: b', 'user: C', 'assistant: c', 'user: D'));
    expect(shown(later).slice(-2)).to.deep.equal(['assistant: c', 'user: D']);
  });

  it('changes nothing where it contradicts what is shown, and that is reported once', () => {
    const state = conversation(['A', 'ok'], ['B', 'ok']);
    const contradictions = [
      history('user: A', 'assistant: ok', 'user: B', 'assistant: Done'),
      history('user: A', 'assistant: other', 'user: B', 'assistant: ok'),
      history('user: X', 'assistant: x'),
      history('user: A', 'assistant: ok', 'user: between', 'user: B', 'assistant: ok'),
      history('user: A', 'assistant: ok'),
    ];
    for (const contradiction of contradictions) {
      const after = take(state, contradiction);
      expect(shown(after)).to.deep.equal(shown(state));
      expect(conflictsIn(after)).to.equal(1);
    }
    expect(take(state, contradictions[4] as StreamEventBody).run?.troubles[0]?.text).to.equal(
      "Expected the server's history to agree with the 4 messages shown, found 2 that do not",
    );
  });

  it('meets a repeated text at its latest place', () => {
    const lines = ['user: Hi', 'assistant: Hello', 'user: Hi', 'assistant: Hello'] as Line[];
    const after = take(conversation(['Hi', 'Hello']), history(...lines));
    expect(shown(after)).to.deep.equal(lines);
    expect(after.run?.id).to.equal('run-0');
    const both = conversation(['Hi', 'Hello'], ['Hi', 'Hello']);
    expect(take(both, history(...lines))).to.equal(both);
    expect(take(both, history('user: Hi', 'assistant: Hello'))).to.equal(both);
  });

  it('need not know what failed, was cut or was stopped', () => {
    for (const end of ['failed', 'cut', 'cancelled'] as const) {
      const state = conversation(['A', 'a'], ['B', 'par', end], ['B', 'b']);
      const known = history('user: A', 'assistant: a', 'user: B', 'assistant: b');
      expect(take(state, known), end).to.equal(state);
      const all = history('user: A', 'assistant: a', 'user: B', 'user: B', 'assistant: b');
      expect(take(state, all), end).to.equal(state);
    }
  });

  it('completes a run whose answer was lost, and doubles no part of one that was cut', () => {
    const lost = take(conversation(['A', '', 'cut']), history('user: A', 'assistant: a'));
    expect(shown(lost)).to.deep.equal(['user: A', 'assistant: a']);
    const cut = conversation(['A', 'The begin', 'cut']);
    expect(take(cut, history('user: A', 'assistant: The beginning and the end'))).to.equal(cut);
  });

  it('leaves the run that goes on alone', () => {
    const state = conversation(['B', 'b', 'running']);
    const older = take(state, history('user: A', 'assistant: a'));
    expect(shown(older)).to.deep.equal(['user: A', 'assistant: a', 'user: B', 'assistant: b']);
    expect(older.run).to.equal(state.run);
    const ahead = take(state, history('user: B', 'assistant: begun', 'assistant: more'));
    expect([ahead.run, conflictsIn(ahead)]).to.deep.equal([state.run, 0]);
  });

  it('is about what people and agents said, and about nothing empty', () => {
    const state = conversation(['A', 'a']);
    const lines = [
      'system: Be kind',
      'user: A',
      'assistant: ',
      'tool: 42',
      'assistant: a',
    ] as Line[];
    expect(take(state, history(...lines))).to.equal(state);
    expect(shown(take(initialState, history(...lines)))).to.deep.equal(['user: A', 'assistant: a']);
  });

  it('is reconciled in little time, however long both are', () => {
    const turns = Array.from({ length: 500 }, (_, index): Turn => [
      `q${index % 7}`,
      `a${index % 5}`,
    ]);
    const state = conversation(...turns);
    const lines = turns.flatMap(([said, answer]): Line[] => [
      `user: ${said}`,
      `assistant: ${answer}`,
    ]);
    expect(take(state, history(...lines))).to.equal(state);
  }).timeout(2_000);
});

describe("The server's history in place of what is shown", () => {
  const replace = (...lines: Line[]): StreamEventBody => ({
    ...(history(...lines) as StreamEventBody & { type: 'history' }),
    mode: 'replace',
  });

  it('changes nothing when it says the same', () => {
    const state = conversation(['A', 'a'], ['B', 'b']);
    expect(take(state, replace('user: A', 'assistant: a', 'user: B', 'assistant: b'))).to.equal(
      state,
    );
  });

  it('is all that is shown of earlier runs, and the latest keeps its identity', () => {
    const state = conversation(['A', 'a'], ['B', 'b']);
    const after = take(state, replace('user: X', 'assistant: x', 'user: B', 'assistant: better'));
    expect(shown(after)).to.deep.equal(['user: X', 'assistant: x', 'user: B', 'assistant: better']);
    expect([after.run?.id, after.run?.status]).to.deep.equal(['run-1', 'ok']);
    const none = take(state, replace('user: X'));
    expect([shown(none), none.run?.id]).to.deep.equal([['user: X'], 'run-1']);
  });

  it('leaves the run that goes on alone', () => {
    const state = conversation(['A', 'a'], ['B', 'b', 'running']);
    const after = take(state, replace('user: X', 'assistant: x', 'user: B'));
    expect(shown(after)).to.deep.equal(['user: X', 'assistant: x', 'user: B', 'assistant: b']);
    expect(after.run).to.equal(state.run);
  });

  it('is shown when nothing is shown yet', () => {
    expect(shown(take(initialState, replace('user: A', 'assistant: a')))).to.have.length(2);
  });
});

describe('A page of what is older', () => {
  const page = (...lines: Line[]): StreamEventBody =>
    ({ ...history(...lines), mode: 'before' }) as StreamEventBody;

  it('is put before all that is shown, which keeps its identity', () => {
    const state = conversation(['C', 'c'], ['D', 'd']);
    const next = take(state, page('user: A', 'assistant: a', 'user: B', 'assistant: b'));
    expect(shown(next).slice(0, 5)).to.deep.equal([
      ...['user: A', 'assistant: a', 'user: B', 'assistant: b', 'user: C'],
    ]);
    expect(runsOf(next).slice(2)).to.deep.equal(runsOf(state));
    expect([next.past[2], next.run]).to.deep.equal([state.past[0], state.run]);
  });

  it('is put there while an answer goes on', () => {
    const state = conversation(['B', 'half', 'running']);
    const next = take(state, page('user: A', 'assistant: a'));
    expect(shown(next)).to.deep.equal(['user: A', 'assistant: a', 'user: B', 'assistant: half']);
    expect(next.run).to.equal(state.run);
  });

  it('is all there is when nothing is shown', () => {
    const next = take(initialState, page('user: A', 'assistant: a'));
    expect(shown(next)).to.deep.equal(['user: A', 'assistant: a']);
  });

  it('leaves out what it repeats of what is shown', () => {
    const state = conversation(['B', 'b'], ['C', 'c']);
    const next = take(state, page('user: A', 'assistant: a', 'user: B', 'assistant:  b'));
    expect(shown(next).slice(0, 3)).to.deep.equal(['user: A', 'assistant: a', 'user: B']);
    expect(take(state, page('user: B', 'assistant: b'))).to.equal(state);
  });

  it('keeps what is said again later', () => {
    const state = conversation(['Again', 'b'], ['C', 'c']);
    const next = take(state, page('user: Again', 'assistant: a'));
    expect(shown(next).slice(0, 3)).to.deep.equal(['user: Again', 'assistant: a', 'user: Again']);
  });

  it('may end in the middle of a turn, which keeps its place', () => {
    const state = take(initialState, page('assistant: b2', 'user: C', 'assistant: c'));
    const next = take(state, page('user: A', 'assistant: a', 'user: B', 'assistant: b1'));
    expect(next.past.map((run) => run.messages.length)).to.deep.equal([1, 2, 1]);
    expect(next.past[1]?.id).to.equal(state.past[0]?.id);
    expect(next.past[2]).to.equal(state.past[1]);
  });

  it('gives no run its words that began without any', () => {
    const open = enterRun(initialState, newRun({ id: 'run-1', at: noon }));
    const state = enterRun(open, newRun({ id: 'run-2', at: noon, text: 'B' }));
    const next = take(state, page('user: A'));
    expect(next.past.map(({ input }) => input !== undefined)).to.deep.equal([true, false]);
  });
});
