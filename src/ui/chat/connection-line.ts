import type { ConnectionStatus } from '../../session/index.js';

/** What a person should know about the connection; nothing when all is well. */
export function connectionLine(status: ConnectionStatus, now: number): string | undefined {
  switch (status.phase) {
    case 'reconnecting': {
      const seconds = Math.max(0, Math.ceil((status.at - now) / 1_000));
      const again = seconds === 0 ? 'Trying again…' : `Trying again in ${seconds} s…`;
      return status.error?.kind === 'status'
        ? `The server asks to wait (${status.error.status}). ${again}`
        : `Connection lost. ${again}`;
    }
    case 'stalled':
      return 'Nothing has come for a while. Still listening…';
    case 'offline':
      return 'You are offline.';
    case 'paused':
      return 'The connection is paused.';
    case 'idle':
    case 'connecting':
    case 'live':
    case 'interrupted':
    case 'closed':
      return undefined;
    default:
      return status satisfies never;
  }
}
