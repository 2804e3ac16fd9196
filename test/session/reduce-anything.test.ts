// Whatever comes, in whatever order: the reducer is total, pure, and keeps its promises.
import { expect } from 'chai';
import type { Growth, StreamEventBody, StreamEventType } from '../../src/events/index.js';
import {
  initialState,
  reduce,
  runsOf,
  type Run,
  type SessionState,
} from '../../src/session/index.js';
import { enterRun } from '../../src/session/reduce.js';
import { newRun } from '../../src/session/run.js';
import { seededRandom } from '../support/chunked-body.js';
import { noon, stamped } from '../support/stream-events.js';

type Random = () => number;
type Makers = {
  [T in StreamEventType]: (random: Random) => Omit<StreamEventBody & { type: T }, 'type'>;
};

const pick = <T>(random: Random, items: readonly [T, ...T[]]): T =>
  items[Math.floor(random() * items.length)] ?? items[0];
const id = (random: Random): string => pick(random, ['a', 'b', 'c', '', '__proto__']);
const growth = (random: Random): Growth => pick(random, ['append', 'replace']);
const maybe = <T extends object>(random: Random, members: T): Partial<T> =>
  random() < 0.5 ? members : {};
const reply = { dialect: 'plain', send: 'post' } as const;

/** One stream event of each kind, at random. The type sees to it that none is left out. */
const makers: Makers = {
  'run.start': (r) => ({ ...maybe(r, { runId: id(r) }), ...maybe(r, { sessionId: id(r) }) }),
  'run.end': (r) => ({ status: pick(r, ['ok', 'paused', 'cut', 'cancelled', 'failed']) }),
  status: (r) => ({ text: id(r), ...maybe(r, { detail: id(r) }) }),
  'text.start': (r) => ({
    ...{ textId: id(r), messageId: id(r), ...maybe(r, { name: id(r) }) },
    lane: pick(r, ['answer', 'reasoning', 'refusal', 'commentary']),
    role: pick(r, ['assistant', 'user', 'system', 'tool']),
  }),
  'text.delta': (r) => ({ textId: id(r), mode: growth(r), text: id(r) }),
  'text.end': (r) => ({
    textId: id(r),
    ...maybe(r, { text: id(r) }),
    ...maybe(r, { proof: id(r) }),
  }),
  'tool.start': (r) => ({ toolId: id(r), runBy: 'agent', ...maybe(r, { messageId: id(r) }) }),
  'tool.args': (r) => ({ toolId: id(r), mode: growth(r), text: '{"a":1}' }),
  'tool.input': (r) => ({ toolId: id(r), input: { a: 1 }, ok: r() < 0.5 }),
  'tool.output': (r) => ({
    ...{ toolId: id(r), output: pick<unknown>(r, ['x', 1, [1], null]), mode: growth(r) },
    ...{ partial: r() < 0.5, ...maybe(r, { text: '1' }) },
  }),
  'tool.end': (r) => ({
    toolId: id(r),
    status: pick(r, ['ok', 'failed', 'denied', 'handed-over']),
  }),
  'step.start': (r) => ({ stepId: id(r), sort: 'step', ...maybe(r, { parent: id(r) }) }),
  'step.end': (r) => ({ stepId: id(r), status: pick(r, ['ok', 'failed', 'paused', 'cancelled']) }),
  reset: (r) => ({ what: pick(r, ['step', 'message', 'run']), ...maybe(r, { id: id(r) }) }),
  progress: (r) => ({
    progressId: id(r),
    ...maybe(r, { percentage: pick(r, [0, 50, 100, -1, 101, NaN]) }),
    ...maybe(r, { outcome: pick(r, ['ok', 'failed', 'cancelled'] as const) }),
  }),
  'checkpoint.open': (r) => ({ checkpointId: id(r), ask: 'approve', canEdit: false, reply }),
  'checkpoint.close': (r) => ({ checkpointId: id(r), outcome: pick(r, ['approved', 'expired']) }),
  state: (r) => ({
    mode: pick(r, ['set', 'patch', 'merge']),
    value: pick<unknown>(r, [{ a: 1 }, [{ op: 'add', path: '/b', value: 1 }], null, 'x']),
  }),
  artifact: (r) => ({
    artifactId: id(r),
    mode: growth(r),
    last: r() < 0.5,
    parts: [{ text: 'x' }],
  }),
  source: (r) => ({ sourceId: id(r) }),
  history: (r) => ({
    mode: pick(r, ['merge', 'replace', 'before']),
    messages: Array.from({ length: Math.floor(r() * 4) }, () => ({
      role: pick(r, ['assistant', 'user', 'system', 'tool']),
      content: id(r),
    })),
  }),
  usage: (r) => ({ of: 'run', mode: pick(r, ['set', 'add']), ...maybe(r, { input: 1 }) }),
  trouble: (r) => ({ fatal: r() < 0.5, sort: pick(r, ['error', 'parse']), text: id(r) }),
  alive: () => ({ from: 'ping' }),
  custom: (r) => ({ name: id(r), data: id(r), known: r() < 0.5 }),
};

const kinds = Object.keys(makers) as [StreamEventType, ...StreamEventType[]];

function randomBody(random: Random, type = pick(random, kinds)): StreamEventBody {
  return { type, ...makers[type](random) } as StreamEventBody;
}

function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(freezeDeep);
  return value;
}

/** States of every sort: none, running, ended in each way, with a past. */
function randomState(random: Random): SessionState {
  let state = initialState;
  for (let seq = 1; seq <= Math.floor(random() * 30); seq += 1) {
    if (random() < 0.1)
      state = enterRun(state, newRun({ id: `run-${seq}`, at: noon, text: id(random) }));
    state = reduce(state, stamped(randomBody(random), seq));
  }
  return state;
}

describe('reduce', () => {
  for (const type of kinds) {
    it(`takes ${type} in every state, changing nothing that it was given`, () => {
      for (let seed = 1; seed <= 150; seed += 1) {
        const random = seededRandom(seed);
        const state = freezeDeep(randomState(random));
        const event = freezeDeep(stamped(randomBody(random, type), 1_000));
        const next = reduce(state, event);
        expect(reduce(state, event), `seed ${seed}`).to.deep.equal(next);
        expectSound(next, `seed ${seed}`);
      }
    });
  }

  it('holds what is true of every state over long random sequences', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seededRandom(seed);
      let state: SessionState = initialState;
      for (let seq = 1; seq <= 300; seq += 1) {
        if (random() < 0.03)
          state = enterRun(state, newRun({ id: `run-${seq}`, at: noon, text: 'a' }));
        const before = state;
        state = reduce(state, stamped(randomBody(random), seq));
        expectMonotonous(before.run, state.run, `seed ${seed}, event ${seq}`);
      }
      expectSound(state, `seed ${seed}`);
    }
  });
});

function expectSound(state: SessionState, seed: string): void {
  const runs = runsOf(state);
  expect(new Set(runs.map((run) => run.id)).size, seed).to.equal(runs.length);
  for (const run of runs) {
    for (const list of [run.messages, run.steps, run.operations, run.checkpoints, run.artifacts]) {
      expect(new Set(list.map((item) => item.id)).size, seed).to.equal(list.length);
    }
    for (const { percentage = 0 } of run.operations) expect(percentage, seed).to.be.within(0, 100);
    const bounded = [run.steps, run.operations, run.troubles, run.customs];
    for (const list of bounded) expect(list.length, seed).to.be.at.most(100);
    if (run.status === 'running') continue;
    expect(run, seed).to.not.have.property('statusLine');
    const parts = run.messages.flatMap((message) => message.parts);
    const open = parts.filter((part) => part.type === 'text' && part.open);
    expect([open, run.messages.filter(({ status }) => status === 'open')], seed).to.deep.equal([
      [],
      [],
    ]);
    const busy = [...parts, ...run.steps].filter(
      (item) => 'status' in item && item.status === 'running',
    );
    expect(run.status === 'paused' ? [] : busy, seed).to.deep.equal([]);
  }
}

/** Within one run: an end is final, and no bar goes back that has not ended or been taken back. */
function expectMonotonous(before: Run | undefined, after: Run | undefined, seed: string): void {
  if (!before || !after || before.id !== after.id) return;
  if (before.status !== 'running') expect(after.status, seed).to.equal(before.status);
  for (const { id: operation, outcome, percentage = 0 } of before.operations) {
    const now = after.operations.find((item) => item.id === operation);
    if (now && outcome === undefined) expect(now.percentage ?? 0, seed).to.be.at.least(percentage);
  }
}
