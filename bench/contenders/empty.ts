import type { LitElement } from 'lit';
import type { Contender } from './contender.js';

/** A floor of the first render: shows the element, and takes no text. */
export function emptyContender(tag: string, Element: new () => LitElement): Contender {
  return {
    async mount(root) {
      customElements.define(tag, Element);
      const element = new Element();
      root.append(element);
      await element.updateComplete;
    },
    open() {},
    begin() {},
    write() {},
    end() {},
    unmount() {},
  };
}
