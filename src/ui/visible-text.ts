import { html, type TemplateResult } from 'lit';

/** Controls (but line feed), bidi and invisible characters, and blanks that are not the plain one. */
const hidden = /(?![\n ])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Whether a text has characters that `visibleText` would show as chips. */
export function hasHidden(text: string): boolean {
  return text.search(hidden) >= 0;
}

/**
 * A name from the wire as it can be trusted to read: each hidden character is a visible chip that
 * says its code point. Nothing is dropped, for what is dropped is not what runs.
 */
export function visibleText(text: string): (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let last = 0;
  for (const match of text.matchAll(hidden)) {
    pieces.push(
      text.slice(last, match.index),
      html`<mark class="chip">${codePoint(match[0])}</mark>`,
    );
    last = match.index + match[0].length;
  }
  pieces.push(text.slice(last));
  return pieces.filter((piece) => piece !== '');
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
