import type { SessionState } from '../../src/session/index.js';

/** Members that differ with every cut: the connection, moments and durations. */
const passing = /^(connection|duration|at|[a-z]+At)$/;

/** What a state holds beside them, as text. */
export function lastingState(state: SessionState): string {
  return JSON.stringify(state, (key, value: unknown) => {
    if (passing.test(key)) return undefined;
    return value instanceof Map ? [...value] : value;
  });
}
