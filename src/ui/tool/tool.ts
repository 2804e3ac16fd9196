import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ToolPart, ToolStatus } from '../../session/index.js';
import { formatDuration } from '../duration.js';
import { icons } from '../icons.js';
import { draw, type Renderer, rendererFor, type Renderers } from '../renderer.js';
import { theme } from '../theme.js';
import { visibleText } from '../visible-text.js';
import { prettyJson } from '../pretty-json.js';
import { toolStyles } from './tool.styles.js';

/** Most characters of one string in arguments and results until "Show all" is pressed. */
const MAX_STRING = 5_000;

const words: Record<ToolStatus, string> = {
  running: 'running',
  ok: 'finished',
  failed: 'failed',
  denied: 'denied',
  'handed-over': 'handed over',
  stopped: 'stopped',
  unknown: 'no result received',
};

const marks = {
  running: html`<span class="spinner"></span>`,
  ok: icons.check,
  failed: icons.cross,
  denied: icons.cross,
  'handed-over': icons.chevron,
  stopped: icons.stop,
  unknown: icons.dash,
} as const satisfies Record<ToolStatus, TemplateResult>;

/**
 * One tool call: its name, how it stands and how long it took. Arguments and result are folded away.
 *
 * @element sse-tool
 * @csspart summary - The line that is always there.
 * @csspart details - Arguments and result.
 * @csspart drawing - What the page has drawn of the result.
 */
export class SseTool extends LitElement {
  static override styles = [theme, toolStyles];

  /** The tool call to show. */
  @property({ attribute: false }) tool?: ToolPart;

  /** Draw what came of a tool: those by `tool:` and its name. */
  @property({ attribute: false }) renderers?: Renderers | undefined;

  @state() private showsAll = false;
  @state() private drawing: Node | undefined;
  /** What the drawing was made of, and by whom. */
  private drawn: { readonly result: string; readonly renderer: Renderer } | undefined;

  protected override willUpdate(): void {
    const { tool, drawn } = this;
    const result = tool?.status === 'ok' ? resultOf(tool) : '';
    const renderer = rendererFor(`tool:${tool?.name}`, this.renderers);
    if (result === (drawn?.result ?? '') && renderer === drawn?.renderer) return;
    const next = renderer && result !== '' ? { result, renderer } : undefined;
    this.drawn = next;
    this.drawing = undefined;
    if (!next) return;
    draw(next.renderer, result, 'block', (node) => {
      if (this.drawn === next) this.drawing = node;
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { tool } = this;
    if (!tool) return nothing;
    const { args, error, inputOk } = tool;
    const result = resultOf(tool);
    return html`
      <details>
        <summary part="summary" class=${tool.status}>
          <span class="mark">${marks[tool.status]}</span>
          <span class="call">
            <span class="name" dir="auto"
              >${visibleText(tool.title ?? tool.name ?? 'Unnamed tool')}</span
            >
            <span class="state">${words[tool.status]}</span>
          </span>
          ${
            tool.duration === undefined
              ? nothing
              : html`<span class="time">${formatDuration(tool.duration)}</span>`
          }
          <span class="chevron">${icons.chevron}</span>
        </summary>
        <div part="details" class="body">
          ${inputOk ? nothing : html`<p class="warning">The arguments could not be read.</p>`}
          ${args === '' ? nothing : this.block('Arguments', args)}
          ${result === '' ? nothing : this.block('Result', result)}
          ${error === undefined ? nothing : html`<p class="error" dir="auto">${visibleText(error)}</p>`}
          ${
            args === '' && result === '' && error === undefined
              ? html`<p class="empty">No arguments, no result.</p>`
              : nothing
          }
        </div>
      </details>
      ${this.drawing ? html`<div part="drawing" class="drawing">${this.drawing}</div>` : nothing}
    `;
  }

  private block(title: string, json: string): TemplateResult {
    const { text, isCut } = prettyJson(json, this.showsAll ? Infinity : MAX_STRING);
    return html`
      <h4>${title}</h4>
      <pre tabindex="0" role="region" aria-label=${title}><code>${visibleText(text)}</code></pre>
      ${isCut ? html`<button type="button" class="all" @click=${this.showAll}>Show all</button>` : nothing}
    `;
  }

  /** The focus goes to what there is more of: the button goes. */
  private readonly showAll = ({ target }: Event): void => {
    const shown = (target as Element).previousElementSibling;
    if (shown instanceof HTMLElement) shown.focus();
    this.showsAll = true;
  };
}

/** As it came. */
function resultOf({ output, outputText }: ToolPart): string {
  return outputText ?? (output === undefined ? '' : JSON.stringify(output));
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-tool': SseTool;
  }
}
