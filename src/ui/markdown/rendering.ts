import type { Renderer, Renderers } from '../renderer.js';
import { scroller } from './frame.js';
import { reportOnce } from './report-once.js';
import type { Formula } from './rules/maths.js';
import { createNode, element, type View } from './view.js';
import { words } from './words.js';

/** The renderer that the page has given for a language, if it has. */
export function rendererFor(
  language: string,
  renderers: Renderers | undefined,
): Renderer | undefined {
  return renderers && Object.hasOwn(renderers, language) ? renderers[language] : undefined;
}

/** A formula; its source is there until it is drawn, and stays if it cannot be. */
export function formulaView(text: string, formula: Formula, renderer: Renderer): View {
  const { source, isDisplay } = formula;
  const create = (): Node => {
    const place = document.createElement('span');
    place.append(text);
    draw(renderer, source, isDisplay, (node) => place.replaceChildren(node));
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
  draw(renderer, frame.querySelector('code')?.textContent ?? '', true, (node) => {
    const box = createNode(element('div', { class: 'drawing', ...scroller(language) }));
    box.appendChild(node);
    frame.append(box);
    frame.classList.add('drawn');
  });
}

function draw(
  renderer: Renderer,
  source: string,
  isBlock: boolean,
  show: (node: Node) => void,
): void {
  const check = (node: Node): void => {
    if (!(node instanceof Node)) throw new TypeError(`Expected a node, got ${typeof node}`);
    show(node);
  };
  const fail = (error: unknown): void => reportOnce(renderer, error);
  try {
    const drawn = renderer(source, isBlock ? 'block' : 'inline');
    if (drawn instanceof Promise) drawn.then(check).catch(fail);
    else check(drawn);
  } catch (error) {
    fail(error);
  }
}
