import { createElement, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Streamdown } from 'streamdown';
import type { Contender, OldMessage } from './contender.js';
import { addScroller } from './scroller.js';

/** Streamdown with React: one component for each message, rendered anew once a frame. */
class StreamdownContender implements Contender {
  #scroller: ReturnType<typeof addScroller> | undefined;
  #root: Root | undefined;
  #old: readonly ReactNode[] = [];
  #text = '';
  #isOpen = false;

  mount(root: HTMLElement): void {
    this.#scroller = addScroller(root);
    this.#root = createRoot(this.#scroller.box);
    this.#render();
  }

  open(messages: readonly OldMessage[]): void {
    this.#old = messages.map(({ text }, key) => createElement(Streamdown, { key }, text));
    this.#render();
  }

  begin(): void {
    this.#text = '';
    this.#isOpen = true;
  }

  write(tokens: readonly string[]): void {
    this.#text += tokens.join('');
    this.#render();
  }

  end(): void {
    this.#isOpen = false;
    this.#render();
  }

  unmount(): void {
    this.#root?.unmount();
    this.#scroller?.box.remove();
  }

  #render(): void {
    const latest = createElement(
      Streamdown,
      { key: 'latest', mode: this.#isOpen ? 'streaming' : 'static', isAnimating: this.#isOpen },
      this.#text,
    );
    this.#root?.render([this.#old, latest]);
    requestAnimationFrame(() => this.#scroller?.follow());
  }
}

export const contender: Contender = new StreamdownContender();
