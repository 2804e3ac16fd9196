import { isRecord } from '../../answers.js';

/** The body of `POST /api/checkpoint-approval`, checked. */
export interface DecisionRequest {
  readonly sessionId: string;
  /** Absent for a checkpoint that came without a number. */
  readonly checkpoint?: number;
  readonly isApproved: boolean;
  readonly feedback?: string;
  /** Only from a client that was offered it. */
  readonly given?: unknown;
  readonly answer?: unknown;
}

/** Checks a body. Returns words for the client when something is wrong. */
export function readDecisionRequest(body: unknown): DecisionRequest | string {
  if (!isRecord(body)) return 'body: Expected an object';
  const { session_id: sessionId, checkpoint, approved: isApproved, feedback } = body;
  const { arguments: given, answer } = body;
  if (sessionId === undefined) return 'session_id: Field required';
  if (typeof sessionId !== 'string') return 'session_id: Expected a string';
  const isNumbered = checkpoint !== undefined && checkpoint !== null;
  if (isNumbered && !(typeof checkpoint === 'number' && Number.isInteger(checkpoint))) {
    return 'checkpoint: Expected a whole number';
  }
  if (isApproved === undefined) return 'approved: Field required';
  if (typeof isApproved !== 'boolean') return 'approved: Expected true or false';
  if (typeof (feedback ?? '') !== 'string') return 'feedback: Expected a string';
  return {
    sessionId,
    isApproved,
    ...(typeof checkpoint === 'number' && { checkpoint }),
    ...(given !== undefined && { given }),
    ...(answer !== undefined && { answer }),
    ...(typeof feedback === 'string' && feedback.trim() !== '' && { feedback: feedback.trim() }),
  };
}
