// The only file that knows markdown-it's modules. Its rules are imported one by one, without the rest:
// docs/decisions/markdown-parser.md.
import StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import blockquote from 'markdown-it/lib/rules_block/blockquote.mjs';
import code from 'markdown-it/lib/rules_block/code.mjs';
import fence from 'markdown-it/lib/rules_block/fence.mjs';
import heading from 'markdown-it/lib/rules_block/heading.mjs';
import hr from 'markdown-it/lib/rules_block/hr.mjs';
import htmlBlock from 'markdown-it/lib/rules_block/html_block.mjs';
import lheading from 'markdown-it/lib/rules_block/lheading.mjs';
import list from 'markdown-it/lib/rules_block/list.mjs';
import paragraph from 'markdown-it/lib/rules_block/paragraph.mjs';
import reference from 'markdown-it/lib/rules_block/reference.mjs';
import table from 'markdown-it/lib/rules_block/table.mjs';
import StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
import autolink from 'markdown-it/lib/rules_inline/autolink.mjs';
import backticks from 'markdown-it/lib/rules_inline/backticks.mjs';
import balancePairs from 'markdown-it/lib/rules_inline/balance_pairs.mjs';
import emphasis from 'markdown-it/lib/rules_inline/emphasis.mjs';
import entity from 'markdown-it/lib/rules_inline/entity.mjs';
import escape from 'markdown-it/lib/rules_inline/escape.mjs';
import fragmentsJoin from 'markdown-it/lib/rules_inline/fragments_join.mjs';
import htmlInline from 'markdown-it/lib/rules_inline/html_inline.mjs';
import image from 'markdown-it/lib/rules_inline/image.mjs';
import link from 'markdown-it/lib/rules_inline/link.mjs';
import newline from 'markdown-it/lib/rules_inline/newline.mjs';
import parseLinkDestination from 'markdown-it/lib/helpers/parse_link_destination.mjs';
import parseLinkLabel from 'markdown-it/lib/helpers/parse_link_label.mjs';
import parseLinkTitle from 'markdown-it/lib/helpers/parse_link_title.mjs';
import { unescapeAll } from 'markdown-it/lib/common/utils.mjs';

/** One step of a document: the start of something, its end, or something without content. */
export interface Token {
  type: string;
  tag: string;
  attrs: [string, string | number][] | null;
  /** First line and line after the last, of the parsed text. Blocks only. */
  map: [number, number] | null;
  nesting: -1 | 0 | 1;
  level: number;
  children: Token[] | null;
  content: string;
  markup: string;
  info: string;
  meta: unknown;
  /** A paragraph that is the plain text of a tight list's item. */
  hidden: boolean;
}

export interface BlockState {
  readonly src: string;
  readonly env: BlockEnv;
  readonly md: Parser;
  readonly tokens: Token[];
  /** Where each line begins and ends, and where its text begins, in characters. */
  readonly bMarks: number[];
  readonly eMarks: number[];
  readonly tShift: number[];
  /** Columns of indentation of each line, tabs expanded. */
  readonly sCount: number[];
  readonly bsCount: number[];
  blkIndent: number;
  line: number;
  readonly lineMax: number;
  readonly level: number;
  parentType: string;
  /** Whether no blank line stands before the block that was parsed last. */
  tight: boolean;
  push(type: string, tag: string, nesting: -1 | 0 | 1): Token;
  isEmpty(line: number): boolean;
  skipEmptyLines(line: number): number;
  getLines(begin: number, end: number, indent: number, keepLastBreak: boolean): string;
}

export interface Delimiter {
  marker: number;
  length: number;
  token: number;
  end: number;
  open: boolean;
  close: boolean;
}

export interface InlineState extends Closes {
  readonly src: string;
  readonly env: InlineEnv;
  readonly md: Parser;
  readonly tokens: Token[];
  readonly tokens_meta: ({ delimiters: Delimiter[] } | null | undefined)[];
  /** Where the token at a position ends, as far as it is known. */
  readonly cache: Record<number, number>;
  level: number;
  pos: number;
  posMax: number;
  pending: string;
  delimiters: Delimiter[];
  linkLevel: number;
  push(type: string, tag: string, nesting: -1 | 0 | 1): Token;
  pushPending(): Token;
  scanDelims(
    start: number,
    canSplitWord: boolean,
  ): { can_open: boolean; can_close: boolean; length: number };
}

export interface Definition {
  readonly href: string;
  readonly title: string;
}

export interface BlockOptions {
  /** Rows of the first table that have been parsed before and are left out now. */
  readonly rowsBefore?: number | undefined;
  /** Formulas are looked for; `open` if one may still come to its end after the text. */
  readonly maths?: 'whole' | 'open' | undefined;
}

/** What keeps in mind how far a text was searched. */
export interface Closes {
  /** Where each of what ends formulas stands next from a place on. */
  closes?: Record<string, { readonly from: number; readonly at: number }>;
}

/** What the rules for blocks are told and tell. */
export interface BlockEnv extends BlockOptions, Closes {
  references: Record<string, Definition>;
  /** The table that is being parsed. */
  table?: { start: number; columns: number };
  /** Marks that make no rule, because of what stands where they end. */
  noRule?: { from: number; to: number; mark: string };
}

/** What the rules for text are told. */
export interface InlineEnv {
  readonly references: Readonly<Record<string, Definition | undefined>>;
  readonly isFootnote: (key: string) => boolean;
  /** Tells that something is drawn in the hope of a definition. */
  readonly hope: () => void;
  /** Text may still be added at the end of this very text. */
  readonly isOpen: boolean;
  /** Definitions may still come. */
  readonly isStreaming: boolean;
  /** Formulas are looked for. */
  readonly hasMaths?: boolean;
}

/** Parses a block that begins at a line; `silent` asks only whether there is one. */
export type BlockRule = (state: BlockState, start: number, end: number, silent: boolean) => boolean;
/** Parses what begins at the state's position; `silent` only moves it. */
export type InlineRule = (state: InlineState, silent: boolean) => boolean;
/** Looks over the tokens of a text when all are there. */
export type PairRule = (state: InlineState) => void;

/** What the rules reach each other through. */
export interface Parser {
  readonly options: { readonly html: boolean; readonly maxNesting: number };
  readonly block: {
    readonly tokenize: (state: BlockState, start: number, end: number) => void;
    /** The rules that may end a block of this kind. */
    readonly ruler: { readonly getRules: (kind: string) => readonly BlockRule[] };
  };
  readonly inline: {
    readonly tokenize: (state: InlineState) => void;
    readonly skipToken: (state: InlineState) => void;
    readonly parse: (text: string, parser: Parser, env: InlineEnv, tokens: Token[]) => void;
  };
  readonly helpers: typeof helpers;
  readonly normalizeLink: (url: string) => string;
  readonly normalizeLinkText: (url: string) => string;
  readonly validateLink: (url: string) => boolean;
}

export const newBlockState = (text: string, parser: Parser, env: BlockEnv, tokens: Token[]) =>
  new (StateBlock as new (...args: unknown[]) => BlockState)(text, parser, env, tokens);

export const newInlineState = (text: string, parser: Parser, env: InlineEnv, tokens: Token[]) =>
  new (StateInline as new (...args: unknown[]) => InlineState)(text, parser, env, tokens);

export const blockRules = {
  blockquote: blockquote as BlockRule,
  code: code as BlockRule,
  fence: fence as BlockRule,
  heading: heading as BlockRule,
  hr: hr as BlockRule,
  htmlBlock: htmlBlock as BlockRule,
  lheading: lheading as BlockRule,
  list: list as BlockRule,
  paragraph: paragraph as BlockRule,
  reference: reference as BlockRule,
  table: table as BlockRule,
} as const;

const marks = emphasis as { tokenize: InlineRule; postProcess: PairRule };

export const inlineRules = {
  autolink: autolink as InlineRule,
  backticks: backticks as InlineRule,
  emphasis: marks.tokenize,
  entity: entity as InlineRule,
  escape: escape as InlineRule,
  htmlInline: htmlInline as InlineRule,
  image: image as InlineRule,
  link: link as InlineRule,
  newline: newline as InlineRule,
} as const;

export const pairRules = {
  balance: balancePairs as PairRule,
  emphasis: marks.postProcess,
  join: fragmentsJoin as PairRule,
} as const;

export const helpers = {
  parseLinkLabel: parseLinkLabel as (
    state: InlineState,
    start: number,
    withoutNesting?: boolean,
  ) => number,
  parseLinkDestination,
  parseLinkTitle,
} as const;

/** Resolves backslashes and named characters. */
export const unescapeText = unescapeAll as (text: string) => string;
