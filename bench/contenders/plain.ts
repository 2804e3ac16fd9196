import type { Contender, OldMessage } from './contender.js';
import { addScroller } from './scroller.js';

/** Puts the lines of a text into a parent, a block for each, and lets the last one grow. */
export class Lines {
  #line: Text | undefined;

  append(text: string, addBlock: (block: HTMLElement) => void): void {
    const [first = '', ...others] = text.split('\n');
    if (this.#line) this.#line.appendData(first);
    else this.#begin(first, addBlock);
    for (const line of others) this.#begin(line, addBlock);
  }

  #begin(text: string, addBlock: (block: HTMLElement) => void): void {
    this.#line = document.createTextNode(text);
    const block = document.createElement('p');
    block.append(this.#line);
    addBlock(block);
  }
}

/** The floor: what it costs to show the text at all. Nothing is parsed; every line is a block. */
class Plain implements Contender {
  #scroller: ReturnType<typeof addScroller> | undefined;
  #lines = new Lines();

  mount(root: HTMLElement): void {
    this.#scroller = addScroller(root);
  }

  open(messages: readonly OldMessage[]): void {
    const all = document.createDocumentFragment();
    for (const { text } of messages) new Lines().append(text, (block) => all.append(block));
    this.#scroller?.box.append(all);
    this.#scroller?.follow();
  }

  begin(): void {
    this.#lines = new Lines();
  }

  write(tokens: readonly string[]): void {
    this.#lines.append(tokens.join(''), (block) => this.#scroller?.box.append(block));
    this.#scroller?.follow();
  }

  end(): void {}

  unmount(): void {
    this.#scroller?.box.remove();
  }
}

export const contender: Contender = new Plain();
