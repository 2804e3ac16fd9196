import { List } from './list.js';
import type { References } from './references.js';
import { element, isElement, type View } from './view.js';
import { words } from './words.js';

/** The footnotes that are referred to, below the text. */
export function drawFootnotes(references: References): View | undefined {
  const items: View[] = [];
  for (const [key, number] of references.numbers) {
    const footnote = references.footnote(key);
    if (footnote) items.push(drawFootnote(number, footnote.views));
  }
  if (items.length === 0) return undefined;
  return element('section', { class: 'footnotes', 'aria-label': words.footnotes, role: 'group' }, [
    new List('ol', 1, items, false).draw(),
  ]);
}

function drawFootnote(number: number, views: readonly View[]): View {
  const back = element(
    'button',
    {
      type: 'button',
      class: 'back',
      'data-back': String(number),
      'aria-label': words.back(number),
    },
    ['↩'],
  );
  const last = views.at(-1);
  const children =
    last !== undefined && isElement(last) && last.tag === 'p'
      ? [...views.slice(0, -1), element('p', last.attributes, [...last.children, ' ', back])]
      : [...views, back];
  return element(
    'li',
    { value: String(number), 'data-note': String(number), tabindex: '-1', dir: 'auto' },
    children,
  );
}
