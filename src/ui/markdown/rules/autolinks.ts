import type { InlineRule } from '../markdown-it.js';

/** The scheme of an address in plain text, at the end of what has been read. */
const schemeBefore = /(?:^|[^a-z<])(https?)$/i;
/** Characters after which an address that begins with `www.` may begin. */
const border = /[\s*_~(]/;
/** Longest scheme and host, in characters. */
const MAX_HOST = 265;

/**
 * Addresses in plain text (`https://…`, `www.…`) as GitHub finds them. Mail addresses are found
 * later, in mail-addresses.ts.
 */
export const plainLink: InlineRule = (state, silent) => {
  // Inside a link's text there are no links; while its end is looked for, characters count singly.
  if (silent || state.linkLevel > 0) return false;
  const { src, pos } = state;
  const first = src.charAt(pos);
  let scheme = '';
  let begin = pos;
  if (first === ':') {
    if (!src.startsWith('://', pos)) return false;
    scheme = schemeBefore.exec(src.slice(Math.max(0, pos - 6), pos))?.[1] ?? '';
    if (scheme === '' || !state.pending.endsWith(scheme)) return false;
    begin = pos - scheme.length;
  } else if (first !== 'w' && first !== 'W') {
    return false;
  } else if (
    !/^www\.$/i.test(src.slice(pos, pos + 4)) ||
    (pos > 0 && !border.test(src.charAt(pos - 1)))
  ) {
    return false;
  }
  // The host first: it is short, so that many beginnings without an end do not cost much.
  if (!hasHost(src.slice(begin, Math.min(state.posMax, begin + MAX_HOST)))) return false;
  const end = endOfAddress(src, begin, state.posMax);
  const address = src.slice(begin, end);

  state.pending = state.pending.slice(0, state.pending.length - scheme.length);
  const open = state.push('link_open', 'a', 1);
  open.attrs = [['href', scheme === '' ? `http://${address}` : address]];
  open.markup = 'plain';
  // Punctuation at its end may turn out to be in it.
  if (state.env.isOpen && !/[\s<]/.test(src.slice(end))) open.info = 'unfinished';
  state.push('text', '', 0).content = address;
  state.push('link_close', 'a', -1);
  state.pos = end;
  return true;
};

/** Text up to where some rule might have something to say; a `w` may begin an address. */
export const plainText: InlineRule = (state, silent) => {
  const start = state.pos;
  let { pos } = state;
  while (pos < state.posMax && !stops[state.src.charCodeAt(pos)]) pos++;
  if (pos === start) return false;
  if (!silent) state.pending += state.src.slice(start, pos);
  state.pos = pos;
  return true;
};

const stops: boolean[] = [];
for (const character of '\n!#$%&*+-:<=>@[\\]^_`{}~wW') stops[character.charCodeAt(0)] = true;

function endOfAddress(src: string, begin: number, max: number): number {
  let end = begin;
  while (end < max && !/[\s<]/.test(src.charAt(end))) end++;
  return trimAddress(src, begin, end);
}

/** Leaves out punctuation that belongs to the sentence, and brackets that were opened before. */
function trimAddress(src: string, begin: number, end: number): number {
  const surplus = { ')': 0, ']': 0 };
  for (let at = begin; at < end; at++) {
    const character = src.charAt(at);
    if (character === ')' || character === ']') surplus[character]++;
    else if (character === '(') surplus[')']--;
    else if (character === '[') surplus[']']--;
  }
  let at = end;
  for (; at > begin; at--) {
    const last = src.charAt(at - 1);
    if (last === ')' || last === ']') {
      if (surplus[last] <= 0) break;
      surplus[last]--;
    } else if (last === ';') {
      const entity = entityBefore(src, begin, at);
      if (entity === at) break;
      at = entity + 1;
    } else if (!/[?!.,:*_~'"]/.test(last)) {
      break;
    }
  }
  return at;
}

/** Where `&name;` begins that ends at `end`; `end` if there is none. */
function entityBefore(src: string, begin: number, end: number): number {
  let at = end - 2;
  while (at > begin && /[a-z0-9]/i.test(src.charAt(at))) at--;
  return at < end - 2 && src.charAt(at) === '&' ? at : end;
}

/** At least `www.x` or `https://x`, without an underscore in the last two parts of the host. */
function hasHost(beginning: string): boolean {
  const host =
    /^(?:https?:\/\/)?([\p{L}\p{N}_.-]+)/iu.exec(beginning)?.[1]?.replace(/\.+$/, '') ?? '';
  const parts = host.split('.');
  if (parts.some((part) => part === '') || parts.slice(-2).some((part) => part.includes('_')))
    return false;
  return /[\p{L}\p{N}]/u.test(/^www\./i.test(host) ? host.slice(4) : host);
}
