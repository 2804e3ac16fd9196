import type { Token } from './markdown-it.js';
import { Pieces } from './pieces.js';
import { element, isElement, textOf, type ElementView, type View } from './view.js';

/** Items in one list element. A longer list is drawn as several, one below the other. */
const ITEMS_IN_PIECE = 100;

/** An outermost list, as far as it has come. */
export class List {
  readonly #tag: string;
  readonly #start: number;
  readonly #items: readonly View[];
  readonly #isLoose: boolean;
  readonly #pieces: Pieces;

  constructor(
    tag: string,
    start: number,
    items: readonly View[],
    isLoose: boolean,
    before?: Pieces,
  ) {
    this.#tag = tag;
    this.#start = start;
    this.#items = items;
    this.#isLoose = isLoose;
    const wrap = (views: readonly View[], first: number) =>
      drawList(tag, start + first, views, isLoose);
    const added = before ? items.slice(before.length) : items;
    this.#pieces = new Pieces(ITEMS_IN_PIECE, wrap, before).add(added);
  }

  /** The list with more items; what was drawn of it is kept, unless it has become loose. */
  with(items: readonly View[], isLoose: boolean): List {
    const isSame = !isLoose || this.#isLoose;
    const all = [...this.#items, ...items];
    return new List(
      this.#tag,
      this.#start,
      all,
      isLoose || this.#isLoose,
      isSame ? this.#pieces : undefined,
    );
  }

  draw(): ElementView {
    const last = this.#start + this.#items.length - 1;
    const attributes: Record<string, string> = { class: 'list', dir: 'auto' };
    if (this.#tag === 'ol' && last > 99) attributes['--_digits'] = String(String(last).length);
    return element('div', attributes, this.#pieces.draw());
  }
}

/** A list as one element. */
export function drawList(
  tag: string,
  start: number,
  items: readonly View[],
  isLoose: boolean,
): ElementView {
  const attributes: Record<string, string> = {};
  if (tag === 'ol' && start !== 1) attributes['start'] = String(start);
  if (isLoose) attributes['class'] = 'loose';
  return element(tag, attributes, items);
}

/** The number that an ordered list begins with. */
export function startOf(token: Token | undefined): number {
  return Number(token?.attrs?.find(([name]) => name === 'start')?.[1] ?? 1);
}

/** An item; `[ ]` or `[x]` at its beginning makes it a task. */
export function drawItem(children: readonly View[]): ElementView {
  const [first, ...others] = children;
  if (first === undefined || !isElement(first) || first.tag !== 'p')
    return element('li', {}, children);
  const [text = '', ...rest] = first.children;
  const mark = typeof text === 'string' ? /^\[([ xX])\]\s+/.exec(text) : null;
  const label = typeof text === 'string' && mark ? [text.slice(mark[0].length), ...rest] : [];
  if (!mark || textOf(label).trim() === '') return element('li', {}, children);
  const box: Record<string, string> = {
    type: 'checkbox',
    disabled: '',
    'aria-label': textOf(label),
  };
  if (mark[1] !== ' ') box['checked'] = '';
  const shown = label.filter((view) => view !== '');
  return element('li', { class: 'task' }, [
    element('p', first.attributes, [element('input', box), ...shown]),
    ...others,
  ]);
}
