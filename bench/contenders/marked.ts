import { marked } from 'marked';
import type { Contender, OldMessage } from './contender.js';
import { addScroller } from './scroller.js';

/** What many pages do: all of the text parsed and put in again for every frame. Nothing is checked. */
class Marked implements Contender {
  #scroller: ReturnType<typeof addScroller> | undefined;
  #message: HTMLElement | undefined;
  #text = '';

  mount(root: HTMLElement): void {
    this.#scroller = addScroller(root);
  }

  open(messages: readonly OldMessage[]): void {
    for (const { text } of messages) {
      this.begin();
      this.write([text]);
    }
  }

  begin(): void {
    this.#text = '';
    this.#message = document.createElement('div');
    this.#scroller?.box.append(this.#message);
  }

  write(tokens: readonly string[]): void {
    this.#text += tokens.join('');
    if (this.#message) this.#message.innerHTML = marked.parse(this.#text);
    requestAnimationFrame(() => this.#scroller?.follow());
  }

  end(): void {}

  unmount(): void {
    this.#scroller?.box.remove();
  }
}

export const contender: Contender = new Marked();
