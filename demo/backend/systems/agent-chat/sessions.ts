import type { ChatMessage } from './chat-request.js';

/** One conversation as the server remembers it. */
export interface Session {
  readonly id: string;
  /** The token that opened it; no other may use it. */
  readonly owner: string;
  /** Grows with every turn. */
  readonly history: ChatMessage[];
  readonly todos: Todo[];
}

export interface Todo {
  readonly todo_id: string;
  readonly item: string;
  readonly start_time: string;
}

export interface Sessions {
  /** A new session. What the client says went before is taken over. */
  open(owner: string, before: readonly ChatMessage[]): Session;
  /** The owner's session of this id; undefined when there is none or it is another's. */
  find(owner: string, id: string): Session | undefined;
}

/** A store without sessions. */
export function createSessions(createId: () => string): Sessions {
  const sessions = new Map<string, Session>();
  return {
    open(owner, before) {
      const session = { id: createId(), owner, history: [...before], todos: [] };
      sessions.set(session.id, session);
      return session;
    },
    find(owner, id) {
      const session = sessions.get(id);
      return session?.owner === owner ? session : undefined;
    },
  };
}
