// The only file that knows highlight.js. Pages import it by themselves: docs/decisions/highlighting.md.
import type { Emitter, HLJSApi } from 'highlight.js';
import type { CodeToken, Highlighter, TokenKind } from '../code-token.js';
import { builtIn, inside, otherNames, type LoadLanguage } from './highlight-languages.js';

export type { CodeToken, Highlighter, LoadLanguage, TokenKind };

export interface HighlighterOptions {
  /** Further languages, and others than the built-in ones, by the word after the fence in lower case. */
  readonly languages?: Readonly<Record<string, LoadLanguage>>;
  /** Longer code stays plain, in characters: the page stands still meanwhile. Default: 20,000, some 50 ms on a phone. */
  readonly maxLength?: number;
}

/**
 * A highlighter that asks highlight.js, which is loaded when the first code comes, and the grammar of
 * each language when it is first needed. Code in a language that is not known stays plain.
 */
export function createHighlighter({
  languages = {},
  maxLength = 20_000,
}: HighlighterOptions = {}): Highlighter {
  const loaders = new Map(Object.entries({ ...builtIn, ...languages }));
  const aliases = new Map(Object.entries(otherNames));
  const registered = new Map<string, Promise<void>>();
  let core: Promise<HLJSApi> | undefined;

  // What could not be loaded is loaded again: the network may be back when the next code comes.
  const needCore = (): Promise<HLJSApi> =>
    (core ??= loadCore().catch((error: unknown) => {
      core = undefined;
      throw error;
    }));
  const register = async (name: string, load: LoadLanguage): Promise<void> => {
    const [highlight, grammar] = await Promise.all([needCore(), load()]);
    highlight.registerLanguage(name, grammar.default);
  };
  const need = async (name: string): Promise<void> => {
    const load = loaders.get(name);
    if (!load) return;
    const known = registered.get(name) ?? register(name, load);
    registered.set(name, known);
    await known.catch((error: unknown) => {
      registered.delete(name);
      throw error;
    });
  };
  return async (code, language) => {
    const word = language.toLowerCase();
    const name = loaders.has(word) ? word : (aliases.get(word) ?? word);
    if (!loaders.has(name) || code.length > maxLength) return [];
    const others = Object.hasOwn(inside, word) ? (inside[word] ?? []) : [];
    await Promise.all([name, ...others].map(need));
    const result = (await core)?.highlight(code, { language: name, ignoreIllegals: true });
    // oxlint-disable-next-line no-underscore-dangle -- its types name it, and lowlight has long relied on it
    const emitter = result?._emitter;
    if (emitter instanceof TokenEmitter) return emitter.tokens;
    throw new TypeError('Expected highlight.js to write to the emitter it was given');
  };
}

async function loadCore(): Promise<HLJSApi> {
  const { default: shared } = await import('highlight.js/lib/core');
  // One of its own: the page may have configured the shared one for itself.
  const own = shared.newInstance();
  own.configure({ __emitter: TokenEmitter });
  return own;
}

/** What highlight.js writes to in place of HTML. */
class TokenEmitter implements Emitter {
  readonly tokens: CodeToken[] = [];
  #length = 0;
  readonly #kinds: (TokenKind | undefined)[] = [];

  startScope(scope: string): void {
    this.#kinds.push(kindOf(scope, this.#kinds.at(-1)));
  }

  endScope(): void {
    this.#kinds.pop();
  }

  /** The parser calls the two by either of their names. */
  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  addText(text: string): void {
    const start = this.#length;
    this.#length += text.length;
    const kind = this.#kinds.at(-1);
    if (kind !== undefined) this.#add({ kind, start, end: this.#length });
  }

  /** Code of another language in this one. */
  __addSublanguage(emitter: Emitter): void {
    if (!(emitter instanceof TokenEmitter)) return;
    for (const { kind, start, end } of emitter.tokens) {
      this.#add({ kind, start: start + this.#length, end: end + this.#length });
    }
    this.#length += emitter.#length;
  }

  finalize(): void {}

  toHTML(): string {
    return '';
  }

  #add(token: CodeToken): void {
    const last = this.tokens.at(-1);
    if (token.start === token.end) return;
    if (last?.kind !== token.kind || last.end !== token.start) this.tokens.push(token);
    else this.tokens[this.tokens.length - 1] = { ...last, end: token.end };
  }
}

/** highlight.js's scopes; a scope like `title.class` is looked up as a whole, then as `title`. */
const kinds: Readonly<Record<string, TokenKind>> = {
  addition: 'inserted',
  attr: 'attribute',
  attribute: 'attribute',
  built_in: 'type',
  bullet: 'keyword',
  char: 'number',
  class: 'type',
  code: 'string',
  comment: 'comment',
  deletion: 'deleted',
  doctag: 'keyword',
  formula: 'string',
  keyword: 'keyword',
  link: 'string',
  literal: 'number',
  meta: 'attribute',
  name: 'keyword',
  number: 'number',
  property: 'attribute',
  quote: 'comment',
  regexp: 'string',
  section: 'function',
  'selector-attr': 'attribute',
  'selector-class': 'type',
  'selector-id': 'type',
  'selector-pseudo': 'attribute',
  'selector-tag': 'keyword',
  string: 'string',
  symbol: 'number',
  'template-tag': 'keyword',
  'template-variable': 'attribute',
  title: 'function',
  'title.class': 'type',
  type: 'type',
  variable: 'attribute',
  'variable.constant': 'number',
  'variable.language': 'keyword',
};

/** What a scope means inside of another; code in a string is no string. */
function kindOf(scope: string, outer: TokenKind | undefined): TokenKind | undefined {
  if (scope === 'subst') return undefined;
  const [first = '', second] = scope.split('.');
  const whole = `${first}.${second}`;
  if (Object.hasOwn(kinds, whole)) return kinds[whole];
  return Object.hasOwn(kinds, first) ? kinds[first] : outer;
}
