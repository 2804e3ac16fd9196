import { html, nothing, type TemplateResult } from 'lit';
import type { Checkpoint } from '../../session/index.js';
import { icons } from '../icons.js';
import { visibleText } from '../visible-text.js';
import { clockTime } from '../clock-time.js';

const outcomes: Record<(Checkpoint['decision'] & { phase: 'closed' })['outcome'], string> = {
  approved: 'Approved elsewhere',
  rejected: 'Rejected elsewhere',
  edited: 'Approved elsewhere with changes',
  answered: 'Answered elsewhere',
  cancelled: 'Not decided any more',
  expired: 'Expired',
  unknown: 'Decided elsewhere, or not at all',
};

/** What the person has done here, whatever has come of it. */
const deeds: Readonly<Record<string, string>> = {
  approved: 'You approved',
  rejected: 'You rejected',
  edited: 'You approved, with changes',
  answered: 'You answered',
  approve: 'You approved',
  reject: 'You rejected',
};

/** What has become of a checkpoint, in its place in the conversation. */
export function renderRecord({ title, toolName, decision, reply }: Checkpoint): TemplateResult {
  const isUnbegun =
    reply.send === 'begin' && decision.phase === 'closed' && decision.outcome === 'rejected';
  const at = decision.phase === 'closed' ? decision.at : undefined;
  const what = toolName ?? title;
  const isWell = decision.phase === 'closed' && /approved|edited|answered/.test(decision.outcome);
  return html`<p class="record">
    ${isWell ? icons.check : icons.alert}
    <span>
      <strong>${words(decision)}</strong>
      ${what === undefined ? nothing : html`<span dir="auto">${visibleText(what)}</span>`}
      ${at === undefined ? nothing : html`<time datetime=${new Date(at).toISOString()}>at ${clockTime(at)}</time>`}${
        isUnbegun ? '. Nothing was started.' : nothing
      }${decision.phase === 'pending' ? '. Telling the server…' : nothing}
    </span>
  </p>`;
}

function words(decision: Checkpoint['decision']): string {
  if (decision.phase === 'pending') return deeds[decision.choice] ?? 'You answered';
  if (decision.phase === 'closed')
    return (decision.choice !== undefined && deeds[decision.outcome]) || outcomes[decision.outcome];
  return decision.isUnknown ? 'Not known whether your answer was taken' : 'Waits for your decision';
}
