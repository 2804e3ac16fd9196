import { html, nothing, type TemplateResult } from 'lit';
import type { Checkpoint } from '../../session/index.js';
import { icons } from '../icons.js';
import { visibleText } from '../visible-text.js';
import type { Question } from './asked.js';
import { halfTime, timeLeft } from './time-left.js';

/** Why nothing can be answered now; or, unless it holds for `all`, why nothing can be approved. */
export interface Hindrance {
  readonly all?: boolean;
  readonly text: string;
}

/** How long there is still to answer. Half of it is said aloud. */
export function renderTime(checkpoint: Checkpoint): unknown {
  const left = timeLeft(checkpoint);
  if (left === undefined) return nothing;
  return html`<p class="time">${icons.clock}<span>${left} left to answer</span></p>
    <p class="hidden" role="status">${halfTime(checkpoint)}</p>`;
}

/** The buttons, and what they allow or why they do nothing yet. None is the default. */
export function renderAnswers(
  { checkpoint }: Question,
  hindrance: Hindrance | undefined,
  hasChanges: boolean,
  answer: (event: MouseEvent, choice: string) => void,
): TemplateResult {
  const { ask, choices = [], reply } = checkpoint;
  const isInput = ask === 'input';
  const yes = hasChanges ? 'Approve with changes' : isInput ? 'Answer' : 'Approve';
  const buttons =
    choices.length > 0
      ? choices
      : [
          { id: 'reject', label: 'Reject' },
          { id: 'approve', label: yes, tone: 'primary' },
        ];
  const allows = reply.send === 'begin' ? 'starts this' : 'allows this once, and nothing else';
  const words = choices.length > 0 || isInput ? '' : `Approve ${allows}.`;
  return html`<p id="reason" class="reason">${hindrance?.text ?? words}</p>
    <div class="buttons">
      ${buttons.map(
        ({ id, label, tone }) =>
          html`<button
            type="button"
            class=${tone === 'primary' ? 'approve' : 'reject'}
            aria-disabled=${hindrance && (hindrance.all || id !== 'reject') ? 'true' : 'false'}
            aria-describedby="reason"
            @click=${(event: MouseEvent) => answer(event, id)}
          >
            ${visibleText(label)}
          </button>`,
      )}
    </div>`;
}
