import { abortError, onAbort, throwIfAborted } from './abort.js';
import type { AttemptReason, HeadersSource } from './attempt-headers.js';
import { Attempt } from './attempt.js';
import { systemClock, type Clock } from './clock.js';
import { closeAtOnce } from './close-at-once.js';
import { ConnectionError } from './connection-error.js';
import type { ConnectionStatus } from './connection-status.js';
import { Continuity } from './continuity.js';
import { isLoopback, type StreamRequest } from './http-request.js';
import { createIdempotencyKey } from './idempotency-key.js';
import type { Limits } from './limits.js';
import type { ReadMessages } from './message-stream.js';
import { systemNetwork, type NetworkWatch } from './network-watch.js';
import {
  countAttempts,
  decideRetry,
  defaultRetryPolicy,
  type RetryPolicy,
} from './retry-policy.js';
import { waitToRetry } from './retry-wait.js';
import type { StreamItem } from './stream-item.js';
import { Watchdog } from './watchdog.js';

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
  readonly retryPolicy?: RetryPolicy | undefined;
}

/**
 * A connection that is tried again, resumed and watched, as one sequence of items. Nothing is sent
 * before the first item is asked for, nothing is read before the next one is, and there is never
 * more than one request or stream at a time.
 *
 * It returns at a clean end, or when `return()` is called, which takes effect at once.
 *
 * @throws ConnectionError on a failure that is not tried again (any more), and `aborted` for the signal.
 */
export function connect(
  request: StreamRequest,
  options: ConnectOptions,
): AsyncGenerator<StreamItem, void, void> {
  const connection = new Connection(request, options);
  return closeAtOnce(connection.run(), () => connection.close());
}

class Connection {
  readonly #options: ConnectOptions;
  readonly #clock: Clock;
  readonly #policy: RetryPolicy;
  readonly #watchdog: Watchdog;
  readonly #continuity = new Continuity();
  /** Ends whatever is under way, for the owner's signal and for `return()`. */
  readonly #closer = new AbortController();
  #request: StreamRequest;
  #reason: AttemptReason = 'open';
  /** Tries since the last good connection. */
  #attempts = 0;
  #lastEventId: string;
  #retryTime: number | undefined;
  #isResuming: boolean;
  #hasAnswered = false;
  #hasReceived = false;
  /** The headers function was asked again after a 401, and no answer has come since. */
  #hasRefreshed = false;
  #isClosed = false;
  #isOver = false;

  constructor(request: StreamRequest, options: ConnectOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#policy = options.retryPolicy ?? defaultRetryPolicy;
    this.#watchdog = new Watchdog({ clock: this.#clock, idleTimeout: options.idleTimeout });
    this.#lastEventId = options.lastEventId ?? '';
    this.#isResuming = request.method === 'GET' && this.#lastEventId !== '';
    this.#request =
      options.idempotent && request.method === 'POST' ? withIdempotencyKey(request) : request;
  }

  async *run(): AsyncGenerator<StreamItem, void, void> {
    const { signal } = this.#options;
    const unlink = onAbort(signal, () => this.#abort(abortError(signal)));
    try {
      throwIfAborted(this.#closer.signal);
      // A person's POST is tried at once, whatever the device believes of its network.
      if (this.#request.method === 'GET') await this.#wait(0, undefined);
      for (;;) {
        const attempt = this.#createAttempt();
        let cause: ConnectionError | 'end' = 'end';
        try {
          yield* attempt.items();
        } catch (error) {
          if (!(error instanceof ConnectionError)) throw error;
          cause = error;
        }
        this.#learn(attempt);
        if (cause === 'end' && this.#isFinished(attempt)) return;
        await this.#recover(cause);
      }
    } catch (error) {
      // After `return()` the pending `next()` ends quietly: nobody waits for what it was doing.
      if (!this.#isClosed) throw error;
    } finally {
      unlink();
      this.close();
    }
  }

  /** Final and quiet. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#abort();
  }

  /** No request, timer or status after this. */
  #abort(reason?: ConnectionError): void {
    this.#end({ phase: 'closed' });
    this.#watchdog.stop();
    this.#closer.abort(reason);
  }

  #createAttempt(): Attempt {
    const { fetch, headers, limits, readMessages, strict } = this.#options;
    return new Attempt({
      request: this.#request,
      reason: this.#reason,
      lastEventId: this.#request.method === 'GET' ? this.#lastEventId : '',
      resumed: this.#isResuming,
      number: this.#attempts,
      endsWhenStalled: () => this.#watchdog.isManual || this.#canGoOn(),
      signal: this.#closer.signal,
      clock: this.#clock,
      watchdog: this.#watchdog,
      continuity: this.#continuity,
      // A server with ids sends what was unfinished again, so it must not be delivered as well.
      leftover: this.#options.whenEnded === 'reopen' ? 'without-id' : 'any',
      strict,
      fetch,
      headers,
      limits,
      readMessages,
      onStatus: (status) => this.#report(status),
    });
  }

  /** An answer of JSON has no stream that could go on. */
  #isFinished(attempt: Attempt): boolean {
    return this.#options.whenEnded === 'finish' || !attempt.hasAnswered || !this.#canGoOn();
  }

  /** Without sending a POST again. */
  #canGoOn(): boolean {
    return this.#request.method === 'GET' || this.#resumption() !== undefined;
  }

  #resumption(): StreamRequest | undefined {
    return this.#options.resume?.(this.#lastEventId);
  }

  #learn(attempt: Attempt): void {
    const advanced = attempt.lastEventId !== this.#lastEventId;
    const outcome = { attempt: this.#attempts, openFor: attempt.openFor, advanced };
    this.#attempts = countAttempts(outcome, this.#policy);
    this.#lastEventId = attempt.lastEventId;
    this.#retryTime = attempt.retryTime ?? this.#retryTime;
    this.#hasReceived ||= attempt.hasReceived;
    if (!attempt.hasAnswered) return;
    this.#hasAnswered = true;
    this.#hasRefreshed = false;
  }

  /** Waits until the next attempt may begin, or throws what cannot be recovered from. */
  async #recover(cause: ConnectionError | 'end'): Promise<void> {
    throwIfAborted(this.#closer.signal);
    const resumption = this.#hasAnswered ? this.#resumption() : undefined;
    const decision = decideRetry(
      {
        method: this.#request.method,
        cause,
        attempt: this.#attempts,
        random: this.#clock.random(),
        strict: this.#options.strict === true,
        idempotent: this.#options.idempotent === true,
        answered: this.#hasAnswered,
        received: this.#hasReceived,
        canResume: resumption !== undefined,
        canRefresh: typeof this.#options.headers === 'function' && !this.#hasRefreshed,
        retryTime: this.#retryTime,
        maxRetries: this.#options.maxRetries,
      },
      this.#policy,
    );
    switch (decision.kind) {
      case 'refresh':
        this.#hasRefreshed = true;
        this.#reason = 'unauthorized';
        return;
      case 'retry':
        if (decision.resume && resumption) this.#request = resumption;
        this.#isResuming =
          decision.resume || (this.#request.method === 'GET' && this.#lastEventId !== '');
        this.#reason = this.#isResuming ? 'resume' : 'retry';
        this.#attempts += 1;
        await this.#wait(decision.delay, cause === 'end' ? undefined : cause);
        return;
      case 'pause':
      case 'fail':
        throw this.#fail(decision.kind, cause);
    }
  }

  async #wait(delay: number, error: ConnectionError | undefined): Promise<void> {
    const network = this.#options.network ?? systemNetwork;
    const retryAfter = Math.min(error?.retryAfter ?? 0, this.#policy.maxRetryAfter);
    const wasOffline = await waitToRetry({
      delay,
      earliest: this.#clock.now() + retryAfter,
      spread: this.#policy.firstDelay,
      attempt: this.#attempts,
      error,
      clock: this.#clock,
      network: isLoopback(this.#request.url) ? undefined : network,
      signal: this.#closer.signal,
      onStatus: (status) => this.#report(status),
    });
    // Tries made while there was no network say nothing of the server.
    if (wasOffline) this.#attempts = Math.min(this.#attempts, 1);
  }

  #fail(kind: 'pause' | 'fail', cause: ConnectionError | 'end'): ConnectionError {
    const error =
      cause === 'end'
        ? new ConnectionError('cut', 'Expected the stream to go on, got its end')
        : cause;
    if (kind === 'pause') this.#end({ phase: 'paused', error });
    else if (this.#hasAnswered && error.kind !== 'no-content')
      this.#end({ phase: 'interrupted', error });
    return error;
  }

  #report(status: ConnectionStatus): void {
    if (!this.#isOver) this.#options.onStatus?.(status);
  }

  #end(status: ConnectionStatus): void {
    this.#report(status);
    this.#isOver = true;
  }
}

function withIdempotencyKey(request: StreamRequest): StreamRequest {
  // First, so that a key of the dialect's own stands.
  return { ...request, headers: { 'idempotency-key': createIdempotencyKey(), ...request.headers } };
}
