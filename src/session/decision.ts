import { parseJson, type CheckpointOutcome } from '../events/index.js';

/** What can be said about a decision beside the choice. */
export interface DecisionDetails {
  readonly feedback?: string;
  /** Arguments to use instead, where the checkpoint allows it. */
  readonly edits?: unknown;
}

/**
 * What has become of a decision that the server has taken: by the server's word, `{"status": …}`, if
 * it gave one, else what the person chose.
 */
export function outcomeOf(choice: string, json = ''): CheckpointOutcome {
  const parsed = parseJson(json);
  const said = parsed.ok ? statusIn(parsed.value) : undefined;
  return said ?? byChoice.get(choice) ?? 'answered';
}

const byChoice: ReadonlyMap<string, CheckpointOutcome> = new Map([
  ['approve', 'approved'],
  ['reject', 'rejected'],
]);

function statusIn(answer: unknown): CheckpointOutcome | undefined {
  if (typeof answer !== 'object' || answer === null || !('status' in answer)) return undefined;
  return [...byChoice.values()].find((outcome) => outcome === answer.status);
}
