import { isRecord } from '../../answers.js';

/** The body of `POST /message`, checked. */
export interface MessageRequest {
  readonly content: string;
  readonly conversationId?: string;
  readonly stream: boolean;
}

/**
 * Checks a body. `user_id`, `conversation_id`, `message_id` and `stream` may be left out or null,
 * but not be of another type. Returns words for the client when something is wrong.
 */
export function readMessageRequest(body: unknown): MessageRequest | string {
  if (!isRecord(body)) return 'body: Expected an object';
  const { content, conversation_id: conversationId, stream } = body;
  if (content === undefined || content === null) return 'content: Field required';
  if (typeof content !== 'string') return 'content: Expected a string';
  if (content.trim() === '') return 'content: Expected some text';
  for (const field of ['user_id', 'conversation_id', 'message_id']) {
    const value = body[field] ?? '';
    if (typeof value !== 'string') return `${field}: Expected a string`;
  }
  if (typeof (stream ?? true) !== 'boolean') return 'stream: Expected true or false';
  return {
    content,
    stream: stream !== false,
    ...(typeof conversationId === 'string' && conversationId !== '' && { conversationId }),
  };
}
