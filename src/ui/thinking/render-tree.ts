import { html, nothing, type TemplateResult } from 'lit';
import type { Run } from '../../session/index.js';
import { isDefined } from '../define-element.js';
import { formatDuration, formatElapsed } from '../duration.js';
import { icons } from '../icons.js';
import { visibleText } from '../visible-text.js';
import type { ThinkingNode } from './thinking-tree.js';

type Status = ThinkingNode['status'];

const words: Record<Status, string> = {
  running: 'running',
  ok: 'finished',
  failed: 'failed',
  denied: 'denied',
  'handed-over': 'handed over',
  paused: 'paused',
  stopped: 'stopped',
  cancelled: 'stopped',
  unknown: 'no end received',
};

const marks = {
  running: html`<span class="pulse"></span>`,
  ok: icons.check,
  failed: icons.cross,
  denied: icons.cross,
  'handed-over': icons.chevron,
  paused: icons.clock,
  stopped: icons.stop,
  cancelled: icons.stop,
  unknown: icons.dash,
} as const satisfies Record<Status, TemplateResult>;

/** How the tree is shown. */
export interface TreeView {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Shows the arguments of tools. */
  readonly showToolArgs: boolean;
}

/** Says that the beginning of a run's thinking is not all there. */
export function renderLeftOut({ stepsLeftOut: count }: Run): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`<p class="left-out">
    ${count === 1 ? '1 older step is left out' : `${count} older steps are left out`}
  </p>`;
}

/** Nested lists of what the agent did. */
export function renderTree(nodes: readonly ThinkingNode[], view: TreeView): TemplateResult {
  return html`<ul>
    ${nodes.map((node) => renderNode(node, view))}
  </ul>`;
}

function renderNode(node: ThinkingNode, view: TreeView): TemplateResult {
  const { sort, status, text, detail, error, duration, children } = node;
  const isReasoning = sort === 'reasoning';
  // Something said, and nothing done: a line that is shown as it is.
  const isRemark = sort === 'step' && status === 'ok' && duration === 0;
  return html`<li class="${isRemark ? 'remark' : sort} ${status}" ?data-newest=${node.isNewest}>
    <div class="line">
      <span class="mark"
        >${isRemark || (isReasoning && status === 'ok') ? icons.dash : marks[status]}</span
      >
      ${
        isReasoning
          ? renderReasoning(text)
          : html`<span class="said"
              ><bdi class="name"
                >${sort === 'agent' || sort === 'tool' ? visibleText(text) : text}</bdi
              >
              ${
                isRemark
                  ? nothing
                  : html`<span class="state">${words[status]}${renderTime(node, view)}</span>`
              }</span
            >`
      }
    </div>
    ${
      view.showToolArgs && detail !== undefined
        ? html`<code dir="auto">${visibleText(detail)}</code>`
        : nothing
    }
    ${error === undefined ? nothing : html`<p class="error" dir="auto">${visibleText(error)}</p>`}
    ${children.length === 0 ? nothing : renderTree(children, view)}
  </li>`;
}

function renderTime({ status, startedAt, duration }: ThinkingNode, { now }: TreeView): string {
  if (duration !== undefined) return ` · ${formatDuration(duration)}`;
  return status === 'running' && startedAt !== undefined
    ? ` · ${formatElapsed(now - startedAt)}`
    : '';
}

/** Markdown where the page has its element; else paragraphs, of which only the last one changes. */
function renderReasoning(text: string): TemplateResult {
  return isDefined('sse-markdown')
    ? html`<sse-markdown class="text" .text=${text}></sse-markdown>`
    : html`<div class="text">
        ${text.split(/\n{2,}/).map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}
      </div>`;
}
