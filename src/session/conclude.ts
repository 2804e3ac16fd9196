import { ConnectionError } from '../connection/index.js';
import type { StreamEventBody, Trouble } from '../events/index.js';
import { connectionTrouble, cutTrouble, internalTrouble } from './connection-trouble.js';
import type { DriveEnd } from './drive.js';
import type { SessionNotice } from './notice.js';
import { fatalTrouble } from './selectors.js';
import type { Run } from './state.js';

/**
 * How the connection of a run has ended that nobody can go on with. Made when it is so: for an error that
 * is made while the library is imported, V8 reads the whole file a second time.
 */
export function lost(): DriveEnd {
  return {
    how: 'failed',
    error: new ConnectionError('cut', 'Expected an answer that can be taken up again'),
  };
}

/** Ends a run whose stream has closed before it was over: why, and how. */
export function endOf(end: DriveEnd, hasOpened: boolean): readonly StreamEventBody[] {
  switch (end.how) {
    case 'stopped':
      return [{ type: 'run.end', status: 'cancelled', reason: 'stopped' }];
    case 'closed':
      return [cutTrouble, { type: 'run.end', status: 'cut', reason: 'no-final-message' }];
    case 'failed': {
      const status = hasOpened ? 'cut' : 'failed';
      return [connectionTrouble(end.error), { type: 'run.end', status, reason: end.error.kind }];
    }
    case 'broken':
      return [internalTrouble, { type: 'run.end', status: 'failed', reason: 'internal' }];
    default:
      return end satisfies never;
  }
}

/** How a run is announced that is over, and whose stream has closed. */
export function endNotice(
  run: Run,
): SessionNotice & { type: 'finished' | 'failed' | 'interrupted' } {
  if (run.status === 'cut') return { type: 'interrupted', run };
  if (run.status !== 'failed') return { type: 'finished', run };
  return { type: 'failed', trouble: fatalTrouble(run) ?? unexplained(run), run };
}

function unexplained({ reason = 'failed' }: Run): Trouble {
  const text = 'The agent has failed, and did not say why.';
  return { type: 'trouble', fatal: true, sort: 'error', code: reason, text };
}
