import { abortError, onAbort, throwIfAborted } from './abort.js';
import { closeAtOnce } from './close-at-once.js';
import { ConnectionError } from './connection-error.js';
import type { MessageDecoder } from './message-decoder.js';
import { oneByOne } from './one-by-one.js';
import type { SseMessage } from './sse-message.js';

/** A response that is an event stream. */
export interface OpenedEventStream {
  readonly kind: 'stream';
  readonly status: number;
  readonly headers: Headers;
  /** One message at a time. Either this or `batches`, iterated once. Fails as `batches` does. */
  readonly messages: AsyncIterable<SseMessage>;
  /**
   * What one piece of the body held: the cheap way to read many messages. Empty when it completed
   * none, which is still a sign of life. Ends at the end of the body; fails with a `ConnectionError`
   * `cut`, `limit`, `aborted` or the one the signal was aborted with.
   */
  readonly batches: AsyncIterable<readonly SseMessage[]>;
  /** The id to go on from: that of the last whole block read so far. */
  readonly lastEventId: string;
  /** The server's `retry` in milliseconds, clamped to 0.5–30 s. */
  readonly retryTime: number | undefined;
  /** Lets go of the connection; what is being iterated ends without an error. Safe to call twice. */
  close(): void;
}

export interface MessageStreamOptions {
  readonly response: Response;
  readonly decoder: MessageDecoder;
  /** Bytes decoded at once, at most: bounds the messages that wait for the consumer. */
  readonly pieceLength: number;
  /** Of this stream alone. Aborting it ends the stream with an error. */
  readonly signal: AbortSignal;
  /** Called when the stream is over for whatever reason, maybe more than once. */
  readonly onClose: () => void;
  /** For the error when the stream is cut. */
  readonly url: string;
}

/**
 * Reads a body only as fast as its messages are asked for, so that a slow consumer slows the server
 * down instead of filling memory.
 */
export class MessageStream implements OpenedEventStream {
  readonly kind = 'stream';
  readonly #options: MessageStreamOptions;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Bytes that came in one chunk and are not decoded yet. */
  #rest: Uint8Array = NOTHING;
  #isTaken = false;
  #isClosed = false;

  constructor(options: MessageStreamOptions) {
    this.#options = options;
    this.#reader = options.response.body?.getReader();
    // Never undone: the signal is the stream's own and goes with it.
    onAbort(options.signal, () => this.#release());
  }

  get status(): number {
    return this.#options.response.status;
  }

  get headers(): Headers {
    return this.#options.response.headers;
  }

  get lastEventId(): string {
    return this.#options.decoder.lastEventId;
  }

  get retryTime(): number | undefined {
    return this.#options.decoder.retryTime;
  }

  get messages(): AsyncIterable<SseMessage> {
    const isOpen = () => !this.#isClosed && !this.#options.signal.aborted;
    return { [Symbol.asyncIterator]: () => oneByOne(this.#iterate(), isOpen) };
  }

  get batches(): AsyncIterable<readonly SseMessage[]> {
    return { [Symbol.asyncIterator]: () => this.#iterate() };
  }

  close(): void {
    this.#isClosed = true;
    this.#release();
  }

  #iterate(): AsyncGenerator<readonly SseMessage[], void, void> {
    if (this.#isTaken) {
      throw new TypeError(
        'Expected one consumer of a stream, got a second; iterate once and share',
      );
    }
    this.#isTaken = true;
    return closeAtOnce(this.#readBatches(), () => this.close());
  }

  async *#readBatches(): AsyncGenerator<readonly SseMessage[], void, void> {
    const { decoder, signal } = this.#options;
    try {
      for (;;) {
        const piece = this.#nextPiece() ?? (await this.#read());
        if (this.#isClosed) return;
        throwIfAborted(signal);
        const batch = piece ? decoder.decode(piece) : decoder.end();
        if (piece || batch.length > 0) yield batch;
        if (this.#isClosed) return;
        throwIfAborted(signal);
        if (decoder.error) throw decoder.error;
        if (!piece) return;
      }
    } finally {
      this.#release();
    }
  }

  /** The next piece of what has already come. */
  #nextPiece(): Uint8Array | undefined {
    if (this.#rest.byteLength === 0) return undefined;
    const piece = this.#rest.subarray(0, this.#options.pieceLength);
    this.#rest = this.#rest.subarray(piece.byteLength);
    return piece;
  }

  /** The next piece from the network; `undefined` at its end. */
  async #read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const result = await this.#readChunk();
      if (result === undefined || result.done) return undefined;
      this.#rest = result.value;
      const piece = this.#nextPiece();
      // An empty chunk is not a sign of life.
      if (piece) return piece;
    }
  }

  async #readChunk(): Promise<ReadableStreamReadResult<Uint8Array> | undefined> {
    const { signal, url } = this.#options;
    try {
      return await this.#reader?.read();
    } catch (cause) {
      if (signal.aborted) throw abortError(signal);
      throw new ConnectionError(
        'cut',
        'Expected the stream to end, got a broken connection',
        { url },
        { cause },
      );
    }
  }

  #release(): void {
    this.#rest = NOTHING;
    // Resolves a pending read at once, and tells the server to stop. After the end it does nothing.
    this.#reader?.cancel().catch(ignore);
    this.#options.onClose();
  }
}

const NOTHING = new Uint8Array(0);

// A body that cannot be cancelled, because it is already broken, has nothing left to report.
function ignore(): void {}
