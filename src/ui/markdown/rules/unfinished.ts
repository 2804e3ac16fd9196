// What has begun at the end of a text that is still being written is drawn as it will most likely
// become, so that it does not jump when its end arrives. None of this runs on finished text.
import { helpers, type InlineRule, type InlineState } from '../markdown-it.js';

/** `code without its closing backtick */
export const unfinishedCode: InlineRule = (state, silent) => {
  const { src, pos } = state;
  if (!state.env.isOpen || src.charAt(pos) !== '`' || state.posMax < src.length) return false;
  let begin = pos + 1;
  while (src.charAt(begin) === '`') begin++;
  if (src.includes('`', begin) || src.includes('\n', begin) || begin === src.length) return false;
  if (!silent) state.push('code_inline', 'code', 0).content = src.slice(begin);
  state.pos = state.posMax;
  return true;
};

/** [a link without its address, ![an image, or a [reference][to] what is not defined yet */
export const unfinishedLink: InlineRule = (state, silent) => {
  const { env, src, posMax } = state;
  if (silent || state.linkLevel > 0 || !env.isStreaming) return false;
  const isImage = src.startsWith('![', state.pos);
  if (!isImage && src.charAt(state.pos) !== '[') return false;
  const begin = state.pos + (isImage ? 2 : 1);
  const end = helpers.parseLinkLabel(state, begin - 1, !isImage);
  if (end < 0) {
    const label = src.slice(begin);
    if (!env.isOpen || !mayBecomeLabel(label)) return false;
    // A footnote's label is nothing to read.
    if (!label.startsWith('^')) drawInert(state, begin, posMax);
    state.pos = posMax;
    return true;
  }
  const reference = /^\[[^\n[\]]{1,999}\]/.exec(src.slice(end + 1, end + 1_002))?.[0];
  if (reference !== undefined) {
    env.hope();
    drawInert(state, begin, end);
    state.pos = end + 1 + reference.length;
    return true;
  }
  if (!env.isOpen || !mayBecomeLink(src.slice(begin, end), src.slice(end + 1))) return false;
  drawInert(state, begin, end);
  state.pos = posMax;
  return true;
};

/** <https://… without its closing bracket */
export const unfinishedAutolink: InlineRule = (state, silent) => {
  const { env, src, pos, posMax } = state;
  if (silent || !env.isOpen || state.linkLevel > 0 || posMax < src.length) return false;
  address.lastIndex = pos;
  if (!address.test(src)) return false;
  state.push('link_open', 'a', 1).info = 'unfinished';
  state.push('text', '', 0).content = src.slice(pos + 1);
  state.push('link_close', 'a', -1);
  state.pos = posMax;
  return true;
};

const address = /<(?:h|ht|htt|https?(?::[^\s<>]*)?|mailto:[^\s<>]*)$/iy;

/** Closes emphasis that is still open at the end of the text. */
export function closeEmphasis(state: InlineState): void {
  if (!state.env.isOpen) return;
  for (const { marker, length, open } of state.delimiters.toReversed()) {
    // A single tilde is more often "about" than the beginning of struck out text.
    if (!open || marker === 0x7e) continue;
    state.push('text', '', 0);
    state.delimiters.push({
      marker,
      length,
      token: state.tokens.length - 1,
      end: -1,
      open: false,
      close: true,
    });
  }
}

/** Leaves out the beginnings of marks at the end of a text: one more character decides what they are. */
export function withoutHalfMarks(text: string): string {
  return text.replace(/(?:\\?[*_~`]{1,8}|\\)$/, '');
}

function drawInert(state: InlineState, begin: number, end: number): void {
  const max = state.posMax;
  if (begin < end) {
    state.pos = begin;
    state.posMax = end;
    state.push('link_open', 'a', 1).info = 'unfinished';
    state.linkLevel++;
    state.md.inline.tokenize(state);
    closeEmphasis(state);
    state.linkLevel--;
    state.push('link_close', 'a', -1);
  }
  state.posMax = max;
}

/** Numbers in brackets are citations, `x` is a task; neither is on the way to a link. */
const notForLinks = /^[\d\s,xX]+$/;

function mayBecomeLabel(label: string): boolean {
  return label.length < 1_000 && !/[\n[\]]|^\s/.test(label) && !notForLinks.test(label);
}

/** Whether what follows a label may still become the address of a link. */
function mayBecomeLink(label: string, rest: string): boolean {
  if (rest === '') return label !== '' && !notForLinks.test(label);
  if (rest.length > 4_000) return false;
  if (/^\[[^\n[\]]*$/.test(rest)) return true;
  if (!/^\([^\s]*(?:\s+["'(][^\n]*)?$/.test(rest)) return false;
  let depth = 0;
  for (const character of rest) depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  return depth > 0;
}
