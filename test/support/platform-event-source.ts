import { createParser } from 'eventsource-parser';
import {
  ConnectionError,
  type OpenedEventStream,
  type ReadMessages,
  type SseMessage,
} from '../../src/connection/index.js';

/**
 * A decoder as browsers may have one some day, as far as we can tell: it reads on its own, and
 * tells of each message by an event of its name, in a task of its own.
 *
 * @see https://github.com/whatwg/html/pull/12272
 */
class PlatformEventSource extends EventTarget {
  static fromReadableStream(stream: ReadableStream<Uint8Array>): PlatformEventSource {
    return new PlatformEventSource(stream.getReader());
  }

  lastEventId = '';
  reconnectionTime = 3_000;
  #isClosed = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #parser = createParser({
    onId: (id) => void (this.lastEventId = id),
    onRetry: (time) => void (this.reconnectionTime = time),
    onEvent: ({ event = 'message', data }) => {
      this.#tell(new MessageEvent(event, { data, lastEventId: this.lastEventId }));
    },
  });

  private constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    super();
    this.#reader = reader;
    void this.#read();
  }

  close(): void {
    this.#isClosed = true;
    this.#reader.cancel().catch(() => {});
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (done) break;
        this.#parser.feed(decoder.decode(value, { stream: true }));
      }
    } catch {
      // Whether it has ended or was cut, the page is told the same.
    }
    this.#tell(new Event('error'));
  }

  #tell(event: Event): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      if (!this.#isClosed) this.dispatchEvent(event);
    };
    port2.postMessage(undefined);
  }
}

/** Puts the platform's decoder in the place of ours. It can only be asked for messages whose names are known. */
export function readByPlatform(names: readonly string[]): ReadMessages {
  return ({ lastEventId, onClose, response, signal, url }) => {
    const waiting: SseMessage[] = [];
    let change: () => void = () => {};
    let end: 'open' | 'ended' | 'closed' | ConnectionError = 'open';
    const finish = (how: typeof end): void => {
      if (end === 'open') end = how;
      change();
    };
    // The platform does not say whether a stream was cut, so it is looked at on the way.
    const [seen, read] = (response.body ?? new ReadableStream<Uint8Array>()).tee();
    let isCut = false;
    seen.pipeTo(new WritableStream()).catch(() => void (isCut = true));
    const source = PlatformEventSource.fromReadableStream(read);
    for (const name of names) {
      source.addEventListener(name, (event) => {
        const { data, lastEventId: id } = event as MessageEvent<string>;
        waiting.push({ id: id === '' ? lastEventId : id, event: name, data });
        change();
      });
    }
    source.addEventListener('error', () => {
      finish(isCut ? new ConnectionError('cut', 'Expected the end, got a cut', { url }) : 'ended');
    });
    const close = (): void => {
      source.close();
      onClose();
      finish('closed');
    };
    signal.addEventListener('abort', close);

    async function* readBatches(): AsyncGenerator<readonly SseMessage[], void, void> {
      try {
        for (;;) {
          if (waiting.length > 0) yield waiting.splice(0);
          else if (end === 'open') await new Promise<void>((resolve) => (change = resolve));
          else break;
        }
        if (end instanceof ConnectionError) throw end;
        if (signal.aborted && signal.reason instanceof ConnectionError) throw signal.reason;
      } finally {
        close();
      }
    }
    const batches = readBatches();
    const stream: OpenedEventStream = {
      kind: 'stream',
      status: response.status,
      headers: response.headers,
      batches,
      messages: { [Symbol.asyncIterator]: () => flatten(batches) },
      close,
      get lastEventId() {
        return source.lastEventId === '' ? lastEventId : source.lastEventId;
      },
      get retryTime() {
        return source.reconnectionTime;
      },
    };
    return stream;
  };
}

async function* flatten<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T, void, void> {
  for await (const batch of batches) yield* batch;
}
