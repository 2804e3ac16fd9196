import {
  blockRules,
  helpers,
  inlineRules,
  newBlockState,
  newInlineState,
  pairRules,
  type BlockOptions,
  type BlockRule,
  type BlockState,
  type InlineEnv,
  type InlineRule,
  type InlineState,
  type PairRule,
  type Parser,
  type Token,
} from './markdown-it.js';
import { plainLink, plainText } from './rules/autolinks.js';
import { linkDefinition } from './rules/definitions.js';
import { footnoteDefinition, footnoteReference } from './rules/footnotes.js';
import { deepText, limitedTable, tableEnd, thematicBreak } from './rules/limits.js';
import { blockMaths, inlineMaths } from './rules/maths.js';
import { strikeOut, strikethrough } from './rules/strikethrough.js';
import {
  closeEmphasis,
  unfinishedAutolink,
  unfinishedCode,
  unfinishedLink,
  withoutHalfMarks,
} from './rules/unfinished.js';

/** A block of the outermost level: its tokens, and its first line and the one after its last. */
export interface Block {
  readonly type: string;
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

export interface ParsedBlocks {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Character at which a line begins; the length of the text for the line after the last. */
  readonly lineStart: (line: number) => number;
  readonly isBlank: (line: number) => boolean;
}

/** The rules for blocks in their order, each with the kinds of blocks that it may end. */
const blocks: readonly (readonly [BlockRule, ...string[]])[] = [
  [deepText],
  [limitedTable, 'paragraph', 'reference'],
  [blockRules.code],
  [tableEnd, 'blockquote'],
  [blockMaths, 'paragraph', 'reference', 'blockquote', 'list'],
  [blockRules.fence, 'paragraph', 'reference', 'blockquote', 'list'],
  [blockRules.blockquote, 'paragraph', 'reference', 'blockquote', 'list'],
  [thematicBreak, 'paragraph', 'reference', 'blockquote', 'list'],
  [blockRules.list, 'paragraph', 'reference', 'blockquote'],
  [footnoteDefinition, 'paragraph', 'reference'],
  [linkDefinition],
  [blockRules.htmlBlock, 'paragraph', 'reference', 'blockquote'],
  [blockRules.heading, 'paragraph', 'reference', 'blockquote'],
  [blockRules.lheading],
  [blockRules.paragraph],
];

const inline: readonly InlineRule[] = [
  plainText,
  plainLink,
  inlineRules.newline,
  inlineMaths,
  inlineRules.escape,
  unfinishedCode,
  inlineRules.backticks,
  strikethrough,
  inlineRules.emphasis,
  footnoteReference,
  inlineRules.link,
  inlineRules.image,
  unfinishedLink,
  inlineRules.autolink,
  unfinishedAutolink,
  inlineRules.htmlInline,
  inlineRules.entity,
];

const pairs: readonly PairRule[] = [
  closeEmphasis,
  pairRules.balance,
  strikeOut,
  pairRules.emphasis,
  pairRules.join,
];

/** Brackets in brackets, at most; deeper ones are text. */
const MAX_NESTING = 100;

const enders: Record<string, BlockRule[]> = {
  paragraph: [],
  reference: [],
  blockquote: [],
  list: [],
};
for (const [rule, ...kinds] of blocks) for (const kind of kinds) enders[kind]?.push(rule);

const parser: Parser = {
  // Raw HTML is found, so that blocks end where they should; it is drawn as text.
  options: { html: true, maxNesting: MAX_NESTING },
  block: { tokenize: tokenizeBlocks, ruler: { getRules: (kind) => enders[kind] ?? [] } },
  inline: {
    tokenize: tokenizeText,
    skipToken,
    parse: (text, _parser, env, tokens) => parseInto(tokens, text, env),
  },
  helpers,
  // What may be a link is decided where it is drawn, by links.ts.
  normalizeLink: (url) => url,
  normalizeLinkText: (url) => url,
  validateLink: () => true,
};

/** Splits a text into its blocks. Their texts are not parsed yet. */
export function parseBlocks(text: string, options: BlockOptions = {}): ParsedBlocks {
  const tokens: Token[] = [];
  const state = newBlockState(text, parser, { references: {}, ...options }, tokens);
  tokenizeBlocks(state, 0, state.lineMax);
  return {
    text,
    blocks: outermost(tokens),
    lineStart: (line) => state.bMarks[line] ?? text.length,
    isBlank: (line) => state.isEmpty(line),
  };
}

/** Parses the text of a block. */
export function parseInline(text: string, env: InlineEnv): readonly Token[] {
  const tokens: Token[] = [];
  parseInto(tokens, env.isOpen ? withoutHalfMarks(text) : text, env);
  return tokens;
}

function parseInto(tokens: Token[], text: string, env: InlineEnv): void {
  const state = newInlineState(text, parser, env, tokens);
  tokenizeText(state);
  for (const rule of pairs) rule(state);
}

function tokenizeBlocks(state: BlockState, start: number, end: number): void {
  let hasBlankLines = false;
  for (let line = start; line < end;) {
    state.line = line = state.skipEmptyLines(line);
    // A line that is indented less ends the list item it would be in.
    if (line >= end || (state.sCount[line] ?? 0) < state.blkIndent) return;
    blocks.some(([rule]) => rule(state, line, end, false));
    state.tight = !hasBlankLines;
    line = state.line;
    if (state.isEmpty(line - 1)) hasBlankLines = true;
    if (line < end && state.isEmpty(line)) {
      hasBlankLines = true;
      state.line = ++line;
    }
  }
}

function tokenizeText(state: InlineState): void {
  const end = state.posMax;
  while (state.pos < end) {
    const isFound = state.level < MAX_NESTING && inline.some((rule) => rule(state, false));
    if (!isFound) state.pending += state.src.charAt(state.pos++);
  }
  if (state.pending !== '') state.pushPending();
}

/** Moves to the end of the token at the state's position, without making one. */
function skipToken(state: InlineState): void {
  const { cache, pos } = state;
  const known = cache[pos];
  if (known !== undefined) {
    state.pos = known;
    return;
  }
  state.level++;
  const isDeep = state.level > MAX_NESTING;
  const isFound = !isDeep && inline.some((rule) => rule(state, true));
  state.level--;
  if (isDeep) state.pos = state.posMax;
  if (!isFound) state.pos++;
  cache[pos] = state.pos;
}

function outermost(tokens: readonly Token[]): Block[] {
  const found: Block[] = [];
  let first = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.level > 0 || token.nesting > 0) continue;
    const open = tokens[first];
    const [start, end] = open?.map ?? [0, 0];
    found.push({ type: open?.type ?? '', tokens: tokens.slice(first, index + 1), start, end });
    first = index + 1;
  }
  return found;
}
