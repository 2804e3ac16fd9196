import { elementTexts, memberText } from '../events/index.js';
import { neededBy, type Meaning } from './custom-map.js';
import { toText } from './template.js';
import { memberOf } from './wire-data.js';

/** What a message says to one of its meanings, member by member. */
export class Reading {
  readonly is: Meaning['is'];
  readonly #meaning: Meaning;
  readonly #value: unknown;
  readonly #text: string;

  /** @param text - The message as it came. */
  constructor(meaning: Meaning, value: unknown, text: string) {
    this.is = meaning.is;
    this.#meaning = meaning;
    this.#value = value;
    this.#text = text;
  }

  /** Whether the meaning holds: what it needs has come. */
  get holds(): boolean {
    const path = conditionOf(this.#meaning);
    if (path === undefined) return true;
    const found = valueAt(this.#value, path);
    return found !== undefined && found !== null && found !== false && found !== '';
  }

  /** The value of a member; undefined for `null`, too. */
  value(member: string): unknown {
    const path = this.#meaning[member];
    return path === undefined ? undefined : (valueAt(this.#value, path) ?? undefined);
  }

  /** The value as text. */
  text(member: string): string | undefined {
    const value = this.value(member);
    return value === undefined ? undefined : toText(value);
  }

  /** A text as it is, any other value as the JSON that came, digit by digit. */
  source(member: string): string {
    const value = this.value(member);
    return typeof value === 'string' ? value : textAt(this.#text, this.#meaning[member] ?? '');
  }

  /** The members that have a value, as texts. */
  texts<M extends string>(...members: readonly M[]): { readonly [K in M]?: string } {
    return this.#some(members, (member) => this.text(member));
  }

  /** The members that are numbers. */
  figures<M extends string>(...members: readonly M[]): { readonly [K in M]?: number } {
    return this.#some(members, (member) => {
      const value = this.value(member);
      return typeof value === 'number' ? value : undefined;
    });
  }

  #some<M extends string, T>(
    members: readonly M[],
    read: (member: M) => T | undefined,
  ): { readonly [K in M]?: T } {
    const found = members.map((member) => [member, read(member)] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as {
      readonly [K in M]?: T;
    };
  }
}

/** Where a value must be for a meaning to hold. */
export function conditionOf(meaning: Meaning): string | undefined {
  return meaning.if ?? meaning[neededBy(meaning.is) ?? ''];
}

/** The value at a path of own members, `a.0.b`; the whole at the empty path. */
export function valueAt(value: unknown, path: string): unknown {
  return partsOf(path).reduce<unknown>(
    (inner, part) => (Array.isArray(inner) ? inner[Number(part)] : memberOf(inner, part)),
    value,
  );
}

/** The JSON text of the value at a path, as it came. */
function textAt(json: string, path: string): string {
  return partsOf(path).reduce(
    (inner, part) => memberText(inner, part) ?? elementTexts(inner)?.[Number(part)] ?? '',
    json,
  );
}

function partsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}
