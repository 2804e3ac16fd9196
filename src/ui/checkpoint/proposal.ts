import { html, nothing, type TemplateResult } from 'lit';
import { humanised } from '../humanised.js';
import { hasHidden, visibleText } from '../visible-text.js';

/** Markdown where the page has its element, unless that could hide something; else text as it came. */
export function renderText(text: string): TemplateResult {
  const lines = text.replaceAll('\r\n', '\n');
  return customElements.get('sse-markdown') && !hasHidden(lines)
    ? html`<sse-markdown .text=${lines}></sse-markdown>`
    : html`<p class="text" dir="auto">${visibleText(lines)}</p>`;
}

/** What is proposed, as it came: members by name, lists as lists, anything else as text. */
export function renderProposal(proposal: unknown): TemplateResult | typeof nothing {
  if (proposal === undefined || proposal === null) return nothing;
  if (typeof proposal !== 'object') return html`<p class="text" dir="auto">${plain(proposal)}</p>`;
  if (Array.isArray(proposal)) return renderList(proposal);
  const members = Object.entries(proposal).filter(([, value]) => value !== undefined);
  if (members.length === 0) return nothing;
  return html`<dl>
    ${members.map(
      ([name, value]) =>
        html`<div>
          <dt>${visibleText(humanised(name))}</dt>
          <dd>${Array.isArray(value) ? renderList(value) : plain(value)}</dd>
        </div>`,
    )}
  </dl>`;
}

function renderList(items: readonly unknown[]): TemplateResult {
  return html`<ul>
    ${items.map((item) => html`<li dir="auto">${plain(item)}</li>`)}
  </ul>`;
}

function plain(value: unknown): ReturnType<typeof visibleText> {
  return visibleText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}
