import type { StreamEvent } from '../events/index.js';
import { changeLast } from './immutable.js';
import { addPart } from './reduce-text.js';
import type { Checkpoint, DecisionState, Run } from './state.js';
import { unstamped } from './unstamped.js';

type CheckpointEvent = StreamEvent & { readonly type: 'checkpoint.open' | 'checkpoint.close' };

/** The run asks a person, or no longer does. One that is asked again (after a reconnect, say) is one. */
export function reduceCheckpoint(run: Run, event: CheckpointEvent): Run {
  if (event.type === 'checkpoint.close') {
    return decide(run, event.checkpointId, (before) => closed(before, event));
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

/** The server tells of what was decided: here, if that was sent or is known already, or elsewhere. */
function closed(
  before: DecisionState,
  { at, outcome }: CheckpointEvent & { readonly type: 'checkpoint.close' },
): DecisionState {
  if (before.phase === 'open' || before.choice === undefined) return { phase: 'closed', outcome };
  const { choice, outcome: known = outcome } = before;
  const isMore = outcome === 'approved' && /edited|answered/.test(known);
  return {
    ...{ phase: 'closed', choice, at: before.phase === 'closed' ? (before.at ?? at) : at },
    outcome: isMore ? known : outcome,
  };
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
