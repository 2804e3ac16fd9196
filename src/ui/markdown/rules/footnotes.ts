import type { BlockRule, InlineRule } from '../markdown-it.js';

/** Columns by which the text of a footnote is indented after its first line. */
const INDENT = 4;

/** `[^label]: text`, which may go on in indented blocks. */
export const footnoteDefinition: BlockRule = (state, start, end, silent) => {
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  if ((state.sCount[start] ?? 0) - state.blkIndent >= INDENT || !state.src.startsWith('[^', from))
    return false;
  const lineEnd = state.eMarks[start] ?? from;
  const label = /^\[\^([^\s\]\\]+)\]:/.exec(state.src.slice(from, Math.min(lineEnd, from + 1_000)));
  if (!label) return false;
  if (silent) return true;
  // Only at the outermost level, where it cannot be in a part of the text that is drawn before the rest.
  if (state.level > 0) return false;

  const open = state.push('footnote_open', '', 1);
  const map: [number, number] = [start, start + 1];
  open.map = map;
  open.meta = footnoteKey(label[1] ?? '');

  // The rest of the line is made to look like an indented line; afterwards all is as it was.
  const kept = {
    begin: state.bMarks[start] ?? 0,
    shift: state.tShift[start] ?? 0,
    columns: state.sCount[start] ?? 0,
    parent: state.parentType,
  };
  const begin = from + label[0].length;
  state.blkIndent += INDENT;
  state.parentType = 'footnote';
  state.bMarks[start] = begin;
  state.tShift[start] = /^[ \t]*/.exec(state.src.slice(begin, lineEnd))?.[0].length ?? 0;
  state.sCount[start] = state.blkIndent;

  state.md.block.tokenize(state, start, end);

  state.blkIndent -= INDENT;
  state.parentType = kept.parent;
  state.bMarks[start] = kept.begin;
  state.tShift[start] = kept.shift;
  state.sCount[start] = kept.columns;
  state.line = Math.max(state.line, start + 1);
  map[1] = state.line;
  state.push('footnote_close', '', -1);
  return true;
};

/** `[^label]`, where there is such a footnote. */
export const footnoteReference: InlineRule = (state, silent) => {
  if (!state.src.startsWith('[^', state.pos)) return false;
  const end = state.src.indexOf(']', state.pos);
  if (end < 0 || end >= state.posMax || end === state.pos + 2) return false;
  const label = state.src.slice(state.pos + 2, end);
  if (label.length > 1_000 || /[\s[\\]/.test(label)) return false;
  const key = footnoteKey(label);
  if (!state.env.isFootnote(key)) return false;
  if (!silent) state.push('footnote_reference', '', 0).meta = key;
  state.pos = end + 1;
  return true;
};

function footnoteKey(label: string): string {
  return label.toLowerCase().toUpperCase();
}
