import type { MessageCue } from '../../wire.js';
import type { PlannerRun } from './planner-sessions.js';

/** What a client must hear that knows nothing of the run: its start, where it is, what is open. */
export function toSnapshot({ run, checkpoints }: PlannerRun): readonly MessageCue[] {
  const last = (event: string) => run.sent.findLast((cue) => cue.event === event);
  const iteration = last('iteration_started');
  const progress = last('iteration_progress');
  const isCurrent =
    iteration && progress && run.sent.indexOf(progress) > run.sent.indexOf(iteration);
  const shown = new Set([
    last('planning_started'),
    iteration,
    isCurrent ? progress : undefined,
    ...toOpenCheckpoints({ run, checkpoints }),
  ]);
  return run.sent.filter((cue) => shown.has(cue));
}

/** The checkpoints that wait for a decision, as they were announced. */
export function toOpenCheckpoints({
  run,
  checkpoints,
}: Pick<PlannerRun, 'run' | 'checkpoints'>): readonly MessageCue[] {
  // The nth announcement is that of the nth checkpoint, whether it says its number or not.
  return run.sent
    .filter(({ event }) => event === 'checkpoint_reached')
    .filter((_, index) => checkpoints.isOpen(index + 1));
}
