import type { Checkpoint } from '../../session/index.js';
import { formatElapsed } from '../duration.js';

/** Whether the server takes no answer any more. */
export function isExpired({ expires = Infinity }: Checkpoint, now = Date.now()): boolean {
  return expires <= now;
}

/** How long there is still to answer, for a person; undefined where nothing presses. */
export function timeLeft({ expires }: Checkpoint, now = Date.now()): string | undefined {
  return expires === undefined ? undefined : formatElapsed(expires - now);
}

/** What is said aloud once half of the time is over; nothing before. */
export function halfTime({ expires, openedAt }: Checkpoint, now = Date.now()): string {
  if (expires === undefined || now < (openedAt + expires) / 2) return '';
  // It must stay the same: what changes is said again.
  return `Half of the time to answer is over. ${formatElapsed((expires - openedAt) / 2)} are left.`;
}
