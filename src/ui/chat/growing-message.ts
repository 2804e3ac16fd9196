import type { ReactiveController, ReactiveElement } from 'lit';
import type { ChatMessage, SessionState } from '../../session/index.js';
import { clockTime } from '../clock-time.js';

type MessageElement = HTMLElementTagNameMap['sse-message'];

/** Draws the message that is being written, and nothing else of its chat, while nothing else is new. */
export class GrowingMessage implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #tell: (state: SessionState | undefined) => void;
  #shown: SessionState | undefined;
  #element: MessageElement | undefined;

  /** @param tell - Told of each state once it is drawn. */
  constructor(host: ReactiveElement, tell: (state: SessionState | undefined) => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  /** Has made while nobody waits what the first message would wait for. */
  hostConnected(): void {
    globalThis.requestIdleCallback?.(() => clockTime(0));
  }

  /** All is drawn of that state. */
  show(state: SessionState | undefined): void {
    this.#shown = state;
    this.#tell(state);
  }

  /** Draws what is new of a state, if it can. Returns whether it could. */
  draw(state: SessionState | undefined): boolean {
    const { isUpdatePending, renderRoot } = this.#host;
    const message = this.#shown && state && grownMessage(this.#shown, state);
    if (!message || isUpdatePending) return false;
    const isIts = (element?: MessageElement): boolean => element?.message?.id === message.id;
    if (!this.#element?.isConnected || !isIts(this.#element)) {
      this.#element = [...renderRoot.querySelectorAll('sse-message')].findLast(isIts);
    }
    if (!this.#element) return false;
    this.#element.message = message;
    this.show(state);
    return true;
  }
}

/**
 * The message that is being written, if nothing else is new in a state but more text at the end of its
 * answer; undefined if anything else is.
 */
function grownMessage(before: SessionState, state: SessionState): ChatMessage | undefined {
  const [was, run] = [before.run, state.run];
  const [known, message] = [was?.messages.at(-1), run?.messages.at(-1)];
  const [knownPart, part] = [known?.parts.at(-1), message?.parts.at(-1)];
  if (!was || !run || !known || !message || part?.type !== 'text' || !knownPart) return undefined;
  // Before its first character a part is not shown, and reasoning is shown elsewhere.
  if (part.lane !== 'answer' || ('text' in knownPart && knownPart.text === '')) return undefined;
  const isAllElseSame =
    differOnlyIn('run', before, state) &&
    differOnlyIn('messages', was, run) &&
    differOnlyIn(`${run.messages.length - 1}`, was.messages, run.messages) &&
    differOnlyIn('parts', known, message) &&
    differOnlyIn(`${message.parts.length - 1}`, known.parts, message.parts) &&
    differOnlyIn('text', knownPart, part);
  return isAllElseSame ? message : undefined;
}

/** Whether two objects, or lists, have the same members but for one. */
function differOnlyIn(key: string, one: object, other: object): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name === key || Reflect.get(one, name) === Reflect.get(other, name))
  );
}
