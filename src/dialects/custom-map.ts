import { isRecord, kindOf, memberOf } from './wire-data.js';

/** The members of a meaning, those that it needs first. `text!` is needed, `author` is not. */
const kinds = {
  text: ['text!', 'author'],
  whole: ['text!', 'author'],
  reasoning: ['text!'],
  commentary: ['text!'],
  refusal: ['text!'],
  status: ['text!', 'detail'],
  tool: ['name!', 'id', 'title', 'args'],
  'tool-result': ['id', 'name', 'result', 'error', 'duration'],
  step: ['name!', 'id', 'detail'],
  'step-end': ['id', 'name', 'error', 'duration'],
  progress: ['operation!', 'percentage', 'message', 'state', 'figures'],
  'progress-end': ['operation!', 'message', 'error'],
  checkpoint: ['id!', 'title', 'text', 'proposal'],
  session: ['id!'],
  error: ['text', 'code'],
  done: ['text'],
  alive: [],
} as const;

/** What a message can mean. */
export type MeaningKind = keyof typeof kinds;

/** One thing that a message means. Every member but `is` is a path, such as `choices.0.delta.content`. */
export interface Meaning {
  readonly is: MeaningKind;
  /** Holds only where this has a value other than `null`, `false` and an empty text. */
  readonly if?: string;
  readonly [member: string]: string | undefined;
}

/** How a server of one's own speaks, as data: the value of the `map` attribute. */
export interface DialectMap {
  /** Path of the member that names a message. Default: the name of the SSE event. */
  readonly name?: string;
  /** What messages mean, by their names; `*` for all others. Data that is no JSON is a name as well. */
  readonly messages: Readonly<Record<string, Meaning | readonly Meaning[]>>;
  /** Whether the end of the stream is the end of the answer. Default: false, that is what `done` is for. */
  readonly endsOnClose?: boolean;
  /** Path of the answer in JSON that comes in place of a stream. Default: `content`. */
  readonly answer?: string;
  /** Template of the body that answers a checkpoint. */
  readonly decision?: unknown;
}

/** What is wrong with a map, as what was expected and what was found; undefined when nothing is. */
export function problemOf(map: unknown): string | undefined {
  if (!isRecord(map)) return expected('map to be a JSON object with "messages"', map);
  const known = ['name', 'messages', 'endsOnClose', 'answer', 'decision'];
  const strange = Object.keys(map).find((key) => !known.includes(key));
  if (strange !== undefined) return expected(`map to have ${list(known)} only`, strange);
  for (const key of ['name', 'answer']) {
    const path = memberOf(map, key);
    if (path !== undefined && typeof path !== 'string')
      return expected(`map.${key} to be a path`, path);
  }
  const ends = memberOf(map, 'endsOnClose');
  if (ends !== undefined && typeof ends !== 'boolean') {
    return expected('map.endsOnClose to be true or false', ends);
  }
  const messages = memberOf(map, 'messages');
  if (!isRecord(messages)) return expected('map.messages to be a JSON object', messages);
  return Object.entries(messages)
    .flatMap(([name, meanings]) => [meanings].flat().map((meaning) => problemIn(name, meaning)))
    .find((problem) => problem !== undefined);
}

function problemIn(name: string, meaning: unknown): string | undefined {
  const place = `map.messages["${name}"]`;
  const is = memberOf(meaning, 'is');
  if (typeof is !== 'string' || !isKind(is)) {
    return expected(`${place}.is to be one of ${list(Object.keys(kinds))}`, is);
  }
  const needed = neededBy(is);
  const members = ['is', 'if', ...kinds[is].map((member) => member.replace('!', ''))];
  for (const [key, path] of Object.entries(meaning as Meaning)) {
    if (!members.includes(key)) return expected(`${place} to have ${list(members)} only`, key);
    if (typeof path !== 'string') return expected(`${place}.${key} to be a path`, path);
  }
  return needed !== undefined && memberOf(meaning, needed) === undefined
    ? expected(`${place}.${needed} to be a path`, undefined)
    : undefined;
}

function isKind(name: string): name is MeaningKind {
  return Object.hasOwn(kinds, name);
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

function expected(due: string, found: unknown): string {
  return `Expected ${due}, found ${kindOf(found)}`;
}

/** The member that a meaning needs to hold; undefined where it needs none. */
export function neededBy(kind: MeaningKind): string | undefined {
  return kinds[kind].find((member) => member.endsWith('!'))?.slice(0, -1);
}
