import { copyText } from '../copy-text.js';

/**
 * Puts what is in a frame on the clipboard: code as it is shown, a table as lines with tabs, which a
 * spreadsheet takes apart again. Where it could only be selected, false comes back.
 */
export async function copyFrame(frame: Element): Promise<boolean> {
  const shown = frame.querySelector('code, table');
  if (!shown) return false;
  const text = shown instanceof HTMLTableElement ? tableText(shown) : shown.textContent;
  return copyText(text.replace(/\n$/, ''), shown);
}

function tableText({ rows }: HTMLTableElement): string {
  return Array.from(rows, ({ cells }) => `${Array.from(cells, cellText).join('\t')}\n`).join('');
}

function cellText(cell: Element): string {
  return textIn(cell).replace(/\s+/g, ' ').trim();
}

/** The text without what this library has added to it: hosts beside links, the buttons of images. */
function textIn(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? '';
  if (node.matches('.host')) return '';
  return Array.from(node.childNodes, textIn).join('');
}
