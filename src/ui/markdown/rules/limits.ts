import { blockRules, type BlockRule, type BlockState } from '../markdown-it.js';

/** Lists and quotes in each other, at most; what is deeper is text. A list counts twice. */
const MAX_DEPTH = 64;
/** A table with more columns is text. */
const MAX_COLUMNS = 128;
/** A table ends here; its further rows are text. Below markdown-it's own limit, which counts only what it adds. */
const MAX_CELLS = 65_536;

/** Text that is nested too deep, as one paragraph. (markdown-it itself would drop it.) */
export const deepText: BlockRule = (state, start, end, silent) => {
  if (silent || state.level < MAX_DEPTH) return false;
  let next = start + 1;
  while (next < end && (state.isEmpty(next) || (state.sCount[next] ?? 0) >= state.blkIndent))
    next++;
  state.push('paragraph_open', 'p', 1).map = [start, next];
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(start, next, state.blkIndent, false).trim();
  inline.map = [start, next];
  state.push('paragraph_close', 'p', -1);
  state.line = next;
  return true;
};

/** Tables of a size that a page can draw. */
export const limitedTable: BlockRule = (state, start, end, silent) => {
  if (start + 2 > end) return false;
  const columns = delimiters(state, start + 1);
  if (columns > MAX_COLUMNS) return false;
  const before = state.env.table;
  if (!silent) state.env.table = { start, columns };
  const isTable = blockRules.table(state, start, end, silent);
  if (!isTable && before && !silent) state.env.table = before;
  return isTable;
};

/** Ends a table that has become too big. */
export const tableEnd: BlockRule = (state, line, _end, silent) => {
  const { table, rowsBefore = 0 } = state.env;
  if (!silent || !table || state.parentType !== 'table') return false;
  return (line - table.start - 1 + rowsBefore) * table.columns > MAX_CELLS;
};

/** Columns that the line separates, if it looks like the second line of a table. */
function delimiters(state: BlockState, line: number): number {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const to = state.eMarks[line] ?? 0;
  if (!'|:-'.includes(state.src.charAt(from))) return 0;
  let count = 1;
  for (let at = from + 1; at < to - 1; at++) if (state.src.charAt(at) === '|') count++;
  return count;
}

/** A rule, or not: of marks that something else follows, each list in a list would look through all again. */
export const thematicBreak: BlockRule = (state, start, end, silent) => {
  const { env, src } = state;
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  const { noRule } = env;
  if (noRule && from >= noRule.from && from < noRule.to && src[from] === noRule.mark) return false;
  marks.lastIndex = from;
  const mark = marks.exec(src)?.[1];
  if (mark === undefined) return false;
  const to = marks.lastIndex;
  if (to >= (state.eMarks[start] ?? 0)) return blockRules.hr(state, start, end, silent);
  env.noRule = { from, to, mark };
  return false;
};

const marks = /([-*_])(?:[ \t]|\1)*/y;
