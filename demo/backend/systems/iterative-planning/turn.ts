import { type Cue, type MessageCue, comment, message } from '../../wire.js';
import type { Checkpoints, Settlement, Verdict } from './checkpoints.js';
import type { PlanRequest } from './plan-request.js';

/** What a planner knows of the run that it works on. */
export interface Turn extends PlanRequest {
  readonly checkpoints: Checkpoints;
  /** Goals of the session's earlier runs, oldest first. */
  readonly earlier: readonly string[];
}

/** Data of `checkpoint_reached`, but for the numbers that the planner gives. */
export interface CheckpointNews {
  readonly iteration: number;
  readonly summary: string;
  readonly frameworks: readonly string[];
  readonly dataPoints: number;
}

/** How a run goes on after its checkpoints: with all feedback that was given, or not at all. */
export type Outcome =
  | ({ readonly isApproved: true } & Omit<Verdict, 'isApproved'>)
  | {
      readonly isApproved: false;
      readonly checkpoint: number;
      readonly why: Exclude<Settlement, Verdict> | 'rejected';
      readonly feedback?: string;
    };

type Part<T> = AsyncGenerator<Cue, T, undefined>;

export function started(turn: Turn, iterations: number, interval: number): MessageCue {
  const { goal } = turn;
  return message('planning_started', {
    goal,
    max_iterations: iterations,
    checkpoint_interval: interval,
  });
}

export function iteration(number: number, of: number): MessageCue {
  return message('iteration_started', { iteration: number, max_iterations: of });
}

/** Figures of the iteration, whatever they are. */
export function metrics(number: number, figures: Readonly<Record<string, unknown>>): MessageCue {
  return message('iteration_progress', { iteration: number, ...figures });
}

export function failed(text: string): MessageCue {
  return message('error', { message: text });
}

export function complete(): MessageCue {
  return message('complete', {});
}

/** Opens a checkpoint, says so, and returns its number. */
export async function* reach(turn: Turn, news: CheckpointNews): Part<number> {
  const number = turn.checkpoints.open(news.iteration);
  yield message('checkpoint_reached', {
    iteration: news.iteration,
    checkpoint_number: number,
    summary: news.summary,
    frameworks_so_far: news.frameworks,
    data_points_so_far: news.dataPoints,
  });
  return number;
}

/** Waits until all the checkpoints are approved, in whatever order, or one is not. */
export async function* waitForApproval(
  turn: Turn,
  numbers: readonly number[],
  toApproval = (number: number): MessageCue =>
    message('checkpoint_approved', { checkpoint: number }),
): Part<Outcome> {
  const open = new Set(numbers);
  const feedback: string[] = [];
  let more: Pick<Verdict, 'given' | 'answer'> = {};
  yield comment(waiting);
  while (open.size > 0) {
    const settlements = [...open].map(
      async (number) => [number, await turn.checkpoints.settled(number)] as const,
    );
    const [number, settlement] = await Promise.race(settlements);
    open.delete(number);
    if (typeof settlement === 'string') {
      return { isApproved: false, checkpoint: number, why: settlement };
    }
    const said = settlement.feedback !== undefined && { feedback: settlement.feedback };
    if (!settlement.isApproved) {
      return { isApproved: false, checkpoint: number, why: 'rejected', ...said };
    }
    if (said) feedback.push(said.feedback);
    const { given, answer } = settlement;
    more = { ...(given !== undefined && { given }), ...(answer !== undefined && { answer }) };
    yield toApproval(number);
  }
  return {
    isApproved: true,
    ...more,
    ...(feedback.length > 0 && { feedback: feedback.join('; ') }),
  };
}

/** The comment of a planner that waits for a person. */
export const waiting = 'waiting for approval';

/** Why the planner goes no further, in words. */
export function toReason(outcome: Outcome & { readonly isApproved: false }): string {
  const { checkpoint, why, feedback } = outcome;
  if (why === 'expired') return `Checkpoint ${checkpoint} expired: no decision within an hour`;
  if (why === 'withdrawn') return `Checkpoint ${checkpoint} was withdrawn`;
  const remark = feedback === undefined ? '' : `: ${feedback}`;
  return `Plan rejected at checkpoint ${checkpoint}${remark}`;
}
