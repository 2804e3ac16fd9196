import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { DecisionDetails } from '../../session/index.js';
import { StreamController } from '../../stream-controller/index.js';
import { Announcer } from '../announcer.js';
import { SseDecideEvent } from '../events.js';
import { SessionElement } from '../session-element.js';
import { strings } from '../strings.js';
import { theme } from '../theme.js';
import { Ticker } from '../ticker.js';
import type { Question, RiskPolicy } from '../question.js';
import { none, selectAsked, type Asked } from './asked.js';
import { Attention } from './attention.js';
import { checkpointStyles } from './checkpoint.styles.js';
import { Crowd } from './crowd.js';
import { digestOf } from './digest.js';
import { Draft } from './draft.js';
import { draftStyles } from './draft.styles.js';
import { farewell } from './farewell.js';
import { isFramedByOthers } from './framed.js';
import { ProposalView } from './proposal.js';
import { questionStyles } from './question.styles.js';
import { renderAnswers, renderTime, type Ability } from './render-answers.js';
import {
  renderError,
  renderFeedback,
  renderMatter,
  renderSource,
  renderTitle,
  renderWarnings,
  renderWho,
} from './render-question.js';
import { renderDeclined, renderWaiting } from './render-later.js';
import { renderRisk } from './risk.js';
import { isExpired } from './time-left.js';

/**
 * Asks a person before the agent goes on: a modal dialog that shows who asks, what would be done exactly as
 * it came, what hides in it, and what the agent says about it apart from that. It cannot be answered by
 * accident: not within half a second after anything was shown, changed, moved or uncovered, not by a script,
 * and Enter answers nothing until the person has moved to a button. It does not open while somebody writes.
 * Escape means "later". On a decision it goes at once; when the server could not be told, it is back with the
 * reason. A proposal that was rejected can be looked at again. Of several elements on one session one asks.
 * Text is Markdown where `<sse-markdown>` is registered.
 *
 * @element sse-checkpoint
 * @fires {SseDecideEvent} sse-decide - A person has decided; cancelable.
 * @csspart dialog - The dialog.
 * @csspart connection - What is said of the connection when it is not well, and no chat says it.
 * @csspart later - What stays in the page while a decision is put off.
 * @csspart notice - Why a question that nobody has answered here is gone.
 */
export class SseCheckpoint extends SessionElement {
  static override styles = [theme, checkpointStyles, questionStyles, draftStyles];

  /** Name of the field for what the person wants to say about it. */
  @property({ attribute: 'feedback-label' }) feedbackLabel = 'Feedback for the agent (optional)';
  /** Allows approvals in a page that a page of another origin holds in a frame. */
  @property({ attribute: 'allow-framed', type: Boolean }) allowFramed = false;
  /** The page's own judgement of what is asked: `low`, `medium`, `high`, or a word of its own. */
  @property({ attribute: false }) riskOf?: RiskPolicy | undefined;

  /** Numbers of the checkpoints that the person has put off. */
  @state() private putOff: ReadonlySet<number> = new Set();
  /** Whether long values are shown to their end. */
  @state() private isWhole = false;
  /** Whether the digest of what is shown is there, or cannot be had. */
  @state() private isBound = false;

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('h2') private readonly heading!: HTMLElement | null;
  @query('.buttons') private readonly buttons!: HTMLElement | null;
  @query('.feedback textarea') private readonly feedback!: HTMLTextAreaElement | null;

  protected override readonly controller: StreamController<Asked> = new StreamController(
    this,
    selectAsked,
    { onNotice: this.announce, onSession: (session) => this.crowd.join(session) },
  );

  private readonly attention = new Attention(this);
  private readonly ticker = new Ticker(this);
  private readonly draft = new Draft(this);
  private shown: Question | undefined;
  /** What was asked last and is not asked any more. */
  private gone: Question | undefined;
  private isAnother = false;
  private isWaiting = false;
  private readonly announcer = new Announcer(this);
  private isCut = false;
  private digest: string | undefined;
  /** Decisions, as they stood when they were answered. */
  private readonly answered = new Set<object>();
  private readonly crowd = new Crowd(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shown = undefined;
    // One that is moved stays open, and is not modal any more.
    this.renderRoot.querySelector('dialog')?.close();
  }

  override render(): TemplateResult {
    const { open, shown } = this;
    const waiting = open.filter((each) => this.isWaiting || this.isLater(each)).length;
    return html`
      <dialog
        part="dialog"
        role="alertdialog"
        aria-labelledby="title"
        aria-describedby="about"
        @cancel=${this.handleCancel}
        @close=${this.handleClose}
        @click=${this.attention.forget}
        @pointerdown=${this.handlePress}
        @keydown=${this.handlePress}
      >
        ${shown ? this.renderQuestion(shown) : nothing}
      </dialog>
      ${this.asked.isDeclined ? renderDeclined(this.handleReconsider) : nothing}
      ${waiting === 0 ? nothing : renderWaiting(waiting, this.handleResume)}
      <p part="notice" class="farewell">
        ${this.gone && farewell(this.gone, this.controller.value)}
      </p>
      ${this.renderConnection()}
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const before = this.shown;
    const next = this.isConnected ? this.open.find((each) => !this.isLater(each)) : undefined;
    const wait = next && !before ? this.attention.writingFor : 0;
    if (wait > 0 && !this.isWaiting) this.announcer.announce(strings.decisionLater, 'assertive');
    this.isWaiting = wait > 0;
    if (wait > 0) setTimeout(this.redraw, wait);
    this.shown = wait > 0 ? undefined : next;
    const { shown } = this;
    if (shown) this.gone = undefined;
    else if (before && !this.isLater(before)) {
      this.gone = before;
      this.announcer.announce(farewell(before, this.controller.value));
    }
    this.isAnother = shown?.checkpoint.seq !== before?.checkpoint.seq;
    if (this.isAnother) this.isWhole = false;
    this.draft.use(shown);
    if (shown?.content !== before?.content) this.bind(shown);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { shown } = this;
    this.ticker.want(this.open.some(({ checkpoint }) => checkpoint.expires !== undefined));
    if (!shown || !this.buttons) {
      this.attention.leave();
      return this.dialog.close();
    }
    const isNew = !this.dialog.open;
    if (isNew) this.dialog.showModal();
    // Where another question stands now, nothing may be pressed that belonged to the last one.
    if (isNew || this.isAnother) this.heading?.focus();
    this.isAnother = false;
    this.attention.look(this.dialog, this.buttons);
  }

  /** What this element asks: nothing where another one does. */
  private get asked(): Asked {
    const { value } = this.controller;
    // Who is in sight is looked up only when it matters: it makes the browser work out styles.
    if (!value || (value.open.length === 0 && !value.isDeclined)) return none;
    return this.crowd.isFirst ? value : none;
  }

  /** What can still be answered. */
  private get open(): readonly Question[] {
    return this.asked.open.filter(
      ({ checkpoint }) => !isExpired(checkpoint) && !this.answered.has(checkpoint.decision),
    );
  }

  private isLater({ checkpoint }: Question): boolean {
    return this.putOff.has(checkpoint.seq);
  }

  /** What is shown is another: it has to be read, and its digest to be found, before anything counts. */
  private bind(question: Question | undefined): void {
    this.attention.restart();
    this.digest = undefined;
    this.isBound = question?.source === undefined;
    if (this.isBound) return;
    void digestOf(question?.source ?? '').then((digest) => {
      if (this.shown?.content !== question?.content) return;
      this.digest = digest;
      this.isBound = true;
    });
  }

  /** What can be answered now. */
  private get ability(): Ability {
    const { hasChanges, problem } = this.draft;
    const isFramed = !this.allowFramed && isFramedByOthers();
    const framed =
      'Another site holds this page and could hide what you approve. Open it by itself.';
    const cut = this.isCut ? 'Show all of it before you approve.' : undefined;
    return {
      hasChanges,
      isShut: this.attention.isShut || !this.isBound,
      obstacle: this.attention.isCovered ? 'Something lies over these buttons.' : undefined,
      objection: isFramed ? framed : (cut ?? (problem || undefined)),
    };
  }

  private renderQuestion(question: Question): TemplateResult {
    const { checkpoint } = question;
    const { open } = this;
    const view = new ProposalView(question, this.isWhole);
    const facts = view.render(question);
    this.isCut = view.isCut;
    const place =
      open.length > 1 ? `${open.indexOf(question) + 1} of ${open.length} decisions` : '';
    return html`
      <div class="head">
        <p class="top">
          ${renderWho(question, this.session?.host() ?? '')} ${renderRisk(question, this.riskOf)}
          <button type="button" class="quiet" @click=${this.handleLater}>Later</button>
        </p>
        <h2 id="title" tabindex="-1" dir="auto">${renderTitle(question)}</h2>
        ${place === '' ? nothing : html`<p class="count">${place}</p>`}
      </div>
      <div class="body" role="group" aria-label="What is asked" tabindex="0">
        ${renderError(question)}
        <div id="about">${renderWarnings(question)} ${renderMatter(question, facts)}</div>
        ${
          view.isCut
            ? html`<button type="button" class="all" @click=${this.handleWhole}>
                Show all of it
              </button>`
            : nothing
        }
        ${this.draft.render()} ${renderSource(question)}
        ${renderFeedback(question, this.feedbackLabel)}
      </div>
      <div class="foot">
        ${renderTime(checkpoint)} ${renderAnswers(question, this.ability, this.handleAnswer)}
        ${this.renderConnection('dialog')}
      </div>
    `;
  }

  private readonly handleAnswer = (event: MouseEvent, choice: string): void => {
    const question = this.shown;
    const { isShut, objection, obstacle } = this.ability;
    if (!this.attention.takes(event) || !question || isShut || obstacle !== undefined) return;
    if (objection !== undefined && choice !== 'reject') return;
    const { checkpoint, content } = question;
    // What has changed since it was drawn has not been read.
    const now = this.session && selectAsked(this.session.state).open;
    if (now?.find((each) => each.checkpoint.id === checkpoint.id)?.content !== content)
      return this.requestUpdate();
    const said = choice === 'reject' ? {} : this.draft.take();
    if (!said) return;
    const feedback = this.feedback?.value.trim();
    const details: DecisionDetails = {
      ...said,
      ...(feedback && { feedback }),
      ...(this.digest !== undefined && { digest: this.digest }),
    };
    if (!this.dispatchEvent(new SseDecideEvent(checkpoint.id, choice, details))) {
      return this.handleLater();
    }
    const { decision } = checkpoint;
    this.answered.add(decision);
    this.requestUpdate();
    void this.decide(checkpoint.id, choice, details).finally(() => {
      this.answered.delete(decision);
      this.requestUpdate();
    });
  };

  private readonly handlePress = {
    capture: true,
    handleEvent: (event: PointerEvent | KeyboardEvent): void => this.attention.press(event),
  };

  private readonly handleCancel = (event: Event): void => {
    event.preventDefault();
    this.handleLater();
  };

  /** A browser may close it whatever the page says. */
  private readonly handleClose = (): void => {
    if (this.shown && !this.dialog.open) this.handleLater();
  };

  private readonly handleLater = (): void => {
    if (this.shown) this.putOff = new Set([...this.putOff, this.shown.checkpoint.seq]);
  };

  private readonly handleWhole = (): void => {
    this.isWhole = true;
  };

  private readonly handleResume = (): void => {
    this.putOff = new Set();
    this.attention.stopWaiting();
  };

  private readonly handleReconsider = (): void => void this.retry();
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-checkpoint': SseCheckpoint;
  }
}
