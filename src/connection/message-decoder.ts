import { createParser } from 'eventsource-parser';
import { ConnectionError } from './connection-error.js';
import { takesMoreThan } from './last-event-id.js';
import { defaultLimits, type Limits } from './limits.js';
import { clampRetryTime } from './retry-policy.js';
import type { SseMessage } from './sse-message.js';

/**
 * What becomes of a block whose blank line never came:
 * `'any'` – delivered if its data is complete; `'without-id'` – only if no event id is in force, for a
 * server with ids sends it again after a reconnect; `'none'` – dropped, as the standard says.
 */
export type LeftoverPolicy = 'any' | 'without-id' | 'none';

export interface MessageDecoderOptions {
  readonly limits?: Limits;
  /** Default `'any'`. */
  readonly leftover?: LeftoverPolicy;
  /** The id in force before the first byte, when a stream goes on (`''`). */
  readonly lastEventId?: string;
  /** Called during `decode`, in the order of the stream, with the text after the colon. */
  readonly onComment?: ((text: string) => void) | undefined;
}

/** Turns the bytes of one event stream into messages. Made anew for every response. */
export interface MessageDecoder {
  /** The id to go on from: that of the last block that was complete. */
  readonly lastEventId: string;
  /** The server's `retry`, clamped to 0.5–30 s; `undefined` if it gave none. */
  readonly retryTime: number | undefined;
  /** Set once a limit is passed. From then on nothing is decoded. */
  readonly error: ConnectionError | undefined;
  /** The messages that these bytes complete. Bytes may be cut anywhere. */
  decode(bytes: Uint8Array): SseMessage[];
  /** The stream has ended: the message that was left over, if it may be delivered. */
  end(): SseMessage[];
}

export function createMessageDecoder(options: MessageDecoderOptions = {}): MessageDecoder {
  const { limits = defaultLimits, leftover = 'any', onComment } = options;
  // Strips the one byte order mark that the standard strips.
  const decoder = new TextDecoder();
  let lastEventId = options.lastEventId ?? '';
  let retryTime: number | undefined;
  let error: ConnectionError | undefined;
  let messages: SseMessage[] = [];
  let ending: Ending | undefined;

  const parser = createParser({
    // The parser counts unfinished lines with their field names; the exact bound is kept below.
    maxBufferSize: limits.messageLength + LONGEST_FIELD_NAME,
    onEvent({ event = 'message', data }) {
      if (error) return;
      if (data.length > limits.messageLength) {
        error = limitError('a message', limits.messageLength, 'characters');
      } else if (takesMoreThan(limits.nameLength, event)) {
        error = limitError('the name of an event', limits.nameLength, 'bytes');
      } else if (ending) {
        const message = recover(event, data, ending, lastEventId);
        if (message) messages.push(message);
      } else {
        messages.push({ id: lastEventId, event, data });
      }
    },
    onId(id) {
      if (error) return;
      if (ending) ending.hasId = true;
      else if (takesMoreThan(limits.idLength, id))
        error = limitError('an id', limits.idLength, 'bytes');
      else lastEventId = id;
    },
    onRetry(milliseconds) {
      if (!error && !ending) retryTime = clampRetryTime(milliseconds);
    },
    // Without a listener the parser skips comments in constant memory.
    ...(onComment && {
      onComment(text: string) {
        if (!error && !ending) onComment(text);
      },
    }),
    onError({ type, line }) {
      if (type === 'max-buffer-size-exceeded') {
        error ??= limitError('a message', limits.messageLength, 'characters');
      } else if (ending && type === 'unknown-field' && line !== END_MARK) {
        ending.isTorn = true;
      }
    },
  });

  // A blank line ends the parser's own search for a byte order mark: it would strip a second one, and
  // the text "ï»¿" as well.
  parser.feed('\n');

  function feed(text: string): SseMessage[] {
    messages = [];
    if (!error) parser.feed(text);
    return messages;
  }

  return {
    get lastEventId() {
      return lastEventId;
    },
    get retryTime() {
      return retryTime;
    },
    get error() {
      return error;
    },
    decode: (bytes) => feed(decoder.decode(bytes, { stream: true })),
    end() {
      const before = feed(decoder.decode());
      if (leftover === 'none' || error) return before;
      ending = { withId: leftover === 'any', hasId: lastEventId !== '', isTorn: false };
      return [...before, ...feed(`${END_MARK}\n\n`)];
    },
  };
}

const LONGEST_FIELD_NAME = 'event: '.length;

/**
 * Goes in at the end of the stream, followed by a blank line, and shows where the last line broke off:
 * a name or value that ends with it was torn, and on a line of its own it means that the last line
 * was whole. A noncharacter, so that no text means anything by it.
 */
const END_MARK = '\uFFFF';

interface Ending {
  readonly withId: boolean;
  hasId: boolean;
  /** The last line broke off inside a field name: what it would have said is unknown. */
  isTorn: boolean;
}

function recover(
  event: string,
  markedData: string,
  ending: Ending,
  lastEventId: string,
): SseMessage | undefined {
  if (ending.isTorn || event.endsWith(END_MARK) || (ending.hasId && !ending.withId))
    return undefined;
  const data = markedData.endsWith(END_MARK) ? markedData.slice(0, -1) : markedData;
  if (!isWhole(data)) return undefined;
  // The id of the unfinished block may be torn, and is not in force by the standard.
  return { id: lastEventId, event, data, recovered: true };
}

/** Whether text shows its own end. `12` may be the beginning of `123`, so bare numbers do not count. */
function isWhole(data: string): boolean {
  if (data.trim() === '[DONE]') return true;
  if (!/^\s*[[{"]/.test(data)) return false;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}

function limitError(what: string, limit: number, unit: string): ConnectionError {
  return new ConnectionError('limit', `Expected ${what} of at most ${limit} ${unit}, got more`);
}
