import type { CheckpointOutcome } from '../../events/index.js';
import type { Question } from '../question.js';
import { none, type Asked } from './asked.js';
import { isExpired } from './time-left.js';

const reasons: Record<CheckpointOutcome, string> = {
  approved: 'It was approved elsewhere.',
  rejected: 'It was rejected elsewhere.',
  edited: 'It was approved elsewhere, with changes.',
  answered: 'It was answered elsewhere.',
  cancelled: 'Nobody waits for your decision any more.',
  expired: 'The time to answer is over.',
  unknown: 'Nobody waits for your decision any more.',
};

/** Why a question has gone that was not answered here; nothing for one that was. */
export function farewell({ checkpoint }: Question, { checkpoints }: Asked = none): string {
  const { decision } = checkpoints.find(({ seq }) => seq === checkpoint.seq) ?? {};
  const isOver = decision?.phase === 'closed' && decision.choice === undefined;
  if (isOver) return reasons[decision.outcome];
  return decision?.phase === 'open' && isExpired(checkpoint) ? reasons.expired : '';
}
