import type { SseMessage } from '../../connection/index.js';
import type { StreamEvent } from '../../events/index.js';
import type { SessionNotice } from '../notice.js';
import { redactJson } from '../redact-json.js';
import { secretTestOf } from '../redact.js';
import type { Requests } from '../requests.js';
import type { SessionState } from '../state.js';
import type { Relay } from '../store.js';
import { pack, packNotice } from './pack.js';
import type { Step } from './tab-message.js';

/** Makes steps of what happens at the leader, and passes on together what belongs together. */
export class TabRelay implements Relay {
  readonly #requests: Requests;
  readonly #note: (step: Step) => void;
  readonly #post: (steps: readonly Step[]) => void;
  #conversation: string;
  #steps: Step[] = [];
  /** Something in the message that is being read was hidden. */
  #isHidden = false;
  /** It cannot be hidden in the message's text. */
  #isSealed = false;

  /** @param note - Hears of each step at once. */
  constructor(
    requests: Requests,
    note: (step: Step) => void,
    post: (steps: readonly Step[]) => void,
  ) {
    this.#requests = requests;
    this.#note = note;
    this.#post = post;
    this.#conversation = requests.conversationId;
  }

  took(event: StreamEvent, isHidden: boolean): void {
    this.#isHidden ||= isHidden;
    // A piece of a secret is no whole JSON, and the page's own hook can hide anything.
    const isPiece = 'mode' in event && event.mode === 'append';
    this.#isSealed ||= isHidden && (isPiece || this.#requests.settings.redact !== undefined);
    this.push({ event });
  }

  /**
   * Passes on the message itself, for the decoder of whoever leads next, without its secrets. Where
   * they cannot be taken out it is kept back, and the run cannot be taken up.
   */
  read(message: SseMessage | undefined): void {
    const data =
      message && redactJson(message.data, secretTestOf(this.#requests.settings.redactKeys));
    const isSafe = !this.#isSealed && (!this.#isHidden || data !== message?.data);
    this.#isSealed = this.#isHidden = false;
    this.push({ read: message && data !== undefined && isSafe ? { ...message, data } : undefined });
  }

  changed(state: SessionState, before: SessionState): void {
    const { conversationId: conversation } = this.#requests;
    if (conversation !== this.#conversation) this.push({ conversation });
    this.#conversation = conversation;
    const { run } = state;
    if (run && run.id !== before.run?.id) return this.push({ enter: run });
    const keys = Object.keys({ ...before, ...state }) as (keyof SessionState)[];
    const changed = keys.filter((key) => state[key] !== before[key]);
    this.push({ changed: pack(Object.fromEntries(changed.map((key) => [key, state[key]]))) });
  }

  told(notice: SessionNotice): void {
    this.push({ told: packNotice(notice) });
  }

  push(step: Step): void {
    this.#note(step);
    if (this.#steps.push(step) === 1) queueMicrotask(() => this.flush());
  }

  flush(): void {
    const steps = this.#steps;
    this.#steps = [];
    if (steps.length > 0) this.#post(steps);
  }
}
