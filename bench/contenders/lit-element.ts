import { html, LitElement } from 'lit';
import { emptyContender } from './empty.js';

class BareElement extends LitElement {
  override render() {
    return html`<p>A bare element</p>`;
  }
}

/** The floor of a first render: the least that Lit can show. */
export const contender = emptyContender('bare-element', BareElement);
