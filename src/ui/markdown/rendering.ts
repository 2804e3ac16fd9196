import { draw, type Renderer } from '../renderer.js';
import { scroller } from './frame.js';
import type { Formula } from './rules/maths.js';
import { createNode, element, type View } from './view.js';
import { words } from './words.js';

/** A formula; its source is there until it is drawn, and stays if it cannot be. */
export function formulaView(text: string, formula: Formula, renderer: Renderer): View {
  const { source, isDisplay } = formula;
  const create = (): Node => {
    const place = document.createElement('span');
    place.append(text);
    draw(renderer, source, isDisplay ? 'block' : 'inline', (node) => place.replaceChildren(node));
    return place;
  };
  const attributes = isDisplay ? scroller(words.formula) : {};
  return element(
    'span',
    { class: isDisplay ? 'display' : 'inline', part: 'formula', dir: 'ltr', ...attributes },
    [{ key: text, create }],
  );
}

/** Draws what the code in a frame describes in the place of the code. */
export function drawDiagram(frame: Element, language: string, renderer: Renderer): void {
  draw(renderer, frame.querySelector('code')?.textContent ?? '', 'block', (node) => {
    const box = createNode(element('div', { class: 'drawing', ...scroller(language) }));
    box.appendChild(node);
    frame.append(box);
    frame.classList.add('drawn');
  });
}
