import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { nextTask } from '../../session/next-task.js';
import { adoptStyles } from '../adopt-styles.js';
import { announcerAround } from '../announcer.js';
import { rendererFor, type Renderers } from '../renderer.js';
import { theme } from '../theme.js';
import type { Highlighter } from '../code-token.js';
import { replaceServerDrawing } from '../drawn-on-server.js';
import { copyFrame } from './copy.js';
import { MarkdownDocument } from './document.js';
import { FinishedCode } from './finished-code.js';
import { lightText } from './light-text.js';
import { codeStyles } from './code.styles.js';
import { meetPointer, openLink, openLinkAside } from './link.js';
import { linkStyles, markdownStyles } from './markdown.styles.js';
import { words } from './words.js';

/** Milliseconds that are spent on drawing in the frame that brings a text: others draw in it as well. */
const FRAME_BUDGET = 8;
/** The same in each task after it, before input and frames have their turn: every frame lays out and paints anew. */
const TASK_BUDGET = 16;
/** How long "Copied" stays, in milliseconds. */
const COPIED_TIME = 2_000;

/**
 * Markdown (CommonMark with GitHub's additions) that may still be growing. Finished blocks keep their
 * nodes; only the end is parsed and drawn again. Raw HTML is shown as text. Links open only `https`,
 * `http` and `mailto` addresses and show their host. Images load when the reader asks for them, or
 * when the page has allowed their origin.
 *
 * @element sse-markdown
 * @slot - The Markdown, when `text` is not set. It is read, not shown.
 * @csspart content - The whole text.
 * @csspart code - A code block with its bar.
 * @csspart copy - The button that copies a code block or a table.
 * @csspart wrap - The button that wraps the lines of a code block.
 * @csspart table - A table.
 * @csspart table-frame - A table with its bar.
 * @csspart link - A link.
 * @csspart host - Where a link or an image leads.
 * @csspart image - The button that stands for an image.
 * @csspart formula - A formula, where the page draws them.
 * @cssprop --sse-color-text - Text.
 * @cssprop --sse-color-muted - Hosts, labels and markers.
 * @cssprop --sse-color-accent - Links and focus.
 * @cssprop --sse-color-warning - What deserves a second look.
 * @cssprop --sse-color-raised - Background of code and table heads.
 * @cssprop --sse-color-border - Rules, borders and the line beside quotes.
 * @cssprop --sse-font-mono - Font of code.
 * @cssprop --sse-code-attribute - Colour of names of attributes and properties.
 * @cssprop --sse-code-comment - Colour of comments.
 * @cssprop --sse-code-deleted - Colour of what a diff takes away.
 * @cssprop --sse-code-function - Colour of names of functions, and of headings.
 * @cssprop --sse-code-inserted - Colour of what a diff adds.
 * @cssprop --sse-code-keyword - Colour of keywords and tags.
 * @cssprop --sse-code-number - Colour of numbers and constants.
 * @cssprop --sse-code-string - Colour of strings.
 * @cssprop --sse-code-type - Colour of types and classes.
 */
export class SseMarkdown extends LitElement {
  static override styles = [theme, markdownStyles, linkStyles, codeStyles];

  /**
   * Draws into the tree around it, which has the theme, instead of a shadow root. Set it before the
   * element is attached.
   * @internal
   */
  sharesTree = false;

  /** The whole text so far. Default: the text between the element's tags. */
  @property() text?: string;
  /** Whether the text is still being written: what has begun at its end is drawn as it will most likely become. */
  @property({ type: Boolean }) streaming = false;
  /** The level of the heading that `#` becomes, 1 to 6. Default: 3. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 3;
  /** Origins, each with an optional path, whose images load by themselves; separated by spaces. Default: none. */
  @property({ attribute: 'allow-images' }) allowImages = '';

  /** Finds the colours of code, once for each block that has come to its end. Default: none. */
  @property({ attribute: false }) highlighter?: Highlighter | undefined;

  /** Draw what code describes, by the word after its fence; `math` also gets formulas. Default: none. */
  @property({ attribute: false }) renderers?: Renderers | undefined;

  /** What is said about copying. There is no live region before somebody is about to copy. */
  @state() private announcement: string | undefined;
  @query('.content') private readonly content!: HTMLElement;

  #document: MarkdownDocument | undefined;
  /** The text of a message that has come to its end. What it was drawn with is not kept. */
  #whole: string | undefined;
  readonly #code = new FinishedCode();
  #isDrawn = true;
  #hasMaths = false;
  #cameFrom: HTMLElement | undefined;
  readonly #loadedImages = new Set<string>();
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;
  #lightChanges: MutationObserver | undefined;

  override connectedCallback(): void {
    replaceServerDrawing(this);
    super.connectedCallback();
    if (this.sharesTree) adoptStyles(this, SseMarkdown.styles.slice(1));
    // The text between the tags may have changed meanwhile.
    if (this.text === undefined) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lightChanges?.disconnect();
    this.#endCopied();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = this.sharesTree ? this : super.createRenderRoot();
    // One listener for all the buttons that the text brings.
    root.addEventListener('click', (event) => this.#onClick(event));
    root.addEventListener('pointerdown', meetPointer);
    root.addEventListener('auxclick', openLinkAside);
    for (const type of ['pointerover', 'focusin']) {
      root.addEventListener(type, (event) => this.#prepareCopy(event));
    }
    return root;
  }

  override render(): TemplateResult {
    return html`
      <div class="content" part="content"></div>
      ${
        this.announcement === undefined
          ? nothing
          : html`<span class="hidden" role="status">${this.announcement}</span>`
      }
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#watchLightText();
    if (changed.has('highlighter') || changed.has('renderers')) {
      this.#code.use(this.highlighter, this.renderers);
    }
    const text = this.text ?? lightText(this);
    const hasMaths = rendererFor('math', this.renderers) !== undefined;
    const hasNewSettings =
      changed.has('headingLevel') || changed.has('allowImages') || hasMaths !== this.#hasMaths;
    this.#hasMaths = hasMaths;
    if (text === this.#whole && !hasNewSettings) return;
    if (!this.#document || hasNewSettings || !this.#document.canBecome(text)) {
      this.#document = this.#createDocument();
    }
    this.#document.write(text, this.streaming);
    const end = performance.now() + (changed.size > 0 ? FRAME_BUDGET : TASK_BUDGET);
    this.#isDrawn = this.#document.work(() => performance.now() > end);
    // Of thousands of messages few grow again: those are drawn anew.
    const isOver = this.sharesTree && this.#isDrawn && !this.streaming;
    this.#whole = isOver ? text : undefined;
    if (isOver) this.#document = undefined;
    if (!this.#isDrawn) void nextTask().then(() => this.requestUpdate());
  }

  /** Resolves when the whole text is drawn: a long one takes several tasks. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let result = await super.getUpdateComplete();
    while (!this.#isDrawn && this.isConnected) {
      await nextTask();
      result = await super.getUpdateComplete();
    }
    return result;
  }

  #watchLightText(): void {
    this.#lightChanges?.disconnect();
    if (this.text !== undefined || !this.isConnected) return;
    this.#lightChanges ??= new MutationObserver(() => this.requestUpdate());
    this.#lightChanges.observe(this, { childList: true, characterData: true, subtree: true });
  }

  #createDocument(): MarkdownDocument {
    const level = Math.trunc(this.headingLevel);
    return new MarkdownDocument(this.content, {
      headingLevel: level >= 1 && level <= 6 ? level : 3,
      base: this.ownerDocument.baseURI,
      allowImages: this.allowImages ?? '',
      loadedImages: this.#loadedImages,
      finishCode: (block, language) => this.#code.add(block, language),
      drawFormula: rendererFor('math', this.renderers),
    });
  }

  #onClick(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return openLink(event);
    const { footnote, back, copy, wrap } = button.dataset;
    const frame = button.closest('.frame');
    if (copy !== undefined && frame) void this.#copy(button, frame);
    else if (wrap !== undefined) button.ariaPressed = String(frame?.classList.toggle('wrap'));
    else if (footnote !== undefined) {
      this.#cameFrom = button;
      this.#goTo(`[data-note="${footnote}"]`);
    } else if (back !== undefined) {
      // A footnote may be referred to from several places.
      if (this.#cameFrom?.dataset['footnote'] === back) this.#cameFrom.focus();
      else this.#goTo(`[data-footnote="${back}"]`);
    }
  }

  #goTo(selector: string): void {
    this.content.querySelector<HTMLElement>(selector)?.focus();
  }

  /** A live region must be there before it says something. */
  #prepareCopy({ target }: Event): void {
    const isCopy = target instanceof Element && target.closest('[data-copy]');
    if (isCopy && !announcerAround(this)) this.announcement ??= '';
  }

  async #copy(button: HTMLButtonElement, frame: Element): Promise<void> {
    const isCopied = await copyFrame(frame);
    this.#endCopied();
    if (!this.isConnected) return;
    const outcome = isCopied ? words.copied : words.copyFailed;
    const announcer = announcerAround(this);
    if (announcer) announcer.announce(outcome);
    else this.announcement = outcome;
    if (isCopied) button.textContent = words.copied;
    this.#copiedTimer = setTimeout(() => this.#endCopied(), COPIED_TIME);
  }

  #endCopied(): void {
    if (this.#copiedTimer === undefined) return;
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = undefined;
    if (this.announcement !== undefined) this.announcement = '';
    for (const button of this.renderRoot.querySelectorAll('[data-copy]')) {
      if (button.textContent !== words.copy) button.textContent = words.copy;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-markdown': SseMarkdown;
  }
}
