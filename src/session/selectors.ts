import type { HistoryMessage, Trouble } from '../events/index.js';
import { textOf } from './run.js';
import type { Run, SessionState } from './state.js';

const lists = new WeakMap<Run, { readonly past: readonly Run[]; readonly runs: readonly Run[] }>();

/** All runs, oldest first. The same list as long as none of them has changed. */
export function runsOf({ past, run }: SessionState): readonly Run[] {
  if (!run) return past;
  const known = lists.get(run);
  if (known?.past === past) return known.runs;
  const runs = [...past, run];
  lists.set(run, { past, runs });
  return runs;
}

/** One run, wherever it is. */
export function findRun(state: SessionState, id: string): Run | undefined {
  return state.run?.id === id ? state.run : state.past.findLast((run) => run.id === id);
}

/** Whether a run goes on. */
export function isRunning(state: SessionState): boolean {
  return state.run?.status === 'running';
}

/** The last thing that went wrong for good; absent when nothing did. */
export function fatalTrouble(run: Run): Trouble | undefined {
  const found = run.troubles.findLast((trouble) => trouble.fatal);
  if (!found) return undefined;
  const { at: _, ...trouble } = found;
  return { type: 'trouble', ...trouble };
}

/**
 * The conversation as a server wants it back: what people and agents said, oldest first. A run that
 * was tried again counts once; an answer that never came is left out.
 *
 * @param retryOf - The run that is about to be tried again.
 */
export function messagesToSend(state: SessionState, retryOf?: string): readonly HistoryMessage[] {
  const runs = runsOf(state);
  const retried = new Set([...runs.map((run) => run.retryOf), retryOf]);
  return runs
    .filter((run) => !retried.has(run.id))
    .flatMap((run) => [...(run.input ? [run.input] : []), ...run.messages])
    .map((message) => ({ role: message.role, content: textOf(message) }))
    .filter(({ content }) => content !== '');
}
