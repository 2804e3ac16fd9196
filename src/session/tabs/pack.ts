import { ConnectionError, type ConnectionStatus } from '../../connection/index.js';
import type { SessionNotice } from '../notice.js';
import { findRun } from '../selectors.js';
import type { SessionState } from '../state.js';
import type { Packed } from './tab-message.js';

/** A state, or some of it, so that it can cross to another tab: as JSON could hold it. */
export function pack(state: Partial<SessionState>): Packed {
  const { connection, shared } = state;
  const error = errorIn(connection);
  return {
    ...state,
    ...(error && { connection: { ...connection, error: plain(error) } }),
    ...(shared && { shared: [...shared] }),
  };
}

/** What `pack` has packed. */
export function unpack(packed: Packed): Partial<SessionState> {
  const state = packed as Partial<SessionState>;
  const error = errorIn(state.connection);
  const revived = error && new ConnectionError(error.kind, error.message, error);
  return {
    ...state,
    ...(revived && { connection: { ...state.connection, error: revived } as ConnectionStatus }),
    ...(state.shared && { shared: new Map(state.shared) }),
  };
}

/** An error that is cloned would keep its message alone. */
function plain(error: ConnectionError): object {
  const { kind, message, status, retryAfter, body, contentType, url } = error;
  return { kind, message, status, retryAfter, body, contentType, url };
}

function errorIn(connection: ConnectionStatus | undefined): ConnectionError | undefined {
  return connection && 'error' in connection ? connection.error : undefined;
}

/** A notice so that it can cross: the run of which it tells is there already. */
export function packNotice(notice: SessionNotice): Record<string, unknown> {
  return 'run' in notice ? { ...notice, run: notice.run?.id } : { ...notice };
}

/** What `packNotice` has packed; nothing when it tells of a run that is not known. */
export function unpackNotice(
  told: Readonly<Record<string, unknown>>,
  state: SessionState,
): SessionNotice | undefined {
  const { run: id, ...rest } = told;
  const run = typeof id === 'string' ? findRun(state, id) : undefined;
  if (id !== undefined && !run) return undefined;
  return { ...rest, ...(run && { run }) } as unknown as SessionNotice;
}
