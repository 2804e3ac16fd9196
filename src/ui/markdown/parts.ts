import { createNode, updateNode, type View } from './view.js';

/** Blocks in one group. The browser lays out only the groups that are on screen, and the last one. */
const BLOCKS_IN_GROUP = 32;

interface Part {
  view: View;
  node: Node;
}

/** The blocks of a document on the page, in groups. */
export class Parts {
  readonly #root: Element;
  readonly #parts: Part[] = [];
  readonly #groups: Element[] = [];

  constructor(root: Element) {
    this.#root = root;
  }

  /** Shows a block in its place: a new one at the end, or instead of the one that was there. */
  set(index: number, view: View): void {
    const part = this.#parts[index];
    if (part) {
      part.node = updateNode(part.node, part.view, view);
      part.view = view;
    } else {
      const node = createNode(view);
      this.#parts.push({ view, node });
      this.#groupOf(index).append(node);
    }
  }

  /** Removes the blocks after the first `length`. */
  truncate(length: number): void {
    for (const { node } of this.#parts.splice(length)) node.parentNode?.removeChild(node);
    const groups = Math.ceil(length / BLOCKS_IN_GROUP);
    for (const group of this.#groups.splice(groups)) group.remove();
  }

  #groupOf(index: number): Element {
    const number = Math.floor(index / BLOCKS_IN_GROUP);
    const group = this.#groups[number];
    if (group) return group;
    const added = document.createElement('div');
    added.className = 'group';
    this.#groups.push(added);
    this.#root.append(added);
    return added;
  }
}
