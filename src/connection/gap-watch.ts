import { encodeLastEventId } from './last-event-id.js';
import type { SseMessage } from './sse-message.js';

/**
 * Finds out that a server which was asked to go on has left something out. Most servers do not say so;
 * where their ids are counted, the ids do.
 */
export class GapWatch {
  #last: number | undefined;
  /** How many ids in a row were one more than the one before; NaN once one was not. */
  #counted = 0;
  #isResumed = false;

  /**
   * A server has answered that was asked to go on after an id. Whether it says that it could not: as
   * Mercure does, by naming another id.
   */
  resumed(lastEventId: string, headers: Headers): boolean {
    this.#isResumed = true;
    const named = headers.get('mercure-last-event-id') ?? headers.get('last-event-id');
    return lastEventId !== '' && named !== null && named !== encodeLastEventId(lastEventId);
  }

  /** Whether something is missing before these messages, by their ids. */
  isBefore(messages: readonly SseMessage[]): boolean {
    let isGap = false;
    for (const { id } of messages) {
      const next = /^\d{1,15}$/.test(id) ? Number(id) : undefined;
      if (next === this.#last) continue;
      const step = next === undefined || this.#last === undefined ? NaN : next - this.#last;
      if (this.#isResumed) isGap ||= step > 1 && this.#counted >= ENOUGH;
      else if (this.#last !== undefined) this.#counted = step === 1 ? this.#counted + 1 : NaN;
      this.#isResumed = false;
      this.#last = next;
    }
    return isGap;
  }
}

/** Ids that look counted by chance must not cry wolf. */
const ENOUGH = 3;
