import type { Contender, OldMessage } from './contender.js';
import { Lines } from './plain.js';
import { addScroller } from './scroller.js';

/** Blocks in one group. */
const GROUP = 40;

/** Blocks in groups; all but the last are contained, and cost nothing while they are out of sight. */
class Groups {
  readonly #parent: ParentNode;
  #last: HTMLElement | undefined;

  constructor(parent: ParentNode) {
    this.#parent = parent;
  }

  readonly add = (block: HTMLElement): void => {
    if (!this.#last || this.#last.childElementCount >= GROUP) {
      this.#last?.classList.add('contained');
      this.#last = document.createElement('div');
      this.#parent.append(this.#last);
    }
    this.#last.append(block);
  };
}

/** The grouped floor: the text of `plain`, in contained groups. */
class Grouped implements Contender {
  #scroller: ReturnType<typeof addScroller> | undefined;
  #groups = new Groups(document.createDocumentFragment());
  #lines = new Lines();

  mount(root: HTMLElement): void {
    this.#scroller = addScroller(root);
    this.#groups = new Groups(this.#scroller.box);
  }

  open(messages: readonly OldMessage[]): void {
    for (const { text } of messages) new Lines().append(text, this.#groups.add);
    this.#scroller?.follow();
  }

  begin(): void {
    this.#lines = new Lines();
  }

  write(tokens: readonly string[]): void {
    this.#lines.append(tokens.join(''), this.#groups.add);
    this.#scroller?.follow();
  }

  end(): void {}

  unmount(): void {
    this.#scroller?.box.remove();
  }
}

export const contender: Contender = new Grouped();
