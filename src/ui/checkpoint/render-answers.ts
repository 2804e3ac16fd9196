import { html, nothing, type TemplateResult } from 'lit';
import type { Checkpoint } from '../../session/index.js';
import { icons } from '../icons.js';
import { visibleText } from '../visible-text.js';
import type { Question } from '../question.js';
import { halfTime, timeLeft } from './time-left.js';

/** What can be answered now, and why not more. */
export interface Ability {
  /** Nothing counts yet. */
  readonly isShut: boolean;
  /** Why nothing can be answered at all. */
  readonly obstacle?: string | undefined;
  /** Why nothing can be approved. */
  readonly objection?: string | undefined;
  /** An approval would bring other arguments. */
  readonly hasChanges: boolean;
}

/** How long there is still to answer. Half of it is said aloud. */
export function renderTime(checkpoint: Checkpoint): unknown {
  const left = timeLeft(checkpoint);
  if (left === undefined) return nothing;
  return html`<p class="time">${icons.clock}<span dir="auto">${left} left to answer</span></p>
    <p class="hidden" role="status">${halfTime(checkpoint)}</p>`;
}

/** The buttons, and what they allow or why they do nothing yet. None is the default. */
export function renderAnswers(
  { checkpoint }: Question,
  { hasChanges, isShut, objection, obstacle }: Ability,
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
  const allows = reply.send === 'begin' ? 'starts this' : 'allows this once';
  const words = choices.length > 0 || isInput ? '' : `Approve ${allows}.`;
  const isOff = isShut || obstacle !== undefined;
  // Both are there, one of them out of sight: the buttons must not move when the guard opens.
  return html`<p id="reason" class="reason">
      <span dir="auto" class=${isShut ? '' : 'away'}
        >Take a moment to read. The buttons work in half a second.</span
      >
      <span dir="auto" class=${isShut ? 'away' : ''}>${obstacle ?? objection ?? words}</span>
    </p>
    <div class="buttons">
      ${buttons.map(
        ({ id, label, tone }) =>
          html`<button
            type="button"
            class=${tone === 'primary' ? 'approve' : 'reject'}
            aria-disabled=${isOff || (objection !== undefined && id !== 'reject') ? 'true' : 'false'}
            aria-describedby="reason"
            @click=${(event: MouseEvent) => answer(event, id)}
          >
            ${visibleText(label)}
          </button>`,
      )}
    </div>`;
}
