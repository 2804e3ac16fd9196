import { html, nothing, type TemplateResult } from 'lit';
import type { Run } from '../../session/index.js';
import { hasThinking } from '../run-thinking.js';
import { visibleText } from '../visible-text.js';

/** What a page can say about the line. */
export interface ActivityOptions {
  readonly showToolArgs: boolean;
  readonly withoutThinking: boolean;
  readonly withoutProgress: boolean;
}

/** What the agent does now: its status, or that it has been asked and nothing else says so yet. */
export function renderActivity(
  run: Run | undefined,
  status: Run['statusLine'],
  { showToolArgs, withoutProgress, withoutThinking }: ActivityOptions,
): TemplateResult | typeof nothing {
  if (run?.status !== 'running') return nothing;
  const bars = withoutProgress ? [] : run.operations;
  const line = run.statusLine?.text;
  // A bar says the same, or that something goes on.
  if (bars.some(({ endedAt, message }) => (status ? message === line : !endedAt))) return nothing;
  if (status) {
    const detail = showToolArgs ? status.detail : undefined;
    return html`<p part="status" class="status" dir="auto">
      <span class="pulse"></span>
      <span
        >${status.text}${detail === undefined ? nothing : html` <code>${visibleText(detail)}</code>`}</span
      >
    </p>`;
  }
  if (run.messages.some(({ parts }) => parts.length > 0)) return nothing;
  if (!withoutThinking && hasThinking(run)) return nothing;
  return html`<p class="status waiting" aria-hidden="true">
    <span class="pulse dot"></span><span class="pulse dot"></span><span class="pulse dot"></span>
  </p>`;
}
