import type { Delimiter, InlineRule, InlineState } from '../markdown-it.js';

const TILDE = 0x7e;
/** Marks a pair of tildes: one of one and one of two do not match. */
const TWO = TILDE << 8;

/** `~one~` or `~~two~~` tildes strike text out, as on GitHub; three or more do not. */
export const strikethrough: InlineRule = (state, silent) => {
  if (silent || state.src.charCodeAt(state.pos) !== TILDE) return false;
  const { can_open, can_close, length } = state.scanDelims(state.pos, true);
  state.push('text', '', 0).content = '~'.repeat(length);
  state.pos += length;
  if (length > 2) return true;
  state.delimiters.push({
    marker: length === 1 ? TILDE : TWO,
    length: 0,
    token: state.tokens.length - 1,
    end: -1,
    open: can_open,
    close: can_close,
  });
  return true;
};

/** Makes tags of the tildes that have found each other. */
export function strikeOut(state: InlineState): void {
  strikeIn(state, state.delimiters);
  for (const meta of state.tokens_meta) if (meta) strikeIn(state, meta.delimiters);
}

function strikeIn(state: InlineState, delimiters: readonly Delimiter[]): void {
  for (const opener of delimiters) {
    const closer = delimiters[opener.end];
    if ((opener.marker !== TILDE && opener.marker !== TWO) || !closer) continue;
    tag(state, opener, 's_open', 1);
    tag(state, closer, 's_close', -1);
  }
}

function tag(state: InlineState, delimiter: Delimiter, type: string, nesting: 1 | -1): void {
  const token = state.tokens[delimiter.token];
  if (token) Object.assign(token, { type, tag: 's', nesting, content: '' });
}
