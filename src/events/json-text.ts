/*
 * JSON kept as text. Parsing loses digits (1.0, 12345678901234567890), the order of keys that look
 * like numbers, and keys that come twice; what a person has to judge is shown as it came.
 */

/** Most levels of arrays and objects that are read. Deeper JSON serves only to exhaust a reader. */
const MOST_LEVELS = 64;

/** Bounds on the JSON that is read. */
export interface JsonBounds {
  /** Most levels of arrays and objects (64). */
  readonly maxDepth?: number;
}

/** A JSON value, or what was due and what came instead, as two halves of a sentence. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly expected: string; readonly found: string };

/**
 * Reads JSON text. Never throws. A member named `__proto__` becomes a member of that name and
 * nothing else, as long as nobody assigns or merges it: read members with `Object.hasOwn`.
 */
export function parseJson(text: string, { maxDepth = MOST_LEVELS }: JsonBounds = {}): JsonResult {
  if (isDeeper(text, maxDepth)) {
    return { ok: false, expected: `JSON of at most ${maxDepth} levels`, found: 'more levels' };
  }
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, expected: 'JSON', found: quote(text) };
  }
}

/** The beginning of a text in quotation marks, for words about it; `nothing` for an empty one. */
export function quote(text: string): string {
  if (text === '') return 'nothing';
  // Half a surrogate pair at the cut would be shown as a broken character.
  return text.length > 60 ? `"${text.slice(0, 60).replace(/[\uD800-\uDBFF]$/, '')}…"` : `"${text}"`;
}

/**
 * What a piece of JSON text is. `literal`: true, false or null. `open` and `close`: one bracket or
 * brace. White space, commas and colons are no tokens; they stand between `end` and the next `start`.
 */
export type JsonTokenKind = 'key' | 'string' | 'number' | 'literal' | 'open' | 'close';

/** One piece of JSON text. */
export interface JsonToken {
  readonly kind: JsonTokenKind;
  /** The source, character by character. */
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
  /** Offset behind its last character. */
  readonly end: number;
  /** How many arrays and objects it is in. An `open` and its `close` stand outside what they hold. */
  readonly depth: number;
  /**
   * Name of the member or index of the element that it is, or opens, or closes; of a `key` the name
   * that it says. Undefined at the top.
   */
  readonly key: string | number | undefined;
}

/** The tokens of a JSON text in order, doubled keys included; undefined when it is not valid JSON. */
export function scanJson(json: string, bounds?: JsonBounds): readonly JsonToken[] | undefined {
  if (!parseJson(json, bounds).ok) return undefined;
  const tokens: JsonToken[] = [];
  /** At each depth, the key of the value that stands there now. */
  const keys: JsonToken['key'][] = [];
  walk(json, (kind, start, end, depth) => {
    const text = json.slice(start, end);
    if (kind === 'key') keys[depth] = JSON.parse(text) as string;
    const key = keys[depth];
    tokens.push({ kind, text, start, end, depth, key });
    if (kind === 'open') keys[depth + 1] = text === '[' ? 0 : undefined;
    else if (typeof key === 'number') keys[depth] = key + 1;
  });
  return tokens;
}

/**
 * The source text of a member of the object that the JSON text is. Of doubled keys the last one
 * counts, as for `JSON.parse`. Undefined without such a member, without an object, without JSON.
 */
export function memberText(json: string, key: string): string | undefined {
  let member: string | undefined;
  let isWanted = false;
  walkValues(
    json,
    '{',
    (text) => {
      if (isWanted) member = text;
      isWanted = false;
    },
    (text) => {
      isWanted = JSON.parse(text) === key;
    },
  );
  return member;
}

/** The source texts of the elements of the array that the JSON text is; undefined if it is none. */
export function elementTexts(json: string): readonly string[] | undefined {
  const elements: string[] = [];
  return walkValues(json, '[', (text) => elements.push(text)) ? elements : undefined;
}

/** Visits the source texts of the values, and of the keys, one level below the top. */
function walkValues(
  json: string,
  top: '{' | '[',
  visitValue: (text: string) => void,
  visitKey?: (text: string) => void,
): boolean {
  if (!parseJson(json).ok || json.trimStart()[0] !== top) return false;
  let opened = 0;
  walk(json, (kind, start, end, depth) => {
    if (depth !== 1) return;
    if (kind === 'open') opened = start;
    else if (kind === 'key') visitKey?.(json.slice(start, end));
    else visitValue(json.slice(kind === 'close' ? opened : start, end));
  });
  return true;
}

/** Called for every token in order. Returning true ends the walk. */
type Visit = (kind: JsonTokenKind, start: number, end: number, depth: number) => boolean | void;

/** Finds the tokens of text that is JSON. Of other text it finds something, and comes to an end. */
function walk(json: string, visit: Visit): void {
  let depth = 0;
  for (let at = 0; at < json.length;) {
    const start = at;
    const kind = kindOf(json[at]);
    at = kind === 'string' ? endOfString(json, start) : start + 1;
    if (kind === undefined) continue;
    if (kind === 'number' || kind === 'literal') while (isInWord(json[at])) at += 1;
    if (kind === 'close') depth -= 1;
    const isKey = kind === 'string' && isBeforeColon(json, at);
    if (visit(isKey ? 'key' : kind, start, at, depth) === true) return;
    if (kind === 'open') depth += 1;
  }
}

/** What begins with a character; undefined for what stands between tokens. */
function kindOf(char: string | undefined): Exclude<JsonTokenKind, 'key'> | undefined {
  switch (char) {
    case '"':
      return 'string';
    case '{':
    case '[':
      return 'open';
    case '}':
    case ']':
      return 'close';
    case 't':
    case 'f':
    case 'n':
      return 'literal';
    default:
      return isInWord(char) ? 'number' : undefined;
  }
}

function isInWord(char: string | undefined): boolean {
  return char !== undefined && !' \n\r\t,:{}[]"'.includes(char);
}

/** Only a key has a colon behind it. */
function isBeforeColon(json: string, end: number): boolean {
  let at = end;
  while (' \n\r\t'.includes(json[at] ?? '.')) at += 1;
  return json[at] === ':';
}

function endOfString(json: string, start: number): number {
  let end = start;
  do {
    end = json.indexOf('"', end + 1);
    if (end < 0) return json.length;
  } while (isEscaped(json, end));
  return end + 1;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}

function isDeeper(json: string, maxDepth: number): boolean {
  // Every level takes two characters, so that most messages need no look.
  if (json.length < 2 * (maxDepth + 1)) return false;
  let isTooDeep = false;
  walk(json, (kind, _start, _end, depth) => {
    isTooDeep = kind === 'open' && depth >= maxDepth;
    return isTooDeep;
  });
  return isTooDeep;
}
