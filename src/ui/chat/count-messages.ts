import type { Run, SessionState } from '../../session/index.js';

/** Of earlier runs, by their list: with each token it is the same one. */
const earlierCounts = new WeakMap<readonly Run[], number>();

/** How many messages a conversation has. */
export function countMessages(state: SessionState | undefined): number {
  if (!state) return 0;
  const { past, run } = state;
  const earlier = earlierCounts.get(past) ?? past.reduce((sum, one) => sum + countIn(one), 0);
  earlierCounts.set(past, earlier);
  return earlier + (run ? countIn(run) : 0);
}

function countIn({ input, messages }: Run): number {
  return messages.length + (input ? 1 : 0);
}

/** How far a conversation had come when its reader left the end. */
export interface Mark {
  readonly id: string;
  readonly count: number;
}

export function markOf({ past, run = past.at(-1) }: SessionState): Mark | undefined {
  return run && { id: run.id, count: countIn(run) };
}

/** How many messages have come since, below: older ones come above. */
export function countSince({ past, run }: SessionState, mark: Mark | undefined): number {
  let count = 0;
  const isMarked = (one: Run): boolean => {
    count += countIn(one) - (one.id === mark?.id ? mark.count : 0);
    return one.id === mark?.id;
  };
  const isFound = (run && isMarked(run)) || past.findLast(isMarked) !== undefined;
  return isFound || !mark ? count : 0;
}
