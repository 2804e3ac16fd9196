import { type EventSourceMessage, createParser } from 'eventsource-parser';
import { type Pair, toPair } from './backend-client.js';

/** A stream that is read step by step. */
export interface LiveStream {
  /** What has come so far, as text. */
  readonly text: string;
  readonly messages: readonly EventSourceMessage[];
  readonly pairs: readonly Pair[];
  /** The id of the last message that had one. */
  readonly lastEventId: string | undefined;
  /** Reads one chunk: `true`, or `false` at an orderly end. Throws when the connection was cut. */
  read(): Promise<boolean>;
  /** Reads until the text contains these words. Throws when the stream ends before. */
  readUntil(words: string): Promise<void>;
  /** Reads to the end; tells how the stream ended. */
  readAll(): Promise<'ended' | 'cut'>;
  leave(): Promise<void>;
}

/** Reads a response's stream by hand. */
export function readLive(response: Response): LiveStream {
  if (!response.body) throw new Error(`Expected a stream, got ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => messages.push(event) });
  let text = '';
  const read = async () => {
    const { done, value = '' } = await reader.read();
    text += value;
    parser.feed(value);
    return !done;
  };
  return {
    get text() {
      return text;
    },
    messages,
    get pairs() {
      return messages.map(toPair);
    },
    get lastEventId() {
      return messages.findLast(({ id }) => id !== undefined)?.id;
    },
    read,
    async readUntil(words) {
      while (!text.includes(words)) {
        if (!(await read())) throw new Error(`Expected “${words}” before the end, got: ${text}`);
      }
    },
    async readAll() {
      try {
        while (await read());
        return 'ended';
      } catch {
        return 'cut';
      }
    },
    leave: () => reader.cancel(),
  };
}
