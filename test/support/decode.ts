import { createParser } from 'eventsource-parser';
import type { SseMessage } from '../../src/connection/index.js';
import type { Decoder, Dialect } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';

/** A message with an event name and data: text as it is, anything else as JSON. */
export function message(event: string, data: unknown): SseMessage {
  return { id: '', event, data: typeof data === 'string' ? data : JSON.stringify(data) };
}

/** A message without an event name. */
export function unnamed(data: unknown): SseMessage {
  return message('message', data);
}

/** What a dialect makes of the messages of one run. The stream has not closed yet. */
export function decode(
  dialect: Dialect,
  messages: readonly SseMessage[],
  sent = 'Hi',
): StreamEventBody[] {
  const decoder = dialect.createDecoder(sent);
  return messages.flatMap((each) => decoder.decode(each));
}

/** Feeds a body in chunks, as they would come from the network. Returns what it means so far. */
export function decodeChunks(decoder: Decoder, chunks: readonly Uint8Array[]): StreamEventBody[] {
  const events: StreamEventBody[] = [];
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  const parser = createParser({
    onEvent: ({ id = '', event = 'message', data }) => {
      events.push(...decoder.decode({ id, event, data }));
    },
  });
  for (const chunk of chunks) parser.feed(text.decode(chunk, { stream: true }));
  return events;
}

/** The events of some types only. */
export function only<T extends StreamEventBody['type']>(
  events: readonly StreamEventBody[],
  ...types: readonly T[]
): Extract<StreamEventBody, { readonly type: T }>[] {
  const isOf = (event: StreamEventBody): event is Extract<StreamEventBody, { readonly type: T }> =>
    types.some((type) => type === event.type);
  return events.filter(isOf);
}

/** The pieces of text as they stand after all events, in the order in which they opened. */
export function textsOf(events: readonly StreamEventBody[]): string[] {
  const texts = new Map<string, string>();
  for (const event of only(events, 'text.start', 'text.delta')) {
    const before = texts.get(event.textId) ?? '';
    if (event.type === 'text.start') texts.set(event.textId, before);
    else texts.set(event.textId, event.mode === 'append' ? before + event.text : event.text);
  }
  return [...texts.values()];
}
