import type { Trouble } from '../events/index.js';
import { appendBounded } from './immutable.js';
import type { Run, RunTrouble } from './state.js';
import { unstamped } from './unstamped.js';

/** Most troubles that a run keeps; the oldest go first. */
const MOST_TROUBLES = 100;

/** Adds trouble to a run. A message that could not be read is counted, too. */
export function addTrouble(run: Run, trouble: Trouble, at: number): Run {
  const noted: RunTrouble = { ...unstamped({ ...trouble, seq: 0, at }), at };
  const troubles = appendBounded(run.troubles, noted, MOST_TROUBLES);
  return { ...run, troubles, unreadable: run.unreadable + (trouble.sort === 'parse' ? 1 : 0) };
}
