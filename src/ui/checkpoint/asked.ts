import type { Checkpoint, Run, SessionState } from '../../session/index.js';

/** What a person is asked in the latest run. */
export interface Asked {
  /** Checkpoints that wait for an answer, in the order in which they came. */
  readonly open: readonly Checkpoint[];
  /** Whether the run was turned down before it began, so that it can be looked at again. */
  readonly isDeclined: boolean;
}

const none: Asked = { open: [], isDeclined: false };
const found = new WeakMap<Run['checkpoints'], Asked>();

/** The same value as long as the checkpoints of the latest run are the same. */
export function selectAsked({ run }: SessionState): Asked {
  if (!run || run.checkpoints.length === 0) return none;
  const known = found.get(run.checkpoints);
  if (known) return known;
  const asked = {
    open: run.checkpoints.filter(({ decision }) => decision.phase === 'open'),
    isDeclined: run.checkpoints.some(isDeclined),
  };
  found.set(run.checkpoints, asked);
  return asked;
}

function isDeclined({ decision, reply }: Checkpoint): boolean {
  return reply.send === 'begin' && decision.phase === 'closed' && decision.outcome !== 'approved';
}
