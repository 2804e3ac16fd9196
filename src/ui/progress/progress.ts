import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Operation, Run, SessionState } from '../../session/index.js';
import { StreamController } from '../../stream-controller/index.js';
import { SessionElement } from '../session-element.js';
import { Announcer } from '../announcer.js';
import { icons } from '../icons.js';
import { strings } from '../strings.js';
import { theme } from '../theme.js';
import { Ticker } from '../ticker.js';
import { visibleText } from '../visible-text.js';
import { barOf, isLost, isOver, selectProgress, type Bar, type ProgressState } from './bars.js';
import { ProgressNarrator } from './progress-narrator.js';
import { progressStyles } from './progress.styles.js';
import { renderBar } from './render-bar.js';
import { renderTimes } from './render-times.js';

/** Milliseconds that a finished bar stays before it folds away. */
const FOLD_AFTER = 2_000;

/**
 * How far an agent is: one bar for each operation of the latest run, with its states, its live figures
 * and the rounds it goes through. Where nobody knows how far it is, no figure is shown. Finished bars
 * fold into one line that can be opened. Shows nothing as long as there is nothing to show.
 *
 * @element sse-progress
 * @slot empty - Shown while there are no operations.
 * @csspart bar - One operation, with all that belongs to it.
 * @csspart track - The line that fills.
 * @csspart connection - What is said of the connection when it is not well, and no chat says it.
 * @csspart button - The button that cancels an operation.
 * @cssprop [--sse-progress-height=0.375rem] - Thickness of the line.
 * @cssprop [--sse-progress-track=var(--sse-color-border)] - Colour of the line where it is empty.
 * @cssprop [--sse-progress-fill=var(--sse-color-accent)] - Colour of the line where it is filled.
 * @cssstate running - An operation goes on.
 */
export class SseProgress extends SessionElement {
  static override styles = [theme, progressStyles];

  /** Only name, bar and percentage, on one line. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Milliseconds without movement after which a bar says so. Default: never. */
  @property({ type: Number }) timeout?: number;
  /** The same by operation, as JSON; it wins over `timeout`. */
  @property({ type: Object }) timeouts?: Readonly<Record<string, number>>;
  /** The states of an operation in their order, by operation, as JSON. */
  @property({ type: Object }) states?: Readonly<Record<string, readonly string[]>>;
  /** The page's own percentage, 0 to 100. Undefined leaves it to the server's, NaN says that it is not known. */
  @property({ attribute: false }) progressCalculator?: (
    operation: Operation,
    run: Run,
  ) => number | undefined;

  /** Cancellations that a person asked for: under way (undefined), or why they failed. */
  @state() private cancellations: ReadonlyMap<string, string | undefined> = new Map();

  protected override readonly controller: StreamController<ProgressState | undefined> =
    new StreamController(this, (session: SessionState) => this.select(session), {
      onNotice: this.announce,
      onSession: this.redraw,
    });

  private readonly ticker = new Ticker(this);
  private readonly announcer = new Announcer(this);
  private readonly narrator = new ProgressNarrator(this.announcer.announce);
  private readonly internals = this.attachInternals();
  private bars: readonly Bar[] = [];
  /** Operations as they were when the connection was lost. One that moves is another object. */
  private lost: ReadonlySet<Operation> = new Set();
  /** What had the focus before an update. */
  private focused: Element | null = null;
  private focusedBar: HTMLElement | null = null;

  override render(): TemplateResult {
    const run = this.controller.value?.run;
    if (!run || this.bars.length === 0) {
      return html`<slot name="empty"></slot>${this.renderConnection()}`;
    }
    const now = Date.now();
    const folded = this.bars.filter((bar) => isFolded(bar, now));
    const isAllFolded = folded.length === this.bars.length;
    // Never moved from place to place: a press that was meant for one bar must not hit another.
    const rows = (isWanted: boolean): TemplateResult =>
      html`<ul>
        ${this.bars.map((bar) =>
          folded.includes(bar) === isWanted
            ? renderBar(bar, this.compact, this.renderCancel(bar, run))
            : nothing,
        )}
      </ul>`;
    const times = this.compact ? nothing : renderTimes(run, now);
    return html`
      ${isAllFolded ? nothing : html`${rows(false)}${times}`}
      ${
        folded.length === 0
          ? nothing
          : html`<details>
              <summary>${icons.check}${folded.length} finished${icons.chevron}</summary>
              ${rows(true)} ${isAllFolded ? times : nothing}
            </details>`
      }
      ${this.renderConnection()}
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { value } = this.controller;
    const now = Date.now();
    if (value && isLost(value.link)) this.lost = new Set(value.run.operations);
    if (value?.link === 'resumed') this.lost = new Set();
    this.bars =
      value?.run.operations.map((operation) =>
        barOf(operation, value, this.lost.has(operation), now, this),
      ) ?? [];
    this.narrator.heed(this.bars, now);
    this.focused = this.shadowRoot?.activeElement ?? null;
    this.focusedBar = this.focused?.closest<HTMLElement>('.bar') ?? null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const now = Date.now();
    const isRunning = this.bars.length > 0 && this.controller.value?.run.status === 'running';
    const isFolding = this.bars.some((bar) => bar.status === 'ok' && !isFolded(bar, now));
    this.ticker.want(isRunning || isFolding);
    this.internals.states[isRunning ? 'add' : 'delete']('running');
    for (const line of this.renderRoot.querySelectorAll<HTMLElement>('.line')) {
      // No style attribute: a strict policy of the page forbids it.
      line.style.setProperty('--_share', String(Number(line.getAttribute('aria-valuenow')) / 100));
    }
    if (!this.focused || this.focused.isConnected) return;
    const next = this.focusedBar?.isConnected
      ? this.focusedBar
      : this.renderRoot.querySelector<HTMLElement>('summary');
    next?.focus();
  }

  private select(session: SessionState): ProgressState | undefined {
    return selectProgress(this.controller.value, session);
  }

  private renderCancel(
    { operation, name, status }: Bar,
    run: Run,
  ): TemplateResult | typeof nothing {
    const { id, startedAt } = operation;
    if (!this.controller.value?.canCancel || isOver(status) || run.status !== 'running')
      return nothing;
    const key = `${run.id} ${id} ${startedAt}`;
    const error = this.cancellations.get(key);
    const isAsking = this.cancellations.has(key) && error === undefined;
    const ask = async (): Promise<void> => {
      if (isAsking) return;
      this.cancellations = new Map(this.cancellations).set(key, undefined);
      const failure = await this.session?.cancel(id);
      if (failure !== undefined) {
        this.cancellations = new Map(this.cancellations).set(key, failure);
        this.announcer.announce(strings.notCancelled(failure), 'assertive');
      }
    };
    return html`<button
        part="button"
        type="button"
        aria-disabled=${isAsking ? 'true' : 'false'}
        @click=${ask}
      >
        ${isAsking ? 'Cancelling' : 'Cancel'}
        <span class="hidden">${visibleText(name)}${isAsking ? '…' : nothing}</span>
      </button>
      ${
        error === undefined
          ? nothing
          : html`<p class="note">${icons.alert}<span dir="auto">Not cancelled. ${error}</span></p>`
      }`;
  }
}

function isFolded({ status, operation }: Bar, now: number): boolean {
  return status === 'ok' && now - (operation.endedAt ?? 0) >= FOLD_AFTER;
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-progress': SseProgress;
  }
}
