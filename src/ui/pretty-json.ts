import { headOf } from '../session/cut-text.js';

/** JSON text laid out for reading. */
export interface PrettyJson {
  readonly text: string;
  /** Whether a string, or all of it, was too long and has been cut. */
  readonly isCut: boolean;
}

const INDENT = '  ';

/** Most levels that are indented: of brackets alone, each line would be longer than the one before. */
const MOST_LEVELS = 64;

/** Most characters that are laid out, where strings are cut as well. */
const MOST_TEXT = 65_536;

/**
 * Lays out JSON text without parsing it, so that digits, order and doubled keys stay as they came.
 * Text that is not JSON is given back as it is, cut only when it is too long.
 *
 * @param maxString - Most characters of one string; `Infinity` cuts nothing at all.
 */
export function prettyJson(source: string, maxString: number): PrettyJson {
  const trimmed = source.trim();
  let text = '';
  let depth = 0;
  let isCut = false;
  const cut = (string: string, closing: string): string => {
    if (string.length <= maxString) return string;
    isCut = true;
    return `${headOf(string, maxString)}… [truncated]${closing}`;
  };
  const newLine = (): string => `\n${INDENT.repeat(Math.min(Math.max(0, depth), MOST_LEVELS))}`;
  if (!/^[[{"]/.test(trimmed)) return { text: cut(trimmed, ''), isCut };

  for (const [token] of trimmed.matchAll(/"(?:[^"\\]|\\[^])*"?|[[\]{},:]|[^\s"[\]{},:]+/g)) {
    if (text.length > MOST_TEXT && maxString !== Infinity)
      return { text: `${text}… [truncated]`, isCut: true };
    if (token === '{' || token === '[') {
      depth += 1;
      text += token + newLine();
    } else if (token === '}' || token === ']') {
      depth -= 1;
      const isEmpty = /[[{]\s*$/.test(text.slice(-2 * Math.min(depth, MOST_LEVELS) - 4));
      text = (isEmpty ? text.trimEnd() : text + newLine()) + token;
    } else if (token === ',') text += token + newLine();
    else if (token === ':') text += ': ';
    else text += token.startsWith('"') ? cut(token, '"') : token;
  }
  return { text, isCut };
}
