import { createNode, updateNode, type View } from './view.js';

/** A place on the page for one view, or none. */
export class Place {
  readonly #place = document.createElement('div');
  #view: View | undefined;

  constructor(parent: Element) {
    parent.append(this.#place);
  }

  show(view: View | undefined): void {
    const node = this.#place.firstChild;
    if (view === undefined) node?.remove();
    else if (node && this.#view !== undefined) updateNode(node, this.#view, view);
    else this.#place.append(createNode(view));
    this.#view = view;
  }
}
