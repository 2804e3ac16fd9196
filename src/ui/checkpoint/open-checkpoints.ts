import type { Checkpoint, SessionState } from '../../session/index.js';

const none: readonly Checkpoint[] = [];
const found = new WeakMap<readonly Checkpoint[], readonly Checkpoint[]>();

/** The checkpoints that wait for a person, in the order they came. The same list as long as they do. */
export function openCheckpoints({ run }: SessionState): readonly Checkpoint[] {
  if (!run || run.checkpoints.length === 0) return none;
  const known = found.get(run.checkpoints);
  if (known) return known;
  const open = run.checkpoints.filter(({ decision }) => decision.phase === 'open');
  found.set(run.checkpoints, open);
  return open;
}
