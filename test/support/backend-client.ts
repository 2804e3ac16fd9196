import { readFile } from 'node:fs/promises';
import { type EventSourceMessage, createParser } from 'eventsource-parser';
import {
  type Backend,
  type BackendOptions,
  createBackend,
  instantPace,
} from '../../demo/backend/index.js';

/** 21 November 2026, 09:00 UTC: the day of the recorded conversations. */
export const recordedDay = Date.UTC(2026, 10, 21, 9);

/** A backend without waiting, on the recorded day, whose ids count up. */
export function createInstantBackend(options: BackendOptions = {}): Backend {
  let ids = 0;
  const createId = () => `id-${(ids += 1)}`;
  return createBackend({ pace: instantPace, now: () => recordedDay, createId, ...options });
}

export interface PostInit {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A POST with a JSON body, or with a text that stands for one. */
export function post(path: string, body: unknown, { headers, signal }: PostInit = {}): Request {
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(signal && { signal }),
  });
}

/** The messages of an SSE text, as an independent parser reads them. */
export function parseMessages(text: string): readonly EventSourceMessage[] {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => messages.push(event) });
  parser.feed(text);
  return messages;
}

/** The messages of a stream that ends in order. */
export async function readMessages(response: Response): Promise<readonly EventSourceMessage[]> {
  return parseMessages(await response.text());
}

/** A message as name and value; data that is not JSON stays text. */
export function toPair({ event, data }: EventSourceMessage): Pair {
  try {
    return [event, JSON.parse(data)];
  } catch {
    return [event, data];
  }
}

/** The messages of a recorded stream, as pairs. */
export async function readFixture(name: string): Promise<readonly Pair[]> {
  const text = await readFile(new URL(`../fixtures/${name}.sse`, import.meta.url), 'utf8');
  return parseMessages(text).map(toPair);
}

/** A message as name and value. */
export type Pair = readonly [event: string | undefined, data: unknown];

/** Lets everything that is ready run, without waiting for time to pass. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
