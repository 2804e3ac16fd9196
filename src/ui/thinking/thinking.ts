import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { systemClock, type Run, type SessionState } from '../../session/index.js';
import { StreamController } from '../../stream-controller/index.js';
import { Announcer } from '../announcer.js';
import { formatDuration, formatElapsed } from '../duration.js';
import { icons } from '../icons.js';
import { isSameThinking, isThinkingMissing } from '../run-thinking.js';
import { SessionElement } from '../session-element.js';
import { theme } from '../theme.js';
import { ThinkingEvent } from '../thinking-event.js';
import { ThinkingNarrator } from '../thinking-narrator.js';
import { ThinkingFlyout } from '../thinking-flyout.js';
import { Ticker } from '../ticker.js';
import { renderLeftOut, renderTree } from './render-tree.js';
import { thinkingStyles } from './thinking.styles.js';
import { buildTree, type ThinkingNode } from './thinking-tree.js';
import { treeStyles } from './tree.styles.js';

/** What follows "Thinking finished" when the run did not end well. */
const ends: Record<Run['status'], string> = {
  running: '',
  ok: '',
  paused: ' · paused',
  cut: ' · incomplete',
  cancelled: ' · stopped',
  failed: ' · failed',
};

/** Milliseconds in which the space of the steps closes. */
const FOLD_TIME = 200;

/**
 * What an agent does before it answers: agents, tools, steps and reasoning as a tree that grows while
 * the run goes on. When the run is over it folds into one line; a click on that opens the tree in a
 * flyout. Inside `<sse-chat>` the flyout stands beside the conversation, elsewhere at the inline end of
 * the page, above it. Shows nothing as long as there is nothing to show. Reasoning is Markdown
 * where `<sse-markdown>` is registered, plain text elsewhere.
 *
 * @element sse-thinking
 * @csspart button - The line that is always there.
 * @csspart steps - What is shown while the run goes on.
 * @csspart connection - What is said of the connection when it is not well, and no chat says it.
 * @csspart flyout - The panel at the page's edge.
 * @cssprop [--sse-thinking-height=14rem] - Most height of the steps while the run goes on.
 * @cssprop [--sse-thinking-width=22rem] - Width of the flyout.
 */
export class SseThinking extends SessionElement {
  static override styles = [theme, treeStyles, thinkingStyles];

  /** The run whose thinking is shown. Default: the latest one of the session. */
  @property({ attribute: false, hasChanged: isOther }) run?: Run | undefined;
  /** Shows the arguments of tools. */
  @property({ attribute: 'show-tool-args', type: Boolean }) showToolArgs = false;
  /** Leaves out the tool calls of messages, for where the messages themselves show them. */
  @property({ attribute: 'without-tools', type: Boolean }) withoutTools = false;
  /** Whether the element around this one shows the flyout now; only that element sets it. */
  @property({ attribute: false }) isShownBeside = false;

  @state() private isFolded: boolean | undefined;

  @query('.fold') private readonly fold!: HTMLElement | null;
  @query('.steps') private readonly steps!: HTMLElement | null;

  protected override readonly controller: StreamController<Run | undefined> = new StreamController(
    this,
    (session: SessionState) => this.select(session),
    { onNotice: this.announce, onSession: this.redraw },
  );

  private readonly announcer = new Announcer(this);
  private readonly narrator = new ThinkingNarrator(systemClock, this.announcer.announce);
  private readonly ticker = new Ticker(this);
  private readonly flyout = new ThinkingFlyout(this);
  /** Where this element has scrolled to; a reader who is above it is left alone. */
  private end = 0;
  private isAway = false;
  /** Height of the steps before an update, and whether they had the focus. */
  private height = 0;
  private hadFocus = false;

  override render(): TemplateResult | typeof nothing {
    const run = this.shown;
    // One that is given stands in a conversation.
    const connection = this.run ? nothing : this.renderConnection();
    if (!run) return connection;
    const nodes = buildTree(run, !this.withoutTools);
    return html`
      ${nodes.length === 0 ? nothing : this.renderThinking(run, nodes)}
      ${
        isThinkingMissing(run)
          ? html`<p class="note">${icons.alert}<span>Thinking is missing</span></p>`
          : nothing
      }
      ${connection} ${this.flyout.render(this.flyout.run, { ...this.view, isAlone: true })}
    `;
  }

  /** Focuses its button. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Where a line below says what goes on, steps that say it, too, are there for who wants them.
    if (this.run?.statusLine) this.isFolded ??= true;
    this.height = this.fold?.offsetHeight ?? 0;
    this.hadFocus = this.steps !== null && this.steps === this.shadowRoot?.activeElement;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // One that is given stands in a conversation, which tells of it.
    if (this.shown && !this.run) this.narrator.heed(this.shown, !this.withoutTools);
    this.ticker.want(this.shown?.status === 'running');
    // What goes must not take the focus with it.
    if (this.hadFocus && !this.steps) this.focus();
    if (this.steps) this.follow(this.steps);
    else if (this.height > 0) this.closeSpace();
  }

  private get shown(): Run | undefined {
    return this.run ?? this.session?.state.run;
  }

  private get view(): { readonly showToolArgs: boolean; readonly withoutTools: boolean } {
    return { showToolArgs: this.showToolArgs, withoutTools: this.withoutTools };
  }

  private renderThinking(run: Run, nodes: readonly ThinkingNode[]): TemplateResult {
    const now = Date.now();
    const isRunning = run.status === 'running';
    const isBeside = this.isShownBeside || this.flyout.run?.id === run.id;
    const isExpanded = isRunning ? !this.isFolded : isBeside;
    return html`
      <button
        part="button"
        type="button"
        class=${isRunning ? 'running' : 'over'}
        aria-expanded=${isExpanded ? 'true' : 'false'}
        @click=${this.handleClick}
        @keydown=${this.flyout.handleKey}
      >
        ${
          isRunning
            ? html`<span class="pulse"></span><bdi>Thinking…</bdi>
                <bdi class="time" aria-hidden="true">${formatElapsed(now - run.startedAt)}</bdi>`
            : `Thinking finished${ends[run.status]}${totalOf(run)}`
        }
        <span class="chevron">${icons.chevron}</span>
      </button>
      <div class="fold">
        ${
          isRunning && isExpanded
            ? html`<div
                part="steps"
                class="steps"
                role="group"
                aria-label="Thinking steps"
                tabindex="0"
                @scroll=${this.handleScroll}
              >
                ${renderLeftOut(run)} ${renderTree(nodes, { now, showToolArgs: this.showToolArgs })}
              </div>`
            : nothing
        }
      </div>
    `;
  }

  /** The same run as before as long as its thinking is the same, so that an answer updates nothing here. */
  private select({ run }: SessionState): Run | undefined {
    if (this.run) return undefined;
    const before = this.controller.value;
    return isSameThinking(before, run) ? before : run;
  }

  /** Keeps the newest line in view, without moving anything around the steps. */
  private follow(steps: HTMLElement): void {
    const newest = steps.querySelector<HTMLElement>('[data-newest]');
    if (!newest || this.isAway) return;
    // However deep it lies, so not by `offsetTop`.
    const { bottom } = newest.getBoundingClientRect();
    steps.scrollTop += Math.ceil(bottom - steps.getBoundingClientRect().bottom);
    this.end = steps.scrollTop;
  }

  /** Closes the space of the steps smoothly, so that what is below does not jump. */
  private closeSpace(): void {
    this.isAway = false;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (isStill || this.fold?.offsetHeight !== 0) return;
    this.fold.animate([{ blockSize: `${this.height}px` }, { blockSize: 0 }], {
      duration: FOLD_TIME,
      easing: 'ease-out',
    });
  }

  private readonly handleScroll = ({ currentTarget }: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget as HTMLElement;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < 2;
    this.isAway = !isAtEnd && scrollTop < this.end - 2;
  };

  private readonly handleClick = (): void => {
    const run = this.shown;
    if (run?.status === 'running') this.isFolded = !this.isFolded;
    else if (run && this.dispatchEvent(new ThinkingEvent(run))) {
      const button = this.renderRoot.querySelector('button');
      if (button) this.flyout.toggle(run, button);
    }
  };
}

function isOther(one: Run | undefined, other: Run | undefined): boolean {
  return !isSameThinking(one, other);
}

/** How long the whole took; nothing for a run that came from history. */
function totalOf({ startedAt, endedAt = startedAt }: Run): string {
  return endedAt === startedAt ? '' : ` · ${formatDuration(endedAt - startedAt)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-thinking': SseThinking;
  }
}
