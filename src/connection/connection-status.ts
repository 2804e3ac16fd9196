import type { ConnectionError } from './connection-error.js';

/**
 * What is true of a connection now, for a person to see. `attempt` counts the tries since the
 * last good connection: 0 is the first request, 1 the first try after it.
 */
export type ConnectionStatus =
  /** Nothing was asked of it yet. */
  | { readonly phase: 'idle' }
  /** A request is on its way. */
  | { readonly phase: 'connecting'; readonly attempt: number }
  /** The server answers. `resumed`: it was asked to go on where the last connection broke off. */
  | { readonly phase: 'live'; readonly resumed: boolean }
  /** Open, but nothing has come since `since` (ms since the epoch), longer than the watchdog allows. */
  | { readonly phase: 'stalled'; readonly since: number }
  /** Broken; the next try is at `at` (ms since the epoch). */
  | {
      readonly phase: 'reconnecting';
      readonly attempt: number;
      readonly at: number;
      readonly error?: ConnectionError;
    }
  /**
   * The device has no network; nothing is tried until it has. `open`: the stream was not seen to break,
   * and may go on.
   */
  | { readonly phase: 'offline'; readonly open?: true }
  /** All tries are used up. A person decides whether to go on; the return of the network is good for one try. */
  | { readonly phase: 'paused'; readonly error?: ConnectionError }
  /** It was live, broke, and is not tried again by itself. What came is kept. */
  | { readonly phase: 'interrupted'; readonly error?: ConnectionError }
  /** Over: ended, closed, or failed before it was ever live. */
  | { readonly phase: 'closed' };
