import { abortError, onAbort, throwIfAborted } from './abort.js';
import { closeAtOnce } from './close-at-once.js';
import { ConnectionError } from './connection-error.js';
import type { Limits } from './limits.js';
import {
  createMessageDecoder,
  type LeftoverPolicy,
  type MessageDecoder,
} from './message-decoder.js';
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

/** An answer that is an event stream, and how it is to be read. */
export interface MessageSource {
  readonly response: Response;
  readonly limits: Limits;
  readonly leftover: LeftoverPolicy;
  /** The id in force before the first byte. */
  readonly lastEventId: string;
  readonly onComment: ((text: string) => void) | undefined;
  /** Of this stream alone. Aborting it ends the stream with an error. */
  readonly signal: AbortSignal;
  /** Called when the stream is over for whatever reason, maybe more than once. */
  readonly onClose: () => void;
  /** For the error when the stream is cut. */
  readonly url: string;
}

/** Everything between the bytes of an answer and its messages: the one seam for a decoder of the platform's. */
export type ReadMessages = (source: MessageSource) => OpenedEventStream;

/** Reads with our own decoder. */
export const readMessages: ReadMessages = (source) => new MessageStream(source);

/**
 * Reads a body only as fast as its messages are asked for, so that a slow consumer slows the server
 * down instead of filling memory.
 */
class MessageStream implements OpenedEventStream {
  readonly kind = 'stream';
  readonly #source: MessageSource;
  readonly #decoder: MessageDecoder;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Bytes that came in one chunk and are not decoded yet. */
  #rest: Uint8Array = NOTHING;
  #isTaken = false;
  #isClosed = false;

  constructor(source: MessageSource) {
    this.#source = source;
    this.#decoder = createMessageDecoder(source);
    this.#reader = source.response.body?.getReader();
    // Never undone: the signal is the stream's own and goes with it.
    onAbort(source.signal, () => this.#release());
  }

  get status(): number {
    return this.#source.response.status;
  }

  get headers(): Headers {
    return this.#source.response.headers;
  }

  get lastEventId(): string {
    return this.#decoder.lastEventId;
  }

  get retryTime(): number | undefined {
    return this.#decoder.retryTime;
  }

  get messages(): AsyncIterable<SseMessage> {
    const isOpen = () => !this.#isClosed && !this.#source.signal.aborted;
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
    const { signal } = this.#source;
    const decoder = this.#decoder;
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
    const piece = this.#rest.subarray(0, pieceLength(this.#source.limits));
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
    const { signal, url } = this.#source;
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
    this.#source.onClose();
  }
}

const NOTHING = new Uint8Array(0);

// A body that cannot be cancelled, because it is already broken, has nothing left to report.
function ignore(): void {}

const SHORTEST_MESSAGE = 'data\n\n'.length;
const LONGEST_PIECE = 65_536;

/** A piece of so many bytes cannot hold more messages than may wait for the consumer. */
function pieceLength(limits: Limits): number {
  const bound = (limits.queuedMessages - 1) * SHORTEST_MESSAGE;
  return Math.max(1, Math.min(LONGEST_PIECE, bound));
}
