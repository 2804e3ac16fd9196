import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { icons } from '../icons.js';
import { visibleText } from '../visible-text.js';
import type { Question } from '../question.js';
import { textsOf } from './asked.js';
import { renderText } from './proposal.js';
import { warningsOf } from './warnings.js';

/** Who asks: by name, and that it is an agent and where from; or the page itself. */
export function renderWho({ agent, checkpoint }: Question, host: string): TemplateResult {
  if (checkpoint.reply.send === 'begin')
    return html`<span class="who" dir="auto">This page asks</span>`;
  const from = host === '' ? nothing : html` at <bdi>${host}</bdi>`;
  return agent === undefined
    ? html`<span class="who" dir="auto">The agent${from} asks</span>`
    : html`<span class="who" dir="auto"
        ><strong><bdi>${visibleText(agent)}</bdi></strong
        >, an agent${from}, asks</span
      >`;
}

/** The question itself. What names a tool names it exactly. */
export function renderTitle({ checkpoint: { ask, title }, toolName }: Question): unknown {
  if (title !== undefined) return visibleText(title);
  if (toolName === undefined)
    return ask === 'input' ? 'The agent needs an answer' : 'Approve to continue?';
  return html`Allow <code>${visibleText(toolName)}</code>?`;
}

/** Why the question is here again. */
export function renderError({ checkpoint: { decision } }: Question): unknown {
  if (decision.phase !== 'open' || decision.error === undefined) return nothing;
  const { error, isUnknown } = decision;
  return html`<p class="error" role="alert" dir="auto">
    ${isUnknown ? 'Not confirmed.' : 'Not sent.'} ${error}
    ${isUnknown ? 'It may have been taken all the same.' : nothing}
  </p>`;
}

/** What would be done, and what is said about it. Where a tool would run, what it is given comes first. */
export function renderMatter(question: Question, facts: unknown): unknown {
  const words = renderWords(question);
  return question.toolName === undefined ? [words, facts] : [renderTool(question), facts, words];
}

/** The tool that would run, and what it runs on. */
function renderTool({ checkpoint: { server }, toolName }: Question): unknown {
  if (toolName === undefined) return nothing;
  return html`<p class="tool" dir="auto">
    <span class="label">Tool</span> <code dir="auto">${visibleText(toolName)}</code>
    ${
      server === undefined
        ? html`<span class="label">on a server that is not named</span>`
        : html`<span class="label">on</span> <code dir="auto">${visibleText(server)}</code>`
    }
  </p>`;
}

/** What the agent says about it: its own words, marked as such. What a page proposes is no agent's word. */
function renderWords({ checkpoint: { reply, text } }: Question): unknown {
  if (text === undefined || text.trim() === '') return nothing;
  if (reply.send === 'begin') return html`<div class="proposal">${renderText(text)}</div>`;
  return html`<div class="words">
    <p class="label">In the agent’s own words</p>
    ${renderText(text)}
  </div>`;
}

/** What hides in what is asked. */
export function renderWarnings(question: Question): unknown {
  return warningsOf(textsOf(question)).map(
    (warning) =>
      html`<p class="warning">${icons.alert}<span dir="auto">${visibleText(warning)}</span></p>`,
  );
}

/** All that was asked, as it came, behind a line that opens it. */
export function renderSource({ source }: Question): unknown {
  if (source === undefined) return nothing;
  return html`<details>
    <summary>As received</summary>
    <pre
      tabindex="0"
      role="region"
      aria-label="As received"
    ><code>${visibleText(source)}</code></pre>
  </details>`;
}

/** A field for what a person wants to say beside the answer, where it can be told. Another question has an empty one. */
export function renderFeedback(
  { checkpoint: { canComment, seq } }: Question,
  label: string,
): unknown {
  if (canComment === false) return nothing;
  const field = html`<label class="feedback">
    ${label}
    <textarea rows="2" dir="auto"></textarea>
  </label>`;
  return keyed(seq, field);
}
