import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Checkpoint, Session } from '../../session/index.js';
import { StreamController } from '../../stream-controller/index.js';
import { SseDecideEvent } from '../events.js';
import { icons } from '../icons.js';
import { SessionElement } from '../session-element.js';
import { theme } from '../theme.js';
import { visibleText } from '../visible-text.js';
import { selectAsked, type Asked } from './asked.js';
import { checkpointStyles } from './checkpoint.styles.js';
import { renderProposal, renderText } from './proposal.js';

/** Milliseconds after it was shown during which nothing can be answered: nobody reads faster. */
const GUARD = 500;

/** Elements on one session, in the order in which they came: the first that can be seen asks. */
const crowds = new WeakMap<Session, Set<SseCheckpoint>>();

/**
 * Asks a person before the agent goes on: a modal dialog with what the agent proposes. It cannot be
 * answered by accident: not within half a second, not by a script, and Enter answers nothing until the
 * person has moved to a button. Escape means "later". On a decision it goes at once; when the server
 * could not be told, it is back with the reason. A proposal that was rejected can be looked at again. Of
 * several elements on one session one asks. Text is Markdown where `<sse-markdown>` is registered.
 *
 * @element sse-checkpoint
 * @fires {SseDecideEvent} sse-decide - A person has decided; cancelable.
 * @csspart dialog - The dialog.
 * @csspart connection - What is said of the connection when it is not well, and no chat says it.
 * @csspart later - What stays in the page while a decision is put off.
 */
export class SseCheckpoint extends SessionElement {
  static override styles = [theme, checkpointStyles];

  /** Name of the field for what the person wants to say about it. */
  @property({ attribute: 'feedback-label' }) feedbackLabel = 'Feedback for the agent (optional)';

  @state() private isGuarded = true;
  /** Numbers of the checkpoints that the person has put off. */
  @state() private putOff: ReadonlySet<number> = new Set();

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('h2') private readonly heading!: HTMLElement | null;
  @query('textarea') private readonly feedback!: HTMLTextAreaElement | null;

  protected override readonly controller: StreamController<Asked> = new StreamController(
    this,
    selectAsked,
    { onNotice: this.announce, onSession: (session) => this.join(session) },
  );

  private guard: ReturnType<typeof setTimeout> | undefined;
  private shown: Checkpoint | undefined;
  private isAnother = false;
  private crowd = new Set<SseCheckpoint>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.guard);
    this.shown = undefined;
  }

  override render(): TemplateResult {
    const { open, isDeclined } = this.asked;
    const current = this.current();
    const waiting = open.filter(({ seq }) => this.putOff.has(seq)).length;
    return html`
      <dialog
        part="dialog"
        role="alertdialog"
        aria-labelledby="title"
        aria-describedby="about"
        @cancel=${this.handleCancel}
      >
        ${current ? this.renderQuestion(current, open) : nothing}
      </dialog>
      ${
        isDeclined
          ? renderLater('Nothing was started. Show the proposal again', this.handleReconsider)
          : nothing
      }
      ${
        waiting === 0
          ? nothing
          : renderLater(
              waiting === 1 ? 'A decision waits for you' : `${waiting} decisions wait for you`,
              this.handleResume,
            )
      }
      ${this.renderConnection()}
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const current = this.current();
    if (current === this.shown) return;
    this.isAnother = current?.seq !== this.shown?.seq;
    this.shown = current;
    // What has just come, or changed, cannot have been read yet.
    clearTimeout(this.guard);
    this.isGuarded = true;
    if (current) this.guard = setTimeout(() => (this.isGuarded = false), GUARD);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.isAnother && this.feedback) this.feedback.value = '';
    this.isAnother = false;
    if (!this.shown) this.dialog.close();
    else if (!this.dialog.open) {
      this.dialog.showModal();
      this.heading?.focus();
    }
  }

  /** What this element asks: nothing where another one does. */
  private get asked(): Asked {
    const { value } = this.controller;
    const nothingAsked = { open: [], isDeclined: false };
    // Who is in sight is looked up only when it matters: it makes the browser work out styles.
    if (!value || (value.open.length === 0 && !value.isDeclined)) return nothingAsked;
    const [first, ...others] = this.crowd;
    const asker = [first, ...others].find((each) => each?.checkVisibility()) ?? first;
    return asker === this ? value : nothingAsked;
  }

  /** The first that waits and has not been put off. */
  private current(): Checkpoint | undefined {
    return this.asked.open.find(({ seq }) => !this.putOff.has(seq));
  }

  private join(session: Session | undefined): void {
    this.redraw();
    this.crowd.delete(this);
    for (const other of this.crowd) other.requestUpdate();
    this.crowd = (session && crowds.get(session)) ?? new Set();
    if (session) crowds.set(session, this.crowd.add(this));
    this.requestUpdate();
  }

  private renderQuestion(checkpoint: Checkpoint, open: readonly Checkpoint[]): TemplateResult {
    const { title = 'Approve to continue?', text, proposal, decision, canComment } = checkpoint;
    const error = decision.phase === 'open' ? decision.error : undefined;
    const isOff = this.isGuarded ? 'true' : 'false';
    return html`
      <h2 id="title" tabindex="-1" dir="auto">${visibleText(title)}</h2>
      ${
        open.length > 1
          ? html`<p class="count">${open.indexOf(checkpoint) + 1} of ${open.length} decisions</p>`
          : nothing
      }
      ${
        error === undefined
          ? nothing
          : html`<p class="error" role="alert" dir="auto">Not sent. ${error}</p>`
      }
      <div id="about">
        ${text === undefined ? nothing : renderText(text)} ${renderProposal(proposal)}
      </div>
      ${
        canComment === false
          ? nothing
          : html`<label class="feedback">
              ${this.feedbackLabel}
              <textarea rows="2" dir="auto"></textarea>
            </label>`
      }
      <div class="buttons">
        <button type="button" class="reject" aria-disabled=${isOff} @click=${this.handleReject}>
          Reject
        </button>
        <button type="button" class="approve" aria-disabled=${isOff} @click=${this.handleApprove}>
          Approve
        </button>
      </div>
      ${this.renderConnection('dialog')}
    `;
  }

  private answer(event: Event, choice: 'approve' | 'reject'): void {
    const checkpoint = this.shown;
    if (!checkpoint || this.isGuarded || !event.isTrusted) return;
    const feedback = this.feedback?.value.trim();
    const details = feedback ? { feedback } : {};
    if (!this.dispatchEvent(new SseDecideEvent(checkpoint.id, choice, details.feedback))) {
      this.putOff = new Set([...this.putOff, checkpoint.seq]);
      return;
    }
    this.dialog.close();
    void this.decide(checkpoint.id, choice, details);
  }

  private readonly handleApprove = (event: Event): void => this.answer(event, 'approve');

  private readonly handleReject = (event: Event): void => this.answer(event, 'reject');

  private readonly handleCancel = (event: Event): void => {
    event.preventDefault();
    if (this.shown) this.putOff = new Set([...this.putOff, this.shown.seq]);
  };

  private readonly handleResume = (): void => {
    this.putOff = new Set();
  };

  private readonly handleReconsider = (): void => void this.retry();
}

/** What stays in the page where something can still be decided. */
function renderLater(words: string, resume: () => void): TemplateResult {
  return html`<button part="later" type="button" class="later" @click=${resume}>
    ${icons.alert}${words}
  </button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-checkpoint': SseCheckpoint;
  }
}
