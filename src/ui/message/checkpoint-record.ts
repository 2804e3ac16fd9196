import { html, type TemplateResult } from 'lit';
import type { Checkpoint } from '../../session/index.js';
import { icons } from '../icons.js';
import { visibleText } from '../visible-text.js';

const outcomes: Record<(Checkpoint['decision'] & { phase: 'closed' })['outcome'], string> = {
  approved: 'Approved',
  rejected: 'Rejected',
  edited: 'Approved with changes',
  answered: 'Answered',
  cancelled: 'Not decided any more',
  expired: 'Expired',
  unknown: 'Decided elsewhere, or not at all',
};

const pending: Readonly<Record<string, string>> = {
  approve: 'You approved. Telling the server…',
  reject: 'You rejected. Telling the server…',
};

/** What has become of a checkpoint, in its place in the conversation. */
export function renderRecord({ title, decision, reply }: Checkpoint): TemplateResult {
  const isUnbegun =
    reply.send === 'begin' && decision.phase === 'closed' && decision.outcome === 'rejected';
  return html`<p class="record">
    ${decision.phase === 'closed' && decision.outcome === 'approved' ? icons.check : icons.alert}
    <span>
      <strong>${words(decision)}${isUnbegun ? ', nothing was started' : ''}</strong>
      ${title === undefined ? '' : html`<span dir="auto">${visibleText(title)}</span>`}
    </span>
  </p>`;
}

function words(decision: Checkpoint['decision']): string {
  if (decision.phase === 'open') return 'Waits for your decision';
  if (decision.phase === 'closed') return outcomes[decision.outcome];
  return pending[decision.choice] ?? 'You answered. Telling the server…';
}
