import { abortError, onAbort, throwIfAborted } from './abort.js';
import type { AttemptReason } from './attempt-headers.js';
import { Attempt } from './attempt.js';
import { systemClock, type Clock } from './clock.js';
import { closeAtOnce } from './close-at-once.js';
import type { ConnectOptions } from './connect-options.js';
import { ConnectionError } from './connection-error.js';
import type { ConnectionStatus } from './connection-status.js';
import { Continuity } from './continuity.js';
import { isLoopback, type StreamRequest } from './http-request.js';
import { systemNetwork, type NetworkWatch } from './network-watch.js';
import { systemPage, type PageWatch } from './page-watch.js';
import { randomId } from './random-id.js';
import {
  countAttempts,
  decideRetry,
  defaultRetryPolicy,
  type RetryPolicy,
} from './retry-policy.js';
import { waitForReturn, waitToRetry, type Waiting } from './retry-wait.js';
import type { StreamItem } from './stream-item.js';
import { Watchdog } from './watchdog.js';

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
  readonly #page: PageWatch;
  readonly #watchdog: Watchdog;
  readonly #continuity = new Continuity();
  /** Ends whatever is under way, for the owner's signal and for `return()`. */
  readonly #closer = new AbortController();
  #attempt: Attempt | undefined;
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
    this.#page = options.page ?? systemPage;
    this.#watchdog = new Watchdog({
      clock: this.#clock,
      idleTimeout: options.idleTimeout,
      page: this.#page,
    });
    const { seen = [], lastEventId = seen.at(-1)?.id ?? '' } = options;
    this.#lastEventId = lastEventId;
    this.#continuity.isBrokenBy(seen);
    this.#isResuming = request.method === 'GET' && lastEventId !== '';
    if (this.#isResuming) this.#reason = 'resume';
    this.#request =
      options.idempotent && request.method === 'POST' ? withIdempotencyKey(request) : request;
  }

  async *run(): AsyncGenerator<StreamItem, void, void> {
    const { signal } = this.#options;
    const unlink = onAbort(signal, () => this.#abort(abortError(signal)));
    // For as long as it lives: what is not heard of a page's life cannot be asked for later.
    const unwatch = this.#page.subscribe(() => {
      if (this.#page.state === 'frozen') this.#attempt?.leave('cut', 'Expected the page to stay');
    });
    try {
      throwIfAborted(this.#closer.signal);
      // A person's POST is tried at once, whatever the device believes of its network.
      if (this.#request.method === 'GET') await this.#wait(0, undefined);
      for (;;) {
        const attempt = this.#createAttempt();
        this.#attempt = attempt;
        let cause: ConnectionError | 'end' = 'end';
        try {
          yield* attempt.items();
        } catch (error) {
          if (!(error instanceof ConnectionError)) throw error;
          cause = error;
        }
        this.#attempt = undefined;
        this.#learn(attempt);
        if (cause === 'end' && this.#isFinished(attempt)) return;
        await this.#recover(cause, attempt);
      }
    } catch (error) {
      // After `return()` the pending `next()` ends quietly: nobody waits for what it was doing.
      if (!this.#isClosed) throw error;
    } finally {
      unlink();
      unwatch();
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
      mayReopen:
        this.#request.method === 'GET' || this.#options.resume
          ? () => this.#mayReopen()
          : undefined,
      network: this.#network,
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

  /** A server that has begun to answer must know where to go on, and the POST must not be sent again. */
  #mayReopen(): boolean {
    if (this.#options.maxRetries === 0) return false;
    if (!this.#attempt?.hasAnswered) return this.#request.method === 'GET';
    return this.#attempt.lastEventId !== '' && this.#canGoOn();
  }

  /** Without sending a POST again. */
  #canGoOn(): boolean {
    return this.#request.method === 'GET' || this.#resumption() !== undefined;
  }

  #resumption(): StreamRequest | undefined {
    return this.#options.resume?.(this.#lastEventId);
  }

  get #network(): NetworkWatch | undefined {
    if (isLoopback(this.#request.url)) return undefined;
    return this.#options.network ?? systemNetwork;
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
  async #recover(cause: ConnectionError | 'end', attempt: Attempt): Promise<void> {
    throwIfAborted(this.#closer.signal);
    // An attempt that was left says nothing of the server.
    if (attempt.wasLeft) this.#attempts = 0;
    const resumption = this.#hasAnswered ? this.#resumption() : undefined;
    const decision = decideRetry(
      {
        method: this.#request.method,
        cause,
        attempt: this.#attempts,
        random: this.#clock.random(),
        strict: this.#options.strict === true,
        // One device that wakes is no server that restarts.
        quietFor: attempt.wasLeft ? undefined : attempt.quietFor,
        idempotent: this.#options.idempotent === true,
        answered: this.#hasAnswered,
        received: this.#hasReceived,
        canResume: resumption !== undefined,
        canRefresh: typeof this.#options.headers === 'function' && !this.#hasRefreshed,
        retryTime: attempt.wasLeft ? undefined : this.#retryTime,
        maxRetries: this.#options.maxRetries,
      },
      this.#policy,
    );
    const error = cause === 'end' ? undefined : cause;
    switch (decision.kind) {
      case 'refresh':
        this.#hasRefreshed = true;
        this.#reason = 'unauthorized';
        return;
      case 'pause':
        if (!this.#options.bell) throw this.#fail('pause', cause);
        this.#goOnBy(decision.resume ? resumption : undefined);
        this.#report({ phase: 'paused', ...(error && { error }) });
        // A return is good for one try, a person for as many as at first.
        if (await waitForReturn(this.#waiting())) this.#attempts = 1;
        return;
      case 'retry':
        this.#goOnBy(decision.resume ? resumption : undefined);
        this.#attempts += 1;
        await this.#wait(decision.delay, error);
        return;
      case 'fail':
        throw this.#fail('fail', cause);
    }
  }

  #goOnBy(resumption: StreamRequest | undefined): void {
    if (resumption) this.#request = resumption;
    this.#isResuming =
      resumption !== undefined || (this.#request.method === 'GET' && this.#lastEventId !== '');
    this.#reason = this.#isResuming ? 'resume' : 'retry';
  }

  #waiting(): Waiting {
    return {
      clock: this.#clock,
      network: this.#network,
      page: this.#page,
      bell: this.#options.bell,
      signal: this.#closer.signal,
    };
  }

  async #wait(delay: number, error: ConnectionError | undefined): Promise<void> {
    const retryAfter = Math.min(error?.retryAfter ?? 0, this.#policy.maxRetryAfter);
    const wasHeld = await waitToRetry({
      ...this.#waiting(),
      delay,
      earliest: this.#clock.now() + retryAfter,
      spread: this.#policy.firstDelay,
      attempt: this.#attempts,
      error,
      onStatus: (status) => this.#report(status),
    });
    // Tries made before that say nothing of the server.
    if (wasHeld) this.#attempts = Math.min(this.#attempts, 1);
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

/** @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
function withIdempotencyKey(request: StreamRequest): StreamRequest {
  // First, so that a key of the dialect's own stands.
  return { ...request, headers: { 'idempotency-key': randomId(), ...request.headers } };
}
