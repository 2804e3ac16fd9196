import type { HistoryMessage, Role } from '../events/index.js';
import { memberOf } from './wire-data.js';

const ROLES: ReadonlySet<unknown> = new Set<Role>(['assistant', 'user', 'system', 'tool']);

/** One message of a conversation, as servers write them; undefined for anything else. */
export function toHistoryMessage(entry: unknown): HistoryMessage | undefined {
  const [role, content, id, name] = ['role', 'content', 'id', 'name'].map((key) =>
    memberOf(entry, key),
  );
  if (!ROLES.has(role) || typeof content !== 'string') return undefined;
  return {
    role: role as Role,
    content,
    ...(typeof id === 'string' && { id }),
    ...(typeof name === 'string' && { name }),
  };
}
