import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Run } from '../../session/index.js';
import { drawFromOwnRegistry } from '../define-element.js';
import { icons } from '../icons.js';
import { theme } from '../theme.js';
import { renderLeftOut, renderTree } from './render-tree.js';
import { panelStyles } from './thinking-panel.styles.js';
import { buildTree } from './thinking-tree.js';
import { treeStyles } from './tree.styles.js';

/**
 * The flyout with the thinking of one run. It takes the focus when it is shown, and says `close` when
 * it is to go; the element that shows it does the rest.
 *
 * @element sse-thinking-panel
 * @csspart panel - The whole.
 */
export class SseThinkingPanel extends LitElement {
  static override styles = [theme, treeStyles, panelStyles];

  /** The run whose thinking is shown. */
  @property({ attribute: false }) run?: Run;
  /** Shows the arguments of tools. */
  @property({ attribute: 'show-tool-args', type: Boolean }) showToolArgs = false;
  /** Leaves out the tool calls of messages. */
  @property({ attribute: 'without-tools', type: Boolean }) withoutTools = false;

  @query('.panel') private readonly panel!: HTMLElement;
  @query('button') private readonly button!: HTMLElement;

  override connectedCallback(): void {
    drawFromOwnRegistry(this);
    super.connectedCallback();
    if (this.popover) this.showPopover();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.run) return nothing;
    const view = { now: Date.now(), showToolArgs: this.showToolArgs };
    return html`<div
      part="panel"
      class="panel"
      role="complementary"
      aria-label="Thinking"
      tabindex="-1"
      @keydown=${this.handleKey}
    >
      <div class="head">
        <span class="title">Thinking</span>
        <button type="button" @click=${this.close}>
          ${icons.cross}<span class="hidden">Close</span>
        </button>
      </div>
      ${renderLeftOut(this.run)} ${renderTree(buildTree(this.run, !this.withoutTools), view)}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!changed.has('run') || changed.get('run')?.id === this.run?.id) return;
    this.panel.scrollTop = 0;
    this.button.focus({ preventScroll: true });
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.close();
  };

  private readonly close = (): void => {
    this.dispatchEvent(new Event('close'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-thinking-panel': SseThinkingPanel;
  }
}
