import { headOf } from '../../session/cut-text.js';
import { element, type View } from './view.js';

/** What follows after so many characters of one paragraph is drawn without marks, links and images. */
const MOST_MARKED = 10_000;
/** It is drawn in blocks of so many characters: browsers take more than twice as long for twice the lines. */
const PIECE = 4_096;

/** The part of a text that is drawn with its marks, and what is too long for them. */
export function splitText(text: string): { marked: string; further: string } {
  const length = border(text, MOST_MARKED);
  return { marked: text.slice(0, length), further: text.slice(length) };
}

/** Cuts whole pieces off the beginning of a text that is too long for marks. Space at its end may be dropped yet. */
export function cutPieces(text: string): { pieces: View[]; rest: string } {
  const pieces: View[] = [];
  const { length } = text.trimEnd();
  let begin = 0;
  while (length - begin > PIECE) {
    const end = begin + border(text.slice(begin, begin + PIECE + 1), PIECE);
    pieces.push(plainLines(text.slice(begin, end)));
    begin = end;
  }
  return { pieces, rest: text.slice(begin) };
}

export function plainLines(text: string): View {
  return element('span', { class: 'lines' }, [text]);
}

/** Where the part of a text ends that has at most so many characters: between words, never in a character. */
function border(text: string, most: number): number {
  if (most >= text.length) return text.length;
  const found = Math.max(text.lastIndexOf(' ', most), text.lastIndexOf('\n', most));
  return found > most / 2 ? found + 1 : headOf(text, most).length;
}
