/**
 * What a scenario is made of. A scenario is an async generator of cues: it says what goes over the
 * wire and how long nothing does, and knows neither sockets nor timers. That is why the same
 * scenario plays in a service worker, on a Node server and, without any waiting, in a test.
 */

/** One SSE message. `data` is text as it goes over the wire; several lines become several fields. */
export interface MessageCue {
  readonly kind: 'message';
  readonly event?: string;
  readonly id?: string;
  /** Milliseconds that the client should wait before it reconnects. */
  readonly retry?: number;
  readonly data: string;
}

/** A line that clients ignore; a sign of life. */
export interface CommentCue {
  readonly kind: 'comment';
  readonly text: string;
}

/** Nothing happens for `ms` milliseconds of the scenario's own time. */
export interface WaitCue {
  readonly kind: 'wait';
  readonly ms: number;
}

/** The connection drops: no further byte, and no orderly end either. */
export interface CutCue {
  readonly kind: 'cut';
}

/** What goes over the wire as it is. */
export type WireCue = MessageCue | CommentCue;

/** One entry of a scenario. */
export type Cue = WireCue | WaitCue | CutCue;

/** A conversation, a fault or a feed, as a sequence of cues. Returning ends the stream in order. */
export type Scenario = AsyncGenerator<Cue, void, undefined>;

/** A message with an event name and a JSON payload. */
export function message(event: string, data: unknown): MessageCue {
  return { kind: 'message', event, data: JSON.stringify(data) };
}

/** A message without an event name, with a JSON payload. */
export function unnamed(data: unknown): MessageCue {
  return { kind: 'message', data: JSON.stringify(data) };
}

/** A message whose data is exactly `data`: text that is no JSON, or numbers digit by digit. */
export function raw(data: string, event?: string): MessageCue {
  return event === undefined ? { kind: 'message', data } : { kind: 'message', event, data };
}

/** A comment of one line. */
export function comment(text: string): CommentCue {
  return { kind: 'comment', text };
}

/** A pause of `ms` milliseconds. */
export function wait(ms: number): WaitCue {
  return { kind: 'wait', ms };
}

/** The drop of the connection. */
export function cut(): CutCue {
  return { kind: 'cut' };
}

/** The cue as SSE text, blank line included. */
export function encode(cue: WireCue): string {
  if (cue.kind === 'comment') return `: ${cue.text}\n\n`;
  const fields = [];
  if (cue.event !== undefined) fields.push(`event: ${cue.event}`);
  if (cue.id !== undefined) fields.push(`id: ${cue.id}`);
  if (cue.retry !== undefined) fields.push(`retry: ${cue.retry}`);
  for (const line of cue.data.split(/\r\n|\r|\n/)) fields.push(`data: ${line}`);
  return `${fields.join('\n')}\n\n`;
}
