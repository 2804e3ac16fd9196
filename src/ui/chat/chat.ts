import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { isRunning, runsOf, type Run, type SessionState } from '../../session/index.js';
import { nextTask } from '../../session/next-task.js';
import { StreamController } from '../../stream-controller/index.js';
import type { Highlighter } from '../code-token.js';
import type { ComposerEvent } from '../composer-event.js';
import { SseSendEvent, SseStopEvent } from '../events.js';
import type { Renderers } from '../renderer.js';
import { hasThinking } from '../run-thinking.js';
import type { RiskPolicy } from '../question.js';
import { SessionElement } from '../session-element.js';
import { theme } from '../theme.js';
import type { ThinkingEvent } from '../thinking-event.js';
import { ThinkingFlyout } from '../thinking-flyout.js';
import { Ticker } from '../ticker.js';
import { renderActivity } from './activity.js';
import { Avatars, avatarStyles } from './avatars.js';
import { chatStyles } from './chat.styles.js';
import { countMessages, countSince, markOf, type Mark } from './count-messages.js';
import { renderDock } from './dock.js';
import { FollowEnd } from './follow-end.js';
import { GrowingMessage } from './growing-message.js';
import type { Narration } from './narrator.js';
import { renderLogButtons } from './log-buttons.js';
import { OlderMessages, type LoadOlder } from './older-messages.js';
import { renderGroups } from './render-groups.js';
import { RunGroups } from './run-groups.js';
import { renderMessages, type LanguageOf } from './run-messages.js';
import { hasCountdown, renderTrouble } from './run-trouble.js';
import { showStates } from './show-states.js';
import { StatusLine } from './status-line.js';
import { Voice } from './voice.js';

/**
 * A whole conversation with an agent: what was said, what the agent does, and where to write.
 *
 * @element sse-chat
 * @slot header - Above the conversation.
 * @slot empty - Shown as long as nothing was said.
 * @slot avatar-assistant - Copied beside each message of an agent.
 * @slot avatar-user - Copied beside each message of the person.
 * @slot composer - In place of the composer: the page writes, and calls `send`.
 * @slot actions - Beside where a person writes: buttons of the page.
 * @slot footer - Below the composer.
 * @fires {SseSendEvent} sse-send - A person wants to send a message; cancelable.
 * @fires {SseStopEvent} sse-stop - A person wants the answer to stop; cancelable.
 * @csspart log - The conversation.
 * @csspart composer - Where a person writes.
 * @csspart field - The text field of the composer.
 * @csspart button - The button that sends or stops.
 * @csspart message - A message, whoever speaks.
 * @csspart user-message - A message of the person.
 * @csspart agent-message - A message of an agent.
 * @csspart avatar - The copy of an avatar beside a message.
 * @csspart summary - The line of a tool.
 * @csspart details - Arguments and result of a tool.
 * @csspart drawing - What the page has drawn of a tool's result.
 * @csspart author - The name of the agent, where the server gives one.
 * @csspart content - The text of an answer.
 * @csspart status - The line that says what the agent does.
 * @csspart thinking - What the agent did before it answered, one for each run.
 * @csspart progress - The bars of the latest run's operations.
 * @csspart flyout - The panel with the thinking of one run.
 * @csspart connection - The line that says how the connection is, when it is not well.
 * @cssprop [--sse-chat-height=36rem] - Height, unless the page sets one.
 * @cssprop [--sse-chat-width=48rem] - Most width of the text.
 * @cssprop [--sse-avatar-size=2rem] - Size of the avatars; 1.5rem in a narrow chat.
 * @cssprop [--sse-thinking-width=22rem] - Width of the flyout; less in a narrow chat.
 * @cssprop [--sse-message-user-background=var(--sse-color-raised)] - Background of what the person said.
 * @cssstate running - An answer is going on.
 * @cssstate empty - Nothing was said yet.
 * @cssstate stalled - Nothing has come for longer than it should.
 * @cssstate reconnecting - The connection is lost; it waits for the next try.
 * @cssstate offline - The connection is lost, and the device has no network.
 * @cssstate paused - The connection is lost, and only a person goes on.
 */
export class SseChat extends SessionElement {
  static override styles = [theme, chatStyles, avatarStyles];

  /** Name of the conversation for assistive technology. */
  @property() label = 'Conversation';
  /** Hint in the empty composer. */
  @property() placeholder = 'Write a message';
  /** Shortest time that a status stays, in milliseconds. */
  @property({ attribute: 'status-interval', type: Number }) statusInterval = 500;
  /** Shows the arguments of tools that a status names. */
  @property({ attribute: 'show-tool-args', type: Boolean }) showToolArgs = false;
  /** Leaves out what the agent thinks, where it is shown elsewhere or not at all. */
  @property({ attribute: 'without-thinking', type: Boolean }) withoutThinking = false;
  /** Leaves out the bars of operations, where they are shown elsewhere or not at all. */
  @property({ attribute: 'without-progress', type: Boolean }) withoutProgress = false;
  /** Leaves out the dialog that asks at a checkpoint, where another element asks. */
  @property({ attribute: 'without-checkpoint', type: Boolean }) withoutCheckpoint = false;
  /** Allows approvals in a page that a page of another origin holds in a frame. */
  @property({ attribute: 'allow-framed', type: Boolean }) allowFramed = false;
  /** The page's own judgement of what is asked: `low`, `medium`, `high`, or a word of its own. */
  @property({ attribute: false }) riskOf?: RiskPolicy | undefined;
  /** What is read out: `full`, `brief` (steps and ends), `auto` (default: short answers in full) or `off`. */
  @property() narration: Narration = 'auto';
  /** Origins whose images may load by themselves, separated by spaces. */
  @property({ attribute: 'allow-images' }) allowImages = '';
  /** The level of the heading that `#` in an answer becomes, 1 to 6: one below the page's own. Default: 3. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 3;
  /** The language of a message (a tag such as `de`), where it is another one than the page's. */
  @property({ attribute: false }) languageOf?: LanguageOf | undefined;
  /** Finds the colours of code, once for each block that has come to its end. Default: none. */
  @property({ attribute: false }) highlighter?: Highlighter | undefined;
  /** Draw what code describes, by the word after its fence; `math` also gets formulas, `tool:` and a name what came of a tool. Default: none. */
  @property({ attribute: false }) renderers?: Renderers | undefined;
  /**
   * Gives the messages that came before those that are shown, oldest first; none when there are no more.
   * It is asked when the reader comes near the beginning, with the number of messages shown. What the
   * reader looks at stays where it is. Default: nobody is asked.
   */
  @property({ attribute: false }) loadOlder?: LoadOlder | undefined;

  @query('.log') private readonly log!: HTMLElement;
  @query('.conversation') private readonly content!: HTMLElement;

  protected override readonly controller: StreamController<SessionState> = new StreamController(
    this,
    (state: SessionState) => state,
    {
      provides: true,
      // The language of a message may depend on its text.
      draws: () => !this.languageOf && this.growing.draw(this.controller.value),
      onNotice: this.announce,
      onSession: this.redraw,
    },
  );

  private readonly avatars = new Avatars(this);
  private readonly voice = new Voice(this);
  private readonly groups = new RunGroups(this);
  private readonly follow = new FollowEnd(this);
  private readonly older = new OlderMessages(this, () => ({
    load: this.loadOlder,
    session: this.session,
    shown: countMessages(this.controller.value),
  }));
  private readonly growing = new GrowingMessage(this, (state) =>
    this.voice.tell(state, this.narration, !this.withoutThinking),
  );
  private readonly statusLine = new StatusLine(this);
  private readonly flyout = new ThinkingFlyout(this);
  private readonly ticker = new Ticker(this);
  private readonly internals = this.attachInternals();
  /** What had the focus before an update. */
  private focused: Element | null | undefined;
  /** Where the conversation was when the reader left the end. */
  private seen: Mark | undefined;

  override render(): TemplateResult {
    const state = this.controller.value;
    const runs = state ? runsOf(state) : [];
    return html`
      <div class="column">
        <slot name="header"></slot>
        ${this.avatars.render()}
        <div class="stage" @shown=${this.handleShown}>
          <div
            part="log"
            class="log"
            role="log"
            aria-live="off"
            aria-label=${this.label}
            tabindex="0"
            @keydown=${this.flyout.handleKey}
          >
            ${this.renderButtons(state)} ${this.older.render()}
            <div class="conversation ${runs.length === 0 ? 'begins' : this.avatars.gutters}">
              ${
                runs.length === 0
                  ? html`<slot name="empty"><p>Send a message to begin.</p></slot>`
                  : this.renderGroups()
              }
              ${this.renderProgress(state?.run)}
              ${renderActivity(state?.run, this.statusLine.shown, this)}
            </div>
          </div>
          ${this.renderConnection('conversation')}
        </div>
        ${renderDock(state, this, this.handleComposer)}
      </div>
      ${this.renderFlyout(runs)}
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const state = this.controller.value;
    this.groups.set(state?.past ?? [], state?.run);
    this.statusLine.set(this.controller.value?.run?.statusLine, this.statusInterval);
    this.focused = this.shadowRoot?.activeElement;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.follow.watch(this.log, this.content);
    const state = this.controller.value;
    if (!this.follow.isAway) this.seen = state && markOf(state);
    showStates(this.internals, state);
    // A button of the log that goes leaves the focus there.
    if (this.focused && !this.focused.isConnected) this.log.focus({ preventScroll: true });
    this.growing.show(state);
    this.ticker.want(state?.run !== undefined && hasCountdown(state.run));
  }

  /** Resolves when the whole conversation is drawn: a long one takes several tasks. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let result = await super.getUpdateComplete();
    while (!this.groups.isFilled && this.isConnected) {
      await nextTask();
      result = await super.getUpdateComplete();
    }
    return result;
  }

  private renderGroups(): TemplateResult {
    return renderGroups(this.groups.groups, this.runView, (...run) => this.renderRun(...run));
  }

  private renderRun(run: Run, isLatest: boolean): TemplateResult {
    return html`
      ${renderMessages(run, this, this.avatars.originals, this.renderThinking(run))}
      ${renderTrouble(run, {
        now: Date.now(),
        autoRetry: this.autoRetry,
        retry: isLatest ? this.handleRetry : undefined,
      })}
    `;
  }

  private renderThinking(run: Run): TemplateResult | typeof nothing {
    if (this.withoutThinking || !hasThinking(run)) return nothing;
    return html`<sse-thinking
      part="thinking"
      .run=${run}
      .isShownBeside=${this.flyout.run?.id === run.id}
      ?show-tool-args=${this.showToolArgs}
      without-tools
      @thinking=${this.handleThinking}
    ></sse-thinking>`;
  }

  /** What a run is drawn with. */
  private get runView(): readonly unknown[] {
    const answers = [this.allowImages, this.highlighter, this.renderers, this.headingLevel];
    const thinking = [this.withoutThinking, this.showToolArgs, this.flyout.run];
    return [...answers, ...thinking, this.languageOf, this.avatars.originals];
  }

  private renderProgress(run: Run | undefined): TemplateResult | typeof nothing {
    if (this.withoutProgress || !run || run.operations.length === 0) return nothing;
    return html`<sse-progress part="progress"></sse-progress>`;
  }

  private renderFlyout(runs: readonly Run[]): TemplateResult | typeof nothing {
    const run = this.flyout.run && runs.find(({ id }) => id === this.flyout.run?.id);
    const { showToolArgs } = this;
    return this.flyout.render(run, { showToolArgs, withoutTools: true, isAlone: false });
  }

  private renderButtons(state: SessionState | undefined): TemplateResult {
    const isAway = this.follow.isAway && countMessages(state) > 0;
    return renderLogButtons({
      unread: isAway && state ? countSince(state, this.seen) : undefined,
      jump: this.handleJump,
      stop: state && isRunning(state) ? this.handleStop : undefined,
    });
  }

  private readonly handleComposer = (event: ComposerEvent): void => {
    if (event.action === 'stop') return this.handleStop();
    if (!this.dispatchEvent(new SseSendEvent(event.text))) return;
    this.follow.toEnd();
    const composer = event.currentTarget as HTMLElement & { value: string };
    // What was not sent stays in the composer. Where another tab has to be asked, that takes a moment.
    void this.send(event.text).then((run) => {
      if (!run) composer.value = [event.text, composer.value].filter(Boolean).join('\n');
    });
  };

  private readonly handleStop = (): void => {
    if (this.dispatchEvent(new SseStopEvent())) this.stop();
  };

  /** The styles do not look for it: browsers would look through the conversation whenever it grows. */
  private readonly handleShown = ({ currentTarget, target }: Event): void => {
    const isShown = target instanceof Element && target.matches(':state(shown)');
    if (currentTarget instanceof Element) currentTarget.classList.toggle('lined', isShown);
  };

  private readonly handleThinking = (event: ThinkingEvent): void => {
    event.preventDefault();
    this.flyout.toggle(event.run, event.target as HTMLElement);
  };

  private readonly handleRetry = (): void => {
    this.follow.toEnd();
    this.renderRoot.querySelector('sse-composer')?.focus();
    void this.retry();
  };

  private readonly handleJump = (): void => {
    this.follow.toEnd();
    this.log.focus({ preventScroll: true });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-chat': SseChat;
  }
}
