import { abortError, onAbort, throwIfAborted } from './abort.js';
import { resolveHeaders, type AttemptReason, type HeadersSource } from './attempt-headers.js';
import type { Clock } from './clock.js';
import { ConnectionError } from './connection-error.js';
import type { ConnectionStatus } from './connection-status.js';
import type { GapWatch } from './gap-watch.js';
import type { StreamRequest } from './http-request.js';
import type { Limits } from './limits.js';
import type { LeftoverPolicy } from './message-decoder.js';
import type { OpenedEventStream } from './message-stream.js';
import type { NetworkWatch } from './network-watch.js';
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
  /** Whether another attempt loses nothing. Asked when one is wanted; absent where none can follow. */
  readonly mayReopen: (() => boolean) | undefined;
  /** `undefined` for a server that is there without a network. */
  readonly network: NetworkWatch | undefined;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly watchdog: Watchdog;
  readonly gaps: GapWatch;
  readonly leftover: LeftoverPolicy;
  readonly fetch: typeof fetch | undefined;
  readonly headers: HeadersSource | undefined;
  readonly limits: Partial<Limits> | undefined;
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
  #lastEventId: string;
  /** What is shown is not "live", though the stream is open. */
  #isDoubtful = false;
  #isOffline: boolean;
  /** When the last byte came. */
  #heardAt = 0;
  #wasLeft = false;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.#lastEventId = options.lastEventId;
    this.#isOffline = options.network?.online === false;
  }

  /** The server has answered with a stream. */
  get hasAnswered(): boolean {
    return this.#stream !== undefined;
  }

  /** At least one message was delivered. */
  get hasReceived(): boolean {
    return this.#hasReceived;
  }

  /** It was ended from this side, to be made anew: no failure of the server's. */
  get wasLeft(): boolean {
    return this.#wasLeft;
  }

  /** After it nothing was delivered; what was read and not delivered is asked for again. */
  get lastEventId(): string {
    return this.#lastEventId;
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
    const { gaps, lastEventId, mayReopen, network, onStatus, resumed, signal, watchdog } =
      this.#options;
    const unlink = onAbort(signal, () => this.#controller.abort(abortError(signal)));
    const unwatch = network?.subscribe(() => this.#heedNetwork());
    const wake = (): void => this.leave('idle', 'Expected time to pass, it has jumped');
    watchdog.restart((since) => this.#stall(since), mayReopen && wake);
    try {
      onStatus({ phase: 'connecting', attempt: this.#options.number });
      const opened = await this.#open();
      this.#openedAt = this.#heardAt = this.#options.clock.now();
      if (opened.kind === 'stream') this.#stream = opened;
      onStatus({ phase: 'live', resumed });
      yield { type: 'opened', status: opened.status, headers: opened.headers, resumed };
      throwIfAborted(this.#controller.signal);
      if (resumed && gaps.resumed(lastEventId, opened.headers)) yield { type: 'gap' };
      throwIfAborted(this.#controller.signal);
      if (opened.kind === 'json') yield { type: 'json', text: opened.text };
      else yield* this.#deliver(opened);
    } finally {
      unlink();
      unwatch?.();
      watchdog.stop();
      this.#stream?.close();
    }
  }

  /** Ends it, where another attempt loses nothing. What may still live but cannot be resumed is kept. */
  leave(kind: 'cut' | 'idle', why: string): void {
    if (!this.#options.mayReopen?.()) return;
    this.#wasLeft = true;
    this.#controller.abort(new ConnectionError(kind, why));
  }

  async #open(): Promise<OpenedStream> {
    const { clock, lastEventId, leftover, limits, reason, request, watchdog } = this.#options;
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
      {
        clock,
        fetch: send,
        lastEventId,
        leftover,
        limits,
        onComment: (text) => this.#hear(text),
        signal,
      },
    );
  }

  async *#deliver(stream: OpenedEventStream): AsyncGenerator<StreamItem, void, void> {
    const { gaps, watchdog } = this.#options;
    watchdog.wait();
    for await (const messages of stream.batches) {
      watchdog.rest();
      this.#heardAt = this.#options.clock.now();
      this.#revive();
      if (messages.length === 1 && HEARTBEAT.test(messages[0]?.event ?? '')) watchdog.beat();
      while (this.#comments.length > 0) {
        yield { type: 'comment', text: this.#comments.shift() ?? '' };
        throwIfAborted(this.#controller.signal);
      }
      if (gaps.isBefore(messages)) yield { type: 'gap' };
      throwIfAborted(this.#controller.signal);
      this.#lastEventId = stream.lastEventId;
      if (messages.length > 0) {
        this.#hasReceived = true;
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
      this.#isDoubtful = true;
      onStatus({ phase: 'stalled', since });
    }
    if (!hasAnswered || endsWhenStalled()) {
      const what = hasAnswered ? 'a sign of life' : 'an answer';
      const silence = `Expected ${what} from the server, got none for ${clock.now() - since} ms`;
      this.#controller.abort(new ConnectionError('idle', silence));
    }
  }

  /** A stream may outlive an outage. Nobody knows before the next byte. */
  #heedNetwork(): void {
    const { network, onStatus } = this.#options;
    const isOffline = network?.online === false;
    if (isOffline === this.#isOffline) return;
    this.#isOffline = isOffline;
    if (isOffline && this.hasAnswered) {
      this.#isDoubtful = true;
      onStatus({ phase: 'offline', open: true });
    } else if (this.#isDoubtful) {
      onStatus({ phase: 'stalled', since: this.#heardAt });
      this.leave('cut', 'Expected the network to stay, it was away');
    }
  }

  #revive(): void {
    if (!this.#isDoubtful) return;
    this.#isDoubtful = false;
    this.#options.onStatus({ phase: 'live', resumed: this.#options.resumed });
  }
}

/** Names under which servers send heartbeats that are messages. They come alone. */
const HEARTBEAT = /^(ping|heartbeat|keep-?alive)$/i;

/** Comments told of one piece of the body: a flood of them must not wake the page for each. */
const MOST_COMMENTS = 16;
