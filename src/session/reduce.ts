import type { RunStart, StateChange, StreamEvent } from '../events/index.js';
import { changeLast } from './immutable.js';
import { applyPatch } from './json-patch.js';
import { reduceHistory } from './reduce-history.js';
import { reduceRun } from './reduce-run.js';
import { newRun } from './run.js';
import type { Run, SessionState } from './state.js';

/**
 * What is true after a stream event. Pure and total: no clock, no chance, no I/O, and every event is
 * taken in every state. Slices that an event does not touch keep their identity.
 */
export function reduce(state: SessionState, event: StreamEvent): SessionState {
  switch (event.type) {
    case 'run.start':
      return startRun(state, event);
    case 'history':
      return reduceHistory(state, event);
    case 'state':
      return changeShared(state, event);
    case 'alive':
      return state;
    default: {
      const run = state.run ?? implicitRun(event);
      const next = reduceRun(run, event);
      return next === state.run ? state : { ...state, run: next };
    }
  }
}

/** Puts a run in place of the latest one, which becomes part of the past unless it is the same. */
export function enterRun(state: SessionState, run: Run): SessionState {
  const { notice: _, run: latest, ...rest } = state;
  const isOther = latest !== undefined && latest.id !== run.id;
  return { ...rest, past: isOther ? [...state.past, latest] : state.past, run };
}

/** Changes one run, wherever it is. The same state when nothing changes. */
export function changeRun(
  state: SessionState,
  id: string,
  change: (run: Run) => Run,
): SessionState {
  if (state.run?.id === id) {
    const run = change(state.run);
    return run === state.run ? state : { ...state, run };
  }
  const past = changeLast(state.past, (run) => run.id === id, change);
  return past === state.past ? state : { ...state, past };
}

/** Events outside a run open one: nothing received is lost. */
function implicitRun({ seq, at }: StreamEvent): Run {
  return newRun({ id: `implicit-${seq}`, at });
}

function startRun(state: SessionState, event: RunStart & StreamEvent): SessionState {
  const { runId, model, sessionId } = event;
  const begun = state.run ?? implicitRun(event);
  const run: Run = {
    ...begun,
    ...(runId === undefined ? {} : { wireId: runId }),
    ...(model === undefined ? {} : { model }),
  };
  return { ...state, run, ...(sessionId ? { sessionId } : {}) };
}

function changeShared(state: SessionState, event: StateChange & StreamEvent): SessionState {
  const key = event.key ?? '';
  const before = state.shared.get(key);
  if (event.mode === 'patch') {
    const patched = applyPatch(before, event.value);
    if (patched.ok) return { ...state, shared: new Map(state.shared).set(key, patched.value) };
    const { seq, at } = event;
    const text = `The state change could not be applied. ${patched.error}`;
    return reduce(state, {
      type: 'trouble',
      fatal: false,
      sort: 'parse',
      code: 'patch',
      text,
      seq,
      at,
    });
  }
  const merges = event.mode === 'merge' && isRecord(before) && isRecord(event.value);
  const value = merges ? { ...before, ...event.value } : event.value;
  return { ...state, shared: new Map(state.shared).set(key, value) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
