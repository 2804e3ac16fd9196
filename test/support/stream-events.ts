import type { StreamEvent, StreamEventBody } from '../../src/events/index.js';
import { initialState, reduce, type Run, type SessionState } from '../../src/session/index.js';

/** When the first stream event of a test comes. */
export const noon = Date.UTC(2026, 10, 21, 12);

/** A stream event as a session stamps it, one millisecond after the one before. */
export function stamped(body: StreamEventBody, seq = 1): StreamEvent {
  return { ...body, seq, at: noon + seq };
}

/** What is true after stream events, one after the other. */
export function reduceAll(
  bodies: readonly StreamEventBody[],
  state: SessionState = initialState,
  firstSeq = 1,
): SessionState {
  return bodies.reduce(
    (before, body, index) => reduce(before, stamped(body, firstSeq + index)),
    state,
  );
}

/** The latest run after stream events. */
export function runAfter(...bodies: readonly StreamEventBody[]): Run {
  return latestRun(reduceAll(bodies));
}

/** The latest run of a state that has one. */
export function latestRun({ run }: SessionState): Run {
  if (!run) throw new Error('Expected a run, found none');
  return run;
}

/** The one item of a list that must have one. */
export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length > 1) {
    throw new Error(`Expected one item, found ${items.length}`);
  }
  return item;
}
