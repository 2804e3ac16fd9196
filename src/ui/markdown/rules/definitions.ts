import { blockRules, type BlockRule, type Definition } from '../markdown-it.js';

/** A link definition, `[label]: url "title"`, as a token of its own, so that it has a place in the text. */
export const linkDefinition: BlockRule = (state, start, end, silent) => {
  // A footnote that is not at the outermost level is text.
  if (state.src.startsWith('[^', (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0)))
    return false;
  // Without a prototype a label is never taken for something that objects have.
  const found: Record<string, Definition> = Object.create(null);
  state.env.references = found;
  if (!blockRules.reference(state, start, end, silent)) return false;
  if (silent) return true;
  const token = state.push('definition', '', 0);
  token.map = [start, state.line];
  token.meta = found;
  return true;
};
