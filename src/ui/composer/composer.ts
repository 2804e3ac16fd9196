import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ComposerEvent } from '../composer-event.js';
import { icons } from '../icons.js';
import { theme } from '../theme.js';
import { composerStyles } from './composer.styles.js';

/**
 * Where a person writes. Enter sends, Shift+Enter breaks the line, Escape stops a running answer. An
 * Enter that confirms an input method's suggestion does neither.
 *
 * @element sse-composer
 * @slot actions - Before the text field.
 * @fires {ComposerEvent} composer - A person sends or stops; cancelled where that was not done.
 * @csspart field - The text field.
 * @csspart button - The button that sends or stops.
 */
export class SseComposer extends LitElement {
  static override styles = [theme, composerStyles];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  /** Whether an answer is going on: the button stops it. */
  @property({ type: Boolean }) running = false;
  /** Name of the field for everybody. */
  @property() label = 'Message';
  /** Hint in the empty field. */
  @property() placeholder = 'Write a message';

  @state() private text = '';
  @query('textarea') private readonly field!: HTMLTextAreaElement;

  /** What is written now. */
  get value(): string {
    return this.text;
  }
  set value(value: string) {
    this.text = value;
  }

  override render(): TemplateResult {
    const canSend = this.text.trim() !== '';
    return html`
      <div class="frame">
        <slot name="actions"></slot>
        <textarea
          part="field"
          rows="1"
          dir=${this.text === '' ? nothing : 'auto'}
          aria-label=${this.label}
          placeholder=${this.placeholder}
          enterkeyhint="send"
          @input=${this.read}
          @keydown=${this.handleKey}
        ></textarea>
        <button
          part="button"
          type="button"
          class=${this.running ? 'stop' : 'send'}
          aria-disabled=${this.running || canSend ? 'false' : 'true'}
          @click=${this.press}
        >
          ${this.running ? icons.stop : icons.send}
          <span class="hidden">${this.running ? 'Stop' : 'Send'}</span>
        </button>
      </div>
    `;
  }

  protected override updated(): void {
    // The field may hold something else than what was drawn last, and its caret stays where nothing has to change.
    if (this.field.value !== this.text) this.field.value = this.text;
    if (!CSS.supports('field-sizing', 'content')) this.fit();
  }

  private readonly read = (): void => {
    this.text = this.field.value;
  };

  private readonly handleKey = (event: KeyboardEvent): void => {
    // An input method uses Enter and Escape itself; some browsers say so only by key code 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape' && this.running) {
      event.preventDefault();
      this.dispatchEvent(new ComposerEvent('stop'));
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (!this.running) this.send();
    }
  };

  private readonly press = (event: MouseEvent): void => {
    if (!this.running) this.send();
    // The second click of a double click on "Send" is not meant for "Stop".
    else if (event.detail < 2) this.dispatchEvent(new ComposerEvent('stop'));
  };

  private send(): void {
    const text = this.text.trim();
    if (text === '') return;
    const accepted = this.dispatchEvent(new ComposerEvent('send', text));
    if (accepted) this.text = '';
    this.field.focus();
  }

  /** Grows with the text where the platform cannot do it by itself. */
  private fit(): void {
    this.field.style.blockSize = 'auto';
    this.field.style.blockSize = `${this.field.scrollHeight}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-composer': SseComposer;
  }
}
