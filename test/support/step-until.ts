import type { SteppedPace } from '../../demo/backend/index.js';
import { settle } from './backend-client.js';

/** Ends one pause after the other until the condition holds. */
export async function stepUntil(pace: SteppedPace, isReached: () => boolean): Promise<void> {
  for (;;) {
    await settle();
    if (isReached()) return;
    pace.step();
  }
}
