import {
  initialState,
  reduce,
  type ConnectionStatus,
  type Session,
  type SessionState,
} from '../../src/session/index.js';
import type { StreamEventBody } from '../../src/events/index.js';

/** A session that is only a state, for phases that come at no time of their own. */
export interface StateSession {
  /** For the `session` property of an element. */
  readonly session: Session;
  /** What the person has asked the session for, in order. */
  readonly calls: readonly string[];
  /** Takes a stream event, as the reducer does. */
  take(body: StreamEventBody, at?: number): void;
  /** Puts a phase of the connection in place. */
  show(connection: ConnectionStatus): void;
}

export function createStateSession(): StateSession {
  let state = initialState;
  let seq = 0;
  const calls: string[] = [];
  const listeners = new Set<(notice: { readonly type: 'changed' }) => void>();
  const change = (next: SessionState): void => {
    state = next;
    for (const listener of [...listeners]) listener({ type: 'changed' });
  };
  const session = {
    get state() {
      return state;
    },
    subscribe(listener: (notice: { readonly type: 'changed' }) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    host: () => '',
    reconnect: () => void calls.push('reconnect'),
    retry: () => void calls.push('retry'),
  };
  return {
    session: session as unknown as Session,
    calls,
    take(body, at = Date.now()) {
      seq += 1;
      change(reduce(state, { ...body, seq, at }));
    },
    show: (connection) => change({ ...state, connection }),
  };
}
