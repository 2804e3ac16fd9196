import type { BlockRule, Closes, InlineRule, InlineState, Token } from '../markdown-it.js';

/** What stands in a token for a formula. */
export interface Formula {
  readonly source: string;
  readonly isDisplay: boolean;
}

/** `$$display$$`, `$inline$`, `\[display\]` and `\(inline\)`. Two prices in a sentence are no formula. */
const formula =
  /\$\$((?:\\[^]|[^\\$]){1,4000})\$\$|\$((?!\s)(?:\\[^]|[^\\$]){1,1000}(?<!\s))\$(?!\d)|\\\[([^]{1,4000}?)\\\]|\\\(([^]{1,1000}?)\\\)/y;
/** Characters from where a formula in brackets begins to where its end begins, at most. */
const LONGEST = 4_002;
/** A formula with more lines is text. */
const MAX_LINES = 200;
/** What has begun like a formula, at the end of a text. */
const unfinished =
  /(?:\$\$|\\[([])(?:\\[^]|[^\\$]){0,4000}\$?$|\$(?:[a-z\\({|[-][^$\n]{0,40}|\S[^$\n]{0,40}[\\^_{][^$]{0,1000})?$/iy;

/** A formula within a line. */
export const inlineMaths: InlineRule = (state, silent) => {
  const { env, src, pos, posMax } = state;
  if (!env.hasMaths) return false;
  formula.lastIndex = unfinished.lastIndex = pos;
  const [text, twice, once, square, round] = hasNoEnd(state) ? [] : (formula.exec(src) ?? []);
  if (text === undefined || pos + text.length > posMax) {
    if (!env.isOpen || posMax < src.length || !unfinished.test(src)) return false;
    // Its source is nothing to read.
    state.pos = posMax;
    return true;
  }
  const display = twice ?? square;
  if (!silent) {
    const token = state.push('maths', '', 0);
    setFormula(token, text, display ?? once ?? round ?? '', display !== undefined);
  }
  state.pos += text.length;
  return true;
};

/** Whether a bracket with a backslash opens here and none closes near: not read over from each that opens. */
function hasNoEnd(state: InlineState): boolean {
  const { pos, src } = state;
  const close = src[pos] === '\\' ? { '[': '\\]', '(': '\\)' }[src[pos + 1] ?? ''] : undefined;
  return close !== undefined && nextClose(state, src, close, pos + 2) > pos + LONGEST;
}

/** What begins a formula with lines of its own. */
const opener = /^(?:\$\$|\\\[|(`{3,}) *math *$)/;

/** A formula between `$$` and `$$`, `\[` and `\]`, or in a code block of `math`. No blank line is in it. */
export const blockMaths: BlockRule = (state, start, end, silent) => {
  const { env, src, bMarks, eMarks, tShift, sCount, blkIndent } = state;
  if (!env.maths || (sCount[start] ?? 0) - blkIndent > 3) return false;
  const from = (bMarks[start] ?? 0) + (tShift[start] ?? 0);
  const [open, fence] = opener.exec(src.slice(from, eMarks[start])) ?? [];
  if (open === undefined) return false;
  const close = fence ?? (open === '$$' ? open : '\\]');
  const at = nextClose(env, src, close, from + open.length);
  const last = Math.min(end, start + MAX_LINES);
  const mayBeOpen = env.maths === 'open' && (bMarks[last] ?? 0) >= src.length;
  // Not line by line, lest many that open and one that closes far away take long.
  if (at >= (bMarks[last] ?? 0) && !mayBeOpen) return false;
  let line = start;
  const isInside = () => line < last && !state.isEmpty(line) && (sCount[line] ?? 0) >= blkIndent;
  while (isInside() && (eMarks[line] ?? 0) <= at) line++;
  const isClosed = isInside();
  if (isClosed) {
    if (src.slice(at + close.length, eMarks[line]).trim() !== '') return false;
    line++;
  } else if (!mayBeOpen || (bMarks[line] ?? 0) < src.length) return false;
  if (silent) return true;
  state.line = line;
  const token = state.push(isClosed ? 'maths' : 'unfinished', '', 0);
  token.map = [start, line];
  const text = state.getLines(start, line, blkIndent, false).trim();
  setFormula(token, text, text.slice(open.length, -close.length), true);
  return true;
};

/** Where what ends a formula stands next. What was found is kept: it is looked for again and again. */
function nextClose(keeper: Closes, src: string, close: string, from: number): number {
  const known = (keeper.closes ??= {})[close];
  if (known && known.from <= from && from <= known.at) return known.at;
  const found = src.indexOf(close, from);
  const at = found < 0 ? Infinity : found;
  keeper.closes[close] = { from, at };
  return at;
}

function setFormula(token: Token, text: string, source: string, isDisplay: boolean): void {
  token.content = text;
  const meta: Formula = { source: source.trim(), isDisplay };
  token.meta = meta;
}
