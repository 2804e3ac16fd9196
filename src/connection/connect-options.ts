import type { HeadersSource } from './attempt-headers.js';
import type { Clock } from './clock.js';
import type { ConnectionStatus } from './connection-status.js';
import type { StreamRequest } from './http-request.js';
import type { Limits } from './limits.js';
import type { ReadMessages } from './message-stream.js';
import type { NetworkWatch } from './network-watch.js';
import type { PageWatch } from './page-watch.js';
import type { RetryBell } from './retry-bell.js';
import type { RetryPolicy } from './retry-policy.js';
import type { SseMessage } from './sse-message.js';

/** What a connection is made with, beside its request. */
export interface ConnectOptions {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Aborting it closes everything at once; the connection then throws `aborted`. */
  readonly signal: AbortSignal;
  /** Headers of the page. A function is called for every attempt, and once more after a 401. */
  readonly headers?: HeadersSource | undefined;
  /** Tries in a row before it gives up (GET 10, POST 3). */
  readonly maxRetries?: number | undefined;
  /**
   * A POST may be sent again, with the same `Idempotency-Key`, as long as no message has come (false).
   */
  readonly idempotent?: boolean | undefined;
  /** Milliseconds without a byte that count as a stall; 0 for never (learned from the heartbeat). */
  readonly idleTimeout?: number | undefined;
  /** The request that goes on after the id (`''` if there is none), or `undefined` if none can. */
  readonly resume?: ((lastEventId: string) => StreamRequest | undefined) | undefined;
  /**
   * What the end of the body means: `finish` – the answer is whole; `reopen` – a feed was cut, and
   * goes on until the consumer stops reading. A POST that cannot be resumed always finishes.
   */
  readonly whenEnded: 'finish' | 'reopen';
  /** Where to go on from the start (`''`). */
  readonly lastEventId?: string | undefined;
  /** What has come already, elsewhere: the server is asked to go on after it. */
  readonly seen?: readonly SseMessage[] | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /**
   * By the letter of the standard (false): an unfinished block at the end is dropped, JSON is no answer,
   * and every status but 200 is final. The bounds hold all the same.
   */
  readonly strict?: boolean | undefined;
  /** Told at every change. The last one is `closed`, `paused` or `interrupted`. */
  readonly onStatus?: ((status: ConnectionStatus) => void) | undefined;
  readonly clock?: Clock | undefined;
  /** In place of our own decoder. */
  readonly readMessages?: ReadMessages | undefined;
  /** Default: the platform's online and offline events. */
  readonly network?: NetworkWatch | undefined;
  /** Default: the document's visibility and life cycle, where there is one. */
  readonly page?: PageWatch | undefined;
  /** Cuts a wait short. With it a connection whose tries are used up is paused until it rings; without, it fails. */
  readonly bell?: RetryBell | undefined;
  readonly retryPolicy?: RetryPolicy | undefined;
}
