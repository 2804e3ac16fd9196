import { RetryBell, type ConnectionStatus } from '../connection/index.js';
import type { Run } from './state.js';

/** The run whose stream is open. */
export class Live {
  readonly id: string;
  readonly abort = new AbortController();
  /** Rings when a person wants a try now. */
  readonly bell = new RetryBell();
  /** Whether the server has begun to answer. */
  hasOpened = false;
  /** How it has ended: who waits for it is told, whatever has been forgotten since. */
  run: Run | undefined;

  constructor(id: string) {
    this.id = id;
  }
}

/** Whether a connection was there, and is to be opened again. */
export function isLost(connection: ConnectionStatus): boolean {
  if (connection.phase === 'connecting') return connection.attempt > 0;
  if (connection.phase === 'offline') return !connection.open;
  return connection.phase === 'reconnecting' || connection.phase === 'paused';
}
