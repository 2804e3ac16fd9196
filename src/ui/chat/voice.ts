import type { ReactiveController, ReactiveElement } from 'lit';
import type { SessionState } from '../../session/index.js';
import { Announcer } from '../announcer.js';
import { Narrator, type Narration } from './narrator.js';

/** How much is read out. Words that are not known are `auto`, as in HTML. */
const narrations: readonly Narration[] = ['auto', 'full', 'brief', 'off'];

/** The voice of a chat: the announcer that all elements in it share, and what tells of the conversation. */
export class Voice implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #narrator: Narrator;

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#narrator = new Narrator(new Announcer(host).announce);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#narrator.close();
  }

  /** Takes what is true now. Call it in `updated`. */
  tell(state: SessionState | undefined, narration: Narration, withThinking: boolean): void {
    const known = narrations.includes(narration) ? narration : 'auto';
    if (state && this.#host.isConnected)
      this.#narrator.heed(state, { narration: known, withThinking });
  }
}
