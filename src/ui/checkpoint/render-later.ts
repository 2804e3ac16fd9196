import { html, type TemplateResult } from 'lit';
import { icons } from '../icons.js';

/** What stays in the page while decisions are put off. */
export function renderWaiting(count: number, resume: () => void): TemplateResult {
  const words = count === 1 ? 'A decision waits for you' : `${count} decisions wait for you`;
  return renderLater(words, resume);
}

/** What stays where a proposal was rejected. */
export function renderDeclined(reconsider: () => void): TemplateResult {
  return renderLater('Nothing was started. Show the proposal again', reconsider);
}

function renderLater(words: string, resume: () => void): TemplateResult {
  return html`<button part="later" type="button" class="later" @click=${resume}>
    ${icons.alert}${words}
  </button>`;
}
