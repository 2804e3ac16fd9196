import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import {
  textOf,
  type ChatMessage,
  type Checkpoint,
  type MessagePart,
  type TextPart,
} from '../../session/index.js';
import { adoptStyles } from '../adopt-styles.js';
import { announcerAround } from '../announcer.js';
import type { Highlighter } from '../code-token.js';
import { copyText } from '../copy-text.js';
import { drawFromOwnRegistry } from '../define-element.js';
import { icons } from '../icons.js';
import type { Renderers } from '../renderer.js';
import { strings } from '../strings.js';
import { visibleName, visibleText } from '../visible-text.js';
import { renderAvatar } from './avatar.js';
import { renderRecord } from './checkpoint-record.js';
import { clockTime } from '../clock-time.js';
import { messageStyles } from './message.styles.js';

const ends: Partial<Record<ChatMessage['status'], string>> = {
  stopped: 'Stopped',
  cut: 'Incomplete',
  failed: 'Incomplete',
};

/** How long "Copied" stays, in milliseconds. */
const COPIED_TIME = 2_000;

/**
 * One chat message: what a person said, or an agent's text and tools in the order in which they came.
 *
 * @element sse-message
 * @csspart message - The whole.
 * @csspart user-message - The whole, where a person speaks.
 * @csspart agent-message - The whole, where an agent speaks.
 * @csspart avatar - What the page shows beside it.
 * @csspart author - Who speaks, when the server names the agent.
 * @cssprop [--sse-message-user-background=var(--sse-color-raised)] - Background of what the person said.
 */
export class SseMessageElement extends LitElement {
  /** The chat message to show. */
  @property({ attribute: false }) message?: ChatMessage;
  /** What is copied beside it. */
  @property({ attribute: false }) avatar?: readonly Element[] | undefined;
  /** The checkpoints of its run. */
  @property({ attribute: false }) checkpoints: readonly Checkpoint[] = [];
  /** How many parts of it could not be read. */
  @property({ type: Number }) unreadable = 0;
  /** Origins whose images may load by themselves, separated by spaces. */
  @property({ attribute: 'allow-images' }) allowImages = '';
  /** The level of the heading that `#` becomes. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 3;
  /** Finds the colours of code. */
  @property({ attribute: false }) highlighter?: Highlighter | undefined;
  /** Draw what code describes, and formulas. */
  @property({ attribute: false }) renderers?: Renderers | undefined;

  @state() private copied = false;
  private copiedTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    drawFromOwnRegistry(this);
    super.connectedCallback();
    adoptStyles(this, [messageStyles]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.copiedTimer);
    this.copied = false;
  }

  /** Thousands of shadow roots make each that is added slow: docs/decisions/shadow-roots.md. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult | typeof nothing {
    const { message } = this;
    if (!message) return nothing;
    const { id, role, author, status, parts, at } = message;
    const isUser = role === 'user';
    const name = isUser ? 'You' : (author ?? 'Assistant');
    return html`
      <article
        part="message ${isUser ? 'user-message' : 'agent-message'}"
        class=${isUser ? 'user' : 'agent'}
        aria-label=${guard([name, id, at], () => nameOf(visibleName(name), message))}
        aria-busy=${status === 'open' ? 'true' : 'false'}
      >
        ${parts.length === 0 ? nothing : renderAvatar(this.avatar)}
        ${
          author === undefined
            ? nothing
            : html`<p part="author" class="author" dir="auto">${visibleText(author)}</p>`
        }
        ${parts.map((part) => (isUser ? renderPlain(part) : this.renderPart(part, status === 'open')))}
        ${isUser || status === 'open' ? nothing : this.renderFoot(message)}
      </article>
    `;
  }

  private renderPart(part: MessagePart, isOpen: boolean): TemplateResult | typeof nothing {
    if (part.type === 'tool') {
      return html`<sse-tool
        exportparts="summary, details, drawing"
        .tool=${part}
        .renderers=${this.renderers}
      ></sse-tool>`;
    }
    if (part.type === 'checkpoint') {
      const checkpoint = this.checkpoints.find(({ id }) => id === part.id);
      return checkpoint ? renderRecord(checkpoint) : nothing;
    }
    if (part.type === 'gap') {
      return html`<p class="gap">Something may be missing here</p>`;
    }
    if (part.text === '' && !part.open) return nothing;
    switch (part.lane) {
      case 'answer':
        return this.renderAnswer(part, isOpen);
      case 'reasoning':
        // It is thinking, which has an element of its own.
        return nothing;
      case 'refusal':
        return html`<p class="refusal" dir="auto">${part.text}</p>`;
      case 'commentary':
        return html`<p class="commentary" dir="auto">${part.text}</p>`;
      default:
        return part.lane satisfies never;
    }
  }

  private renderAnswer(part: TextPart, isOpen: boolean): TemplateResult {
    return html`<sse-markdown
      .sharesTree=${true}
      .text=${part.text}
      ?streaming=${isOpen && part.open}
      allow-images=${this.allowImages}
      heading-level=${this.headingLevel}
      .highlighter=${this.highlighter}
      .renderers=${this.renderers}
    ></sse-markdown>`;
  }

  private renderFoot(message: ChatMessage): TemplateResult | typeof nothing {
    const end = ends[message.status];
    const hasText = textOf(message) !== '';
    if (!hasText && end === undefined && this.unreadable === 0) return nothing;
    return html`<footer>
      ${
        hasText
          ? html`<button type="button" class="copy" @click=${this.copy}>
              ${this.copied ? icons.check : icons.copy}
              <span class="hidden">${this.copied ? 'Copied' : 'Copy answer'}</span>
            </button>`
          : nothing
      }
      ${end === undefined ? nothing : html`<span class="end">${end}</span>`}
      ${
        this.unreadable === 0
          ? nothing
          : html`<span class="unreadable">
              ${icons.alert}
              ${
                this.unreadable === 1
                  ? 'A part of this answer could not be read'
                  : `${this.unreadable} parts of this answer could not be read`
              }
            </span>`
      }
    </footer>`;
  }

  private readonly copy = async (): Promise<void> => {
    if (!this.message) return;
    const texts = [...this.querySelectorAll('.content')];
    const isCopied = await copyText(textOf(this.message), texts[0] ?? this, texts.at(-1));
    announcerAround(this)?.announce(isCopied ? strings.copied : strings.copyFailed);
    if (!isCopied) return;
    this.copied = true;
    clearTimeout(this.copiedTimer);
    this.copiedTimer = setTimeout(() => (this.copied = false), COPIED_TIME);
  };
}

/** Who says it, and when; of what comes from history nobody has said when. */
function nameOf(author: string, { id, at }: ChatMessage): string {
  return id.startsWith('history-') ? author : `${author}, ${clockTime(at)}`;
}

function renderPlain(part: MessagePart): TemplateResult | typeof nothing {
  return part.type === 'text' ? html`<p class="said" dir="auto">${part.text}</p>` : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-message': SseMessageElement;
  }
}
