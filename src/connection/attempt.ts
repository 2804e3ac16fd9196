import { abortError, onAbort, throwIfAborted } from './abort.js';
import { resolveHeaders, type AttemptReason, type HeadersSource } from './attempt-headers.js';
import type { Clock } from './clock.js';
import { ConnectionError } from './connection-error.js';
import type { ConnectionStatus } from './connection-status.js';
import type { Continuity } from './continuity.js';
import type { StreamRequest } from './http-request.js';
import type { Limits } from './limits.js';
import type { LeftoverPolicy } from './message-decoder.js';
import type { OpenedEventStream, ReadMessages } from './message-stream.js';
import { openStream, type OpenedStream } from './open-stream.js';
import type { StreamItem } from './stream-item.js';
import type { Watchdog } from './watchdog.js';

export interface AttemptOptions {
  readonly request: StreamRequest;
  readonly reason: AttemptReason;
  /** Where to go on; `''` for the start. */
  readonly lastEventId: string;
  /** The server is asked to go on, not to begin. */
  readonly resumed: boolean;
  /** For the status. */
  readonly number: number;
  /** Whether a stall ends the attempt, or is only shown. Asked when it happens. */
  readonly endsWhenStalled: () => boolean;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly watchdog: Watchdog;
  readonly continuity: Continuity;
  readonly leftover: LeftoverPolicy;
  readonly strict: boolean | undefined;
  readonly fetch: typeof fetch | undefined;
  readonly headers: HeadersSource | undefined;
  readonly limits: Partial<Limits> | undefined;
  readonly readMessages: ReadMessages | undefined;
  readonly onStatus: (status: ConnectionStatus) => void;
}

/** One request and its answer. What it learned on the way is read from it afterwards. */
export class Attempt {
  readonly #options: AttemptOptions;
  readonly #controller = new AbortController();
  readonly #comments: string[] = [];
  #stream: OpenedEventStream | undefined;
  #openedAt: number | undefined;
  #hasReceived = false;
  #isStalled = false;

  constructor(options: AttemptOptions) {
    this.#options = options;
  }

  /** The server has answered with a stream. */
  get hasAnswered(): boolean {
    return this.#stream !== undefined;
  }

  /** At least one message was delivered. */
  get hasReceived(): boolean {
    return this.#hasReceived;
  }

  get lastEventId(): string {
    return this.#stream?.lastEventId ?? this.#options.lastEventId;
  }

  get retryTime(): number | undefined {
    return this.#stream?.retryTime;
  }

  /** Milliseconds since the answer; 0 if none came. */
  get openFor(): number {
    return this.#openedAt === undefined ? 0 : this.#options.clock.now() - this.#openedAt;
  }

  /** @throws ConnectionError for everything that goes wrong. */
  async *items(): AsyncGenerator<StreamItem, void, void> {
    const { continuity, lastEventId, onStatus, resumed, signal, watchdog } = this.#options;
    const unlink = onAbort(signal, () => this.#controller.abort(abortError(signal)));
    watchdog.restart((since) => this.#stall(since));
    try {
      onStatus({ phase: 'connecting', attempt: this.#options.number });
      const opened = await this.#open();
      this.#openedAt = this.#options.clock.now();
      if (opened.kind === 'stream') this.#stream = opened;
      onStatus({ phase: 'live', resumed });
      yield { type: 'opened', status: opened.status, headers: opened.headers, resumed };
      throwIfAborted(this.#controller.signal);
      if (opened.kind === 'json') yield { type: 'json', text: opened.text };
      else {
        if (continuity.isBrokenAt(lastEventId, opened.headers)) yield { type: 'gap' };
        yield* this.#deliver(opened);
      }
    } finally {
      unlink();
      watchdog.stop();
      this.#stream?.close();
    }
  }

  async #open(): Promise<OpenedStream> {
    const { reason, request, watchdog } = this.#options;
    const { signal } = this.#controller;
    const pageHeaders = await resolveHeaders(this.#options.headers, reason, signal);
    // A heartbeat says nothing of how long a server takes to answer; a time set by hand does.
    if (watchdog.isManual && request.accept !== 'json') watchdog.wait();
    const send: typeof fetch = async (...args) => {
      const response = await (this.#options.fetch ?? globalThis.fetch)(...args);
      watchdog.rest();
      return response;
    };
    return openStream(
      { ...request, headers: { ...request.headers, ...pageHeaders } },
      { ...this.#options, fetch: send, onComment: (text) => this.#hear(text), signal },
    );
  }

  async *#deliver(stream: OpenedEventStream): AsyncGenerator<StreamItem, void, void> {
    const { continuity, watchdog } = this.#options;
    watchdog.wait();
    for await (const messages of stream.batches) {
      watchdog.rest();
      this.#revive();
      if (messages.length === 1 && HEARTBEAT.test(messages[0]?.event ?? '')) watchdog.beat();
      while (this.#comments.length > 0) {
        yield { type: 'comment', text: this.#comments.shift() ?? '' };
        throwIfAborted(this.#controller.signal);
      }
      if (messages.length > 0) {
        this.#hasReceived = true;
        if (continuity.isBrokenBy(messages)) yield { type: 'gap' };
        yield { type: 'messages', messages };
      }
      watchdog.wait();
    }
  }

  #hear(comment: string): void {
    this.#options.watchdog.beat();
    if (this.#comments.length < MOST_COMMENTS) this.#comments.push(comment);
  }

  #stall(since: number): void {
    const { clock, endsWhenStalled, onStatus } = this.#options;
    const hasAnswered = this.hasAnswered;
    if (hasAnswered) {
      this.#isStalled = true;
      onStatus({ phase: 'stalled', since });
    }
    if (!hasAnswered || endsWhenStalled()) {
      const what = hasAnswered ? 'a sign of life' : 'an answer';
      const silence = `Expected ${what} from the server, got none for ${clock.now() - since} ms`;
      this.#controller.abort(new ConnectionError('idle', silence));
    }
  }

  #revive(): void {
    if (!this.#isStalled) return;
    this.#isStalled = false;
    this.#options.onStatus({ phase: 'live', resumed: this.#options.resumed });
  }
}

/** Names under which servers send heartbeats that are messages. They come alone. */
const HEARTBEAT = /^(ping|heartbeat|keep-?alive)$/i;

/** Comments told of one piece of the body: a flood of them must not wake the page for each. */
const MOST_COMMENTS = 16;
