import { isRecord, refuse } from '../../answers.js';

/** One message of a conversation as it goes over the wire. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: string;
}

/** The body of a chat request, checked. */
export interface ChatRequest {
  /** At least one; the last one is the person's. */
  readonly messages: readonly ChatMessage[];
  /** What the person wrote last. */
  readonly prompt: string;
  readonly sessionId?: string;
  readonly stream: boolean;
}

const limits = { messages: 50, characters: 10_000 };

/** Checks a body. Returns the refusal (413 or 422) when something is wrong. */
export function readChatRequest(body: unknown): ChatRequest | Response {
  if (!isRecord(body)) return refuse(422, 'body: Expected an object');
  const { messages, session_id: sessionId, stream } = body;
  if (!Array.isArray(messages)) return refuse(422, 'messages: Expected an array');
  if (messages.length > limits.messages) {
    return refuse(422, `messages: At most ${limits.messages}, got ${messages.length}`);
  }
  if (!messages.every(isChatMessage)) {
    return refuse(422, 'messages: Expected objects with role and content');
  }
  const last = messages.at(-1);
  if (last?.role !== 'user') return refuse(422, 'messages: The last one must be of role user');
  if (last.content.trim() === '') return refuse(422, 'messages: The last one is empty');
  for (const { content } of messages) {
    const { length } = [...content];
    if (length > limits.characters) {
      return refuse(413, `Message too long: ${length} characters, at most ${limits.characters}`);
    }
  }
  if (!isSessionId(sessionId)) return refuse(422, 'session_id: Expected letters, digits, _ and -');
  if (typeof (stream ?? true) !== 'boolean') return refuse(422, 'stream: Expected true or false');
  return {
    messages,
    prompt: last.content,
    stream: stream !== false,
    ...(typeof sessionId === 'string' && { sessionId }),
  };
}

function isChatMessage(value: unknown): value is ChatMessage {
  if (!isRecord(value) || typeof value['content'] !== 'string') return false;
  return ['user', 'assistant', 'system'].includes(String(value['role']));
}

function isSessionId(value: unknown): value is string | null | undefined {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
}
