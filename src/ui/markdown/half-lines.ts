import type { Block } from './parser.js';

/**
 * Lines of which nobody can say yet what they are: the mark of a list item, a rule, a heading or an
 * underline without its text; a label in brackets, which a link or a definition may follow.
 */
const undecided = [
  /^[ \t>]*(?:[*+_=#~`$]+|[-:|][-:| \t]*|\d{1,9}[.)]?)[ \t]*$/,
  /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]?\]?)?[ \t]*$/,
  /^ {0,3}\[[^\]]{0,60}\]?$/,
  /^ {0,3}\[[^\]^][^\]]*\]:/,
];

/** Leaves out the last line of a text that is being written, as long as it is undecided. */
export function withoutHalfLine(text: string): string {
  const begin = text.lastIndexOf('\n') + 1;
  if (begin === text.length || text.length - begin > 1_000) return text;
  const line = text.slice(begin);
  return undecided.some((pattern) => pattern.test(line)) ? text.slice(0, begin) : text;
}

/**
 * The line that makes a table of the row at the end of a text, when it looks like the head of a table;
 * undefined if it does not.
 */
export function tableLine(text: string, last: Block | undefined): string | undefined {
  if (last?.type !== 'paragraph_open') return undefined;
  const lines = text.trimEnd().split('\n', last.end).slice(last.start);
  const row = lines.at(-1) ?? '';
  if (lines.length > 1 || !/^ {0,3}\|/.test(row) || /\n[ \t]*\n$/.test(text)) return undefined;
  const cells = row.trim().replace(/\\./g, '').replace(/^\|/, '').replace(/\|$/, '').split('|');
  return `${text.endsWith('\n') ? '' : '\n'}|${'-|'.repeat(cells.length)}`;
}
