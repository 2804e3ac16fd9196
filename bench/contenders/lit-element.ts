import { html, LitElement } from 'lit';
import type { Contender } from './contender.js';

class BareElement extends LitElement {
  override render() {
    return html`<p>A bare element</p>`;
  }
}

/** The floor of a first render: the least that Lit can show. It takes no text. */
export const contender: Contender = {
  async mount(root) {
    customElements.define('bare-element', BareElement);
    const element = new BareElement();
    root.append(element);
    await element.updateComplete;
  },
  open() {},
  begin() {},
  write() {},
  end() {},
  unmount() {},
};
