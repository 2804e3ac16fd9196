import type { StreamEvent } from '../events/index.js';
import { changeLast } from './immutable.js';
import { addPart } from './reduce-text.js';
import type { Checkpoint, DecisionState, Run } from './state.js';
import { unstamped } from './unstamped.js';

type CheckpointEvent = StreamEvent & { readonly type: 'checkpoint.open' | 'checkpoint.close' };

/** The run asks a person, or no longer does. One that is asked again (after a reconnect, say) is one. */
export function reduceCheckpoint(run: Run, event: CheckpointEvent): Run {
  if (event.type === 'checkpoint.close') {
    const { outcome } = event;
    return decide(run, event.checkpointId, () => ({ phase: 'closed', outcome }));
  }
  const { seq, at } = event;
  const { checkpointId: id, ...asked } = unstamped(event);
  const known = run.checkpoints.some((checkpoint) => checkpoint.id === id);
  if (known) {
    const checkpoints = changeLast(
      run.checkpoints,
      (checkpoint) => checkpoint.id === id,
      (checkpoint) => ({ ...checkpoint, ...asked }),
    );
    return { ...run, checkpoints };
  }
  const checkpoint: Checkpoint = { ...asked, id, seq, openedAt: at, decision: { phase: 'open' } };
  const withPart = addPart(run, { type: 'checkpoint', id, seq }, at);
  return { ...withPart, checkpoints: [...run.checkpoints, checkpoint] };
}

/** What has become of the decision at a checkpoint; absent when there is no such checkpoint. */
export function decisionAt(run: Run, checkpointId: string): DecisionState | undefined {
  return run.checkpoints.find(({ id }) => id === checkpointId)?.decision;
}

/** How far the person's rejection of a checkpoint is; absent when none was rejected. */
export function rejectionIn(run: Run | undefined): 'pending' | 'closed' | undefined {
  const phases = run?.checkpoints.map(({ decision }) => {
    if (decision.phase === 'pending') return decision.choice === 'reject' && decision.phase;
    return decision.phase === 'closed' && decision.outcome === 'rejected' && decision.phase;
  });
  return phases?.find((phase) => phase !== false);
}

/** Changes what has become of the decision at a checkpoint. */
export function decide(
  run: Run,
  checkpointId: string,
  change: (decision: DecisionState) => DecisionState,
): Run {
  const checkpoints = changeLast(
    run.checkpoints,
    (checkpoint) => checkpoint.id === checkpointId,
    (checkpoint) => ({ ...checkpoint, decision: change(checkpoint.decision) }),
  );
  return checkpoints === run.checkpoints ? run : { ...run, checkpoints };
}
