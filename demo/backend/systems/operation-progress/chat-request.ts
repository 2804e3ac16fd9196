import { isRecord } from '../../answers.js';

/** The body of `POST /api/agent/chat`, checked. */
export interface ChatRequest {
  readonly message: string;
  readonly stream: boolean;
  /** Names the run for resuming and cancelling. From the body, or else from the query. */
  readonly sessionId?: string;
}

/** Checks a request. Returns words for the client when something is wrong. */
export function readChatRequest(body: unknown, query: URLSearchParams): ChatRequest | string {
  if (!isRecord(body)) return 'body: Expected an object';
  const { message, stream } = body;
  if (message === undefined || message === null) return 'message: Field required';
  if (typeof message !== 'string') return 'message: Expected a string';
  if (message.trim() === '') return 'message: Expected some text';
  if (typeof (stream ?? true) !== 'boolean') return 'stream: Expected true or false';
  const sessionId = body['session_id'] ?? query.get('session_id') ?? '';
  if (!(typeof sessionId === 'string' && /^[A-Za-z0-9_-]*$/.test(sessionId))) {
    return 'session_id: Expected letters, digits, _ and -';
  }
  return { message, stream: stream !== false, ...(sessionId !== '' && { sessionId }) };
}

/** The body of `POST /api/agent/cancel`, checked. */
export interface CancelRequest {
  readonly operation: string;
  readonly sessionId: string;
}

/** Checks a body. Returns words for the client when something is wrong. */
export function readCancelRequest(body: unknown): CancelRequest | string {
  if (!isRecord(body)) return 'body: Expected an object';
  const { operation, session_id: sessionId } = body;
  for (const [field, value] of Object.entries({ operation, session_id: sessionId })) {
    if (value === undefined || value === null) return `${field}: Field required`;
    if (typeof value !== 'string' || value === '') return `${field}: Expected some text`;
  }
  return { operation: String(operation), sessionId: String(sessionId) };
}
