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
