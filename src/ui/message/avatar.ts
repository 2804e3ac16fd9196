import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';

/** What gives a name to a picture. A copy reaches no `aria-labelledby` of the page. */
const NAMED = '[alt]:not([alt=""]), [aria-label], [title], title';

/**
 * Copies of what the page shows beside each message. They are made again when the list is another one. Without a
 * name they are decoration: not read out, and not to be pressed.
 */
export function renderAvatar(originals: readonly Element[] | undefined): unknown {
  return originals ? guard([originals], () => renderCopies(originals.map(copyOf))) : nothing;
}

function renderCopies(copies: readonly Element[]): TemplateResult {
  const isNamed = copies.some((copy) => copy.matches(NAMED) || copy.querySelector(NAMED));
  return html`<div part="avatar" class="avatar" ?inert=${!isNamed}>${copies}</div>`;
}

function copyOf(original: Element): Element {
  const copy = original.cloneNode(true) as Element;
  copy.removeAttribute('slot');
  // There are as many copies in the tree as messages.
  for (const each of [copy, ...copy.querySelectorAll('[id]')]) each.removeAttribute('id');
  return copy;
}
