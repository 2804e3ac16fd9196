import { html, type TemplateResult } from 'lit';
import { lazy } from './lazy.js';

/**
 * What needs a look: pictures with what joins them, which hides nothing; words; and `hidden`, which is
 * controls (but line feed), bidi and invisible characters, blanks that are not the plain one, and plain
 * ones at an end, where they make another name that looks the same, or so many that they push text away.
 */
const suspects = lazy(
  () =>
    /\p{ExtPict}[\p{EMod}\ufe0f]?(?:\u200d\p{ExtPict}[\p{EMod}\ufe0f]?)*|(?<hidden>^ +| +$| {9,}|\n{9,}|(?<one>(?![\n ])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{DI}\u2800])\k<one>*)|(?:(?!\p{DI})[\p{L}\p{M}])+/gu,
);

/** Letters of scripts that have some which look like Latin ones. */
const lookalikes = lazy(() => /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Cher}\p{sc=Lisu}]/gu);

const latin = lazy(() => /\p{sc=Latn}/u);

/** Most chips for one character that comes several times in a row; more are counted in one. */
const MOST_CHIPS = 3;

/** Whether a text, but for its ends, has characters that `visibleText` would mark. */
export function hasHidden(text: string): boolean {
  return piecesOf(text.trim()).length > 1;
}

/**
 * A name from the wire as it can be trusted to read: each hidden character is a visible chip that
 * says its code point. Such a chip also follows each letter that could be taken for a Latin one in a
 * word that has Latin letters. Nothing is dropped, for what is dropped is not what runs.
 */
export function visibleText(text: string): (string | TemplateResult)[] {
  return piecesOf(text)
    .flatMap(([piece, code]) => [piece, code && html`<mark class="chip">${code}</mark>`])
    .filter((piece) => piece !== '');
}

/** The same as text alone, for names that only assistive technology reads. */
export function visibleName(text: string): string {
  return piecesOf(text).flat().join('');
}

/** Each hidden character of a text, in order; blanks at its ends are none here. */
export function hiddenIn(text: string): string[] {
  const found = [...text.trim().matchAll(suspects())];
  return found.flatMap(({ groups }) => [...(groups?.['hidden'] ?? '')]);
}

/** The words of a text that mix Latin letters with others which look alike. */
export function mixedIn(text: string): string[] {
  const words = Array.from(text.matchAll(suspects()), ([word]) => word);
  return words.filter((word) => latin().test(word) && word.search(lookalikes()) >= 0);
}

/** What can be shown as it is, each with the code point to show after it; the last one has none. */
function piecesOf(text: string): (readonly [text: string, code: string])[] {
  const pieces: (readonly [string, string])[] = [];
  let last = 0;
  const mark = (characters: string, from: number, to: number): void => {
    const all = [...characters];
    const codes = all.map(codePoint);
    const shown = all.length > MOST_CHIPS ? [`${codes[0]} ×${all.length}`] : codes;
    shown.forEach((code, index) => pieces.push([index === 0 ? text.slice(last, from) : '', code]));
    last = to;
  };
  for (const { 0: found, index, groups } of text.matchAll(suspects())) {
    if (groups?.['hidden']) mark(found, index, index + found.length);
    else if (latin().test(found)) {
      for (const { 0: letter, index: at } of found.matchAll(lookalikes())) {
        const end = index + at + letter.length;
        mark(letter, end, end);
      }
    }
  }
  return [...pieces, [text.slice(last), '']];
}

/** `U+202E`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
