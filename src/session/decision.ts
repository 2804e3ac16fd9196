import type { Decision } from '../dialects/dialect.js';
import { parseJson, type CheckpointOutcome } from '../events/index.js';

/** What can be said about a decision beside the choice. */
export interface DecisionDetails {
  readonly feedback?: string;
  /** Arguments to use instead, where the checkpoint allows it. */
  readonly edits?: unknown;
  /** The same as JSON text, where digits matter that a value would lose. */
  readonly editsText?: string;
  /** What was filled in, where the checkpoint has a schema. */
  readonly answer?: unknown;
  /** The same as JSON text. */
  readonly answerText?: string;
  /** Of what was shown: `sha-256=:`, base64, `:`. It goes along as the header `Checkpoint-Digest`. */
  readonly digest?: string;
}

/**
 * What has become of a decision that the server has taken: by the server's word, `{"status": …}`, if
 * it gave one, else what the person chose.
 */
export function outcomeOf(decision: Decision, json = ''): CheckpointOutcome {
  const parsed = parseJson(json);
  const said = parsed.ok ? statusIn(parsed.value) : undefined;
  const outcome = said ?? byChoice.get(decision.choice) ?? 'answered';
  return outcome === 'approved' ? (outcomeBeyond(decision) ?? outcome) : outcome;
}

/** What an approval comes to that says more than yes. */
export function outcomeBeyond({
  answer,
  edits,
}: DecisionDetails): 'edited' | 'answered' | undefined {
  if (answer !== undefined) return 'answered';
  return edits === undefined ? undefined : 'edited';
}

const byChoice: ReadonlyMap<string, CheckpointOutcome> = new Map([
  ['approve', 'approved'],
  ['reject', 'rejected'],
]);

function statusIn(answer: unknown): CheckpointOutcome | undefined {
  if (typeof answer !== 'object' || answer === null || !('status' in answer)) return undefined;
  return [...byChoice.values()].find((outcome) => outcome === answer.status);
}
