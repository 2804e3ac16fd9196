import type { SseMessage } from '../connection/index.js';
import { quote, type Alive, type StreamEventBody, type Trouble } from '../events/index.js';

/** What a server says under one name, read from JSON. */
export interface WireData {
  /** The server's name for it. */
  readonly event: string;
  readonly value: unknown;
  /** The JSON text that it was read from. Asked for rarely, so it is made when asked for. */
  readonly text: () => string;
}

interface FieldTypes {
  readonly string: string;
  /** A string that is not empty. */
  readonly name: string;
  readonly number: number;
  readonly object: Readonly<Record<string, unknown>>;
  readonly any: unknown;
}

type FieldType = keyof FieldTypes;

/** The members that are due, by name, each with its type. With a `?` they may be missing or null. */
export type Wanted = Readonly<Record<string, FieldType | `${FieldType}?`>>;

/** The members that came, those of the right type. */
export type Fields<W extends Wanted> = {
  readonly [K in keyof W]?: W[K] extends FieldType | `${infer T extends FieldType}?`
    ? FieldTypes[W[K] extends FieldType ? W[K] : T]
    : never;
};

/**
 * Reads members of an object by name and type. What is missing or of another type is left out, and
 * one `trouble` among `events` says so.
 */
export function readFields<const W extends Wanted>(
  { event, value, text }: WireData,
  wanted: W,
  events: StreamEventBody[],
): Fields<W> {
  if (!isRecord(value)) {
    events.push(unexpected(`the data of ${event} to be an object`, kindOf(value), text()));
    return {};
  }
  const fields: Record<string, unknown> = {};
  const due: string[] = [];
  const found: string[] = [];
  for (const name of Object.keys(wanted)) {
    const wish = wanted[name] ?? 'any';
    const field = memberOf(value, name);
    const type = wish.endsWith('?') ? wish.slice(0, -1) : wish;
    if (isOf(type, field)) fields[name] = field;
    else if (type === wish || (field !== undefined && field !== null)) {
      const article = type === 'object' ? 'an' : 'a';
      due.push(`"${name}"${type === 'any' ? '' : ` to be ${article} ${type}`}`);
      found.push(kindOf(field));
    }
  }
  if (due.length > 0) {
    events.push(unexpected(`${due.join(' and ')} in ${event}`, found.join(' and '), text()));
  }
  return fields as Fields<W>;
}

function isOf(type: string, field: unknown): boolean {
  if (type === 'any') return field !== undefined;
  if (type === 'object') return isRecord(field);
  return type === 'name' ? typeof field === 'string' && field !== '' : typeof field === type;
}

/** A message that the dialect does not know. */
export function unknown(name: string, data: unknown): StreamEventBody {
  return { type: 'custom', name, data: data ?? null, known: false };
}

/** Data that is not what was due. The stream goes on; `raw` keeps what came. */
export function unexpected(expected: string, found: string, raw: string): Trouble {
  const text = `Expected ${expected}, found ${found}.`;
  return { type: 'trouble', fatal: false, sort: 'parse', code: 'unexpected-data', text, raw };
}

/** A message that means no more than that the server is there; undefined for any other. */
export function signOfLife({ event, data }: SseMessage): Alive | undefined {
  if (data === '[DONE]') return { type: 'alive', from: 'done-marker' };
  const isPing = event === 'ping' || (event === 'message' && data === '');
  return isPing ? { type: 'alive', from: 'ping' } : undefined;
}

/** The server's own words for an error, wherever servers put them; undefined if there are none. */
export function errorWords(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (Array.isArray(value)) return errorWords(value[0]);
  if (!isRecord(value)) return undefined;
  for (const key of ['message', 'detail', 'error', 'msg']) {
    const words = errorWords(memberOf(value, key));
    if (words !== undefined) return words;
  }
  return undefined;
}

/** A JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own member: what a page may have put on prototypes does not count. */
export function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value)}`;
}
