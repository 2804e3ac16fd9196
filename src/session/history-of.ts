import { toHistoryMessage } from '../dialects/history-message.js';
import type { History } from '../events/index.js';

/** The record that a page has given. Throws when it is none. */
export function historyOf(messages: readonly unknown[], mode: History['mode']): History {
  return { type: 'history', mode, messages: messages.map(checked) };
}

function checked(entry: unknown): History['messages'][number] {
  const message = toHistoryMessage(entry);
  if (message) return message;
  throw new TypeError(`Expected a message with role and content, got ${JSON.stringify(entry)}`);
}
