import type { SseMessage } from '../connection/index.js';
import type { Requests } from './requests.js';
import type { Store } from './store.js';

/** What a session that is shown in several tabs needs of its base. */
export interface Inside {
  readonly store: Store;
  readonly requests: Requests;
  /**
   * Goes on with the run in the state, which another tab has begun, after the messages that have come of
   * it. Where that cannot be, the run ends as interrupted.
   */
  takeUp(seen: readonly SseMessage[] | undefined): void;
  /** Lets go of the connection, and leaves the run as it is to another tab. */
  letGo(): void;
  /** Asks what a person has still to approve. */
  offer(): void;
}
