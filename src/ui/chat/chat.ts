import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  isRunning,
  runsOf,
  type ChatMessage,
  type Run,
  type SessionState,
} from '../../session/index.js';
import { StreamController } from '../../stream-controller/index.js';
import type { ComposerEvent } from '../composer-event.js';
import { SseSendEvent, SseStopEvent } from '../events.js';
import { icons } from '../icons.js';
import { hasThinking, isOnlyReasoning } from '../run-thinking.js';
import { SessionElement } from '../session-element.js';
import { theme } from '../theme.js';
import type { ThinkingEvent } from '../thinking-event.js';
import { ThinkingFlyout } from '../thinking-flyout.js';
import { Ticker } from '../ticker.js';
import { announcement } from './announcement.js';
import { chatStyles } from './chat.styles.js';
import { FollowEnd } from './follow-end.js';
import { renderTrouble } from './run-trouble.js';
import { StatusLine } from './status-line.js';

/** Runs in one contained group: few enough to lay out at once, many enough to be worth it. */
const GROUP = 20;

/** Phases of the connection that are states of the element, too. */
const phases = ['stalled', 'reconnecting', 'offline', 'paused'] as const;

/**
 * A whole conversation with an agent: what was said, what the agent does, and where to write.
 *
 * @element sse-chat
 * @slot header - Above the conversation.
 * @slot empty - Shown as long as nothing was said.
 * @slot footer - Below the composer.
 * @fires {SseSendEvent} sse-send - A person wants to send a message; cancelable.
 * @fires {SseStopEvent} sse-stop - A person wants the answer to stop; cancelable.
 * @csspart log - The conversation.
 * @csspart composer - Where a person writes.
 * @csspart status - The line that says what the agent does.
 * @csspart thinking - What the agent did before it answered, one for each run.
 * @csspart progress - The bars of the latest run's operations.
 * @csspart flyout - The panel with the thinking of one run.
 * @csspart connection - The line that says how the connection is, when it is not well.
 * @cssprop [--sse-chat-height=36rem] - Height, unless the page sets one.
 * @cssprop [--sse-chat-width=48rem] - Most width of the text.
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
  static override styles = [theme, chatStyles];

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
  /** Origins whose images may load by themselves, separated by spaces. */
  @property({ attribute: 'allow-images' }) allowImages = '';

  @query('.log') private readonly log!: HTMLElement;
  @query('.content') private readonly content!: HTMLElement;

  protected override readonly controller: StreamController<SessionState> = new StreamController(
    this,
    (state: SessionState) => state,
    { provides: true, onNotice: this.announce, onSession: this.redraw },
  );

  private readonly follow = new FollowEnd(this);
  private readonly statusLine = new StatusLine(this);
  private readonly flyout = new ThinkingFlyout(this);
  private readonly ticker = new Ticker(this);
  private readonly internals = this.attachInternals();
  /** Messages there were when the reader left the end. */
  private seen = 0;

  override render(): TemplateResult {
    const state = this.controller.value;
    const runs = state ? runsOf(state) : [];
    return html`
      <div class="column">
        <slot name="header"></slot>
        <div class="stage">
          <div
            part="log"
            class="log"
            role="log"
            aria-live="off"
            aria-label=${this.label}
            tabindex="0"
            @keydown=${this.flyout.handleKey}
          >
            ${this.renderJump(runs)}
            <div class="content">
              ${
                runs.length === 0
                  ? html`<slot name="empty"><p class="empty">Send a message to begin.</p></slot>`
                  : this.renderGroups(runs)
              }
              ${this.withoutProgress ? nothing : html`<sse-progress part="progress"></sse-progress>`}
              ${this.renderActivity(state)}
            </div>
          </div>
          ${this.renderConnection('conversation')}
        </div>
        <div class="dock">
          <div class="write">
            ${
              state?.notice === undefined
                ? nothing
                : html`<p class="notice" role="alert">
                    ${icons.alert}<span dir="auto">${state.notice.text}</span>
                  </p>`
            }
            ${this.withoutCheckpoint ? nothing : html`<sse-checkpoint></sse-checkpoint>`}
            <sse-composer
              part="composer"
              exportparts="field, button"
              placeholder=${this.placeholder}
              ?running=${state !== undefined && isRunning(state)}
              @composer=${this.handleComposer}
            ></sse-composer>
            <slot name="footer"></slot>
          </div>
        </div>
      </div>
      ${this.renderFlyout(runs)}
      <p class="hidden" role="status">${announcement(state?.run)}</p>
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.statusLine.set(this.controller.value?.run?.statusLine, this.statusInterval);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.follow.watch(this.log, this.content);
    const state = this.controller.value;
    const messages = countMessages(state);
    if (!this.follow.isAway) this.seen = messages;
    setState(this.internals, 'running', state !== undefined && isRunning(state));
    setState(this.internals, 'empty', messages === 0);
    for (const phase of phases) setState(this.internals, phase, state?.connection.phase === phase);
    this.ticker.want(state !== undefined && hasCountdown(state));
  }

  /** Finished groups are skipped by layout while they are out of sight. */
  private renderGroups(runs: readonly Run[]): TemplateResult {
    const groups: (readonly Run[])[] = [];
    for (let start = 0; start < runs.length; start += GROUP) {
      groups.push(runs.slice(start, start + GROUP));
    }
    return html`${groups.map((group, index) => {
      const isSettled = index < groups.length - 1;
      const now = isSettled ? 0 : Math.floor(Date.now() / 1000);
      return html`<div class=${isSettled ? 'group settled' : 'group'}>
        ${guard([...group, this.allowImages, isSettled, now, ...this.thinkingView], () =>
          repeat(
            group,
            (run) => run.id,
            (run) => this.renderRun(run, !isSettled && run === runs.at(-1)),
          ),
        )}
      </div>`;
    })}`;
  }

  private renderRun(run: Run, isLatest: boolean): TemplateResult {
    const { input, messages, retryOf, unreadable } = run;
    const shown = messages.filter((message) => !isOnlyReasoning(message));
    const last = shown.at(-1);
    const show = (part: readonly ChatMessage[]): unknown =>
      repeat(
        part,
        (message) => message.id,
        (message) =>
          html`<sse-message
            .message=${message}
            .checkpoints=${run.checkpoints}
            .unreadable=${message === last ? unreadable : 0}
            allow-images=${this.allowImages}
          ></sse-message>`,
      );
    // What was approved before the run has begun stands before what the agent thinks of it.
    const isBefore = ({ at }: ChatMessage): boolean => at < run.startedAt;
    return html`
      ${input && retryOf === undefined ? html`<sse-message .message=${input}></sse-message>` : nothing}
      ${show(shown.filter(isBefore))} ${this.renderThinking(run)}
      ${show(shown.filter((message) => !isBefore(message)))}
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

  private renderFlyout(runs: readonly Run[]): TemplateResult | typeof nothing {
    const run = runs.find(({ id }) => id === this.flyout.run?.id);
    const { showToolArgs } = this;
    return this.flyout.render(run, { showToolArgs, withoutTools: true, isAlone: false });
  }

  /** What thinking is drawn from, beside its run. */
  private get thinkingView(): readonly unknown[] {
    return [this.withoutThinking, this.showToolArgs, this.flyout.run];
  }

  private renderActivity(state: SessionState | undefined): TemplateResult | typeof nothing {
    if (!state || !isRunning(state)) return nothing;
    const { shown } = this.statusLine;
    if (shown) {
      const detail = this.showToolArgs ? shown.detail : undefined;
      return html`<p part="status" class="status" dir="auto">
        <span class="pulse"></span>
        <span>${shown.text}${detail === undefined ? nothing : html` <code>${detail}</code>`}</span>
      </p>`;
    }
    const { run } = state;
    if (run?.messages.some(({ parts }) => parts.length > 0)) return nothing;
    if (run && !this.withoutThinking && hasThinking(run)) return nothing;
    return html`<p class="status waiting" aria-hidden="true">
      <span class="dot"></span><span class="dot"></span><span class="dot"></span>
    </p>`;
  }

  private renderJump(runs: readonly Run[]): TemplateResult | typeof nothing {
    if (!this.follow.isAway || runs.length === 0) return nothing;
    const unread = countMessages(this.controller.value) - this.seen;
    return html`<button type="button" class="jump" @click=${this.handleJump}>
      ${icons.down} Jump to
      latest${unread > 0 ? html` <span class="count">${unread} new</span>` : nothing}
    </button>`;
  }

  private readonly handleComposer = (event: ComposerEvent): void => {
    if (event.action === 'stop') {
      if (this.dispatchEvent(new SseStopEvent())) this.stop();
      return;
    }
    if (!this.dispatchEvent(new SseSendEvent(event.text))) return;
    this.follow.toEnd();
    const composer = event.currentTarget as HTMLElement & { value: string };
    // What was not sent stays in the composer. Where another tab has to be asked, that takes a moment.
    void this.send(event.text).then((run) => {
      if (!run) composer.value = [event.text, composer.value].filter(Boolean).join('\n');
    });
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

function countMessages(state: SessionState | undefined): number {
  if (!state) return 0;
  return runsOf(state).reduce((sum, run) => sum + run.messages.length + (run.input ? 1 : 0), 0);
}

function hasCountdown({ run }: SessionState): boolean {
  return run?.troubles.some(({ quota, retryAfter }) => quota?.resetsAt ?? retryAfter) ?? false;
}

function setState(internals: ElementInternals, name: string, isOn: boolean): void {
  if (isOn) internals.states.add(name);
  else internals.states.delete(name);
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-chat': SseChat;
  }
}
