import type { Quota } from './data.js';

/** Something went wrong. `parse`: a message could not be read; `raw` keeps it. */
export interface Trouble {
  readonly type: 'trouble';
  /** Whether the run is over because of it. */
  readonly fatal: boolean;
  readonly sort: 'error' | 'rate-limit' | 'quota' | 'blocked' | 'parse';
  /** Machine-readable, from the server or ours (`http-404`, `cut`, `content-type`, …). */
  readonly code?: string;
  readonly text: string;
  /** HTTP status, when it came with one. */
  readonly status?: number;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number;
  /** Id of the tool, step or agent it is about. */
  readonly about?: string;
  readonly quota?: Quota;
  /** What came, as text, when it could not be read. */
  readonly raw?: string;
}

/** The server is there, with nothing to say. */
export interface Alive {
  readonly type: 'alive';
  readonly from: 'comment' | 'ping' | 'done-marker';
}

/** Anything a page may want that has no kind of its own, and everything unknown. */
export interface Custom {
  readonly type: 'custom';
  readonly name: string;
  readonly data: unknown;
  /** Whether the dialect knows the message. */
  readonly known: boolean;
}
