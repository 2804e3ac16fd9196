import { encodeLastEventId } from './last-event-id.js';
import type { SseMessage } from './sse-message.js';

/**
 * Tells whether a stream that was opened again goes on where the last one broke off. To the standard
 * ids mean nothing, so only those tell something that have counted up one by one so far.
 */
export class Continuity {
  #lastId = '';
  /** Known from the second id on, and settled by the first one that does not follow. */
  #counts: boolean | undefined;
  #hasReceived = false;
  /** The next id must follow the last one. */
  #isChecking = false;

  /** A stream is open. Whether it is already known not to go on after the id it was asked for. */
  isBrokenAt(lastEventId: string, headers: Headers): boolean {
    this.#lastId = lastEventId;
    if (!this.#hasReceived) return false;
    // By these a server says after which id it really goes on, as Mercure's hubs do.
    const asked = encodeLastEventId(lastEventId);
    const from = headers.get('mercure-last-event-id') ?? headers.get('last-event-id') ?? asked;
    const isBroken = lastEventId === '' || from !== asked;
    this.#isChecking = !isBroken && this.#counts === true;
    return isBroken;
  }

  /** Whether something is missing before or among these messages, or comes a second time. */
  isBrokenBy(messages: readonly SseMessage[]): boolean {
    let isBroken = false;
    this.#hasReceived ||= messages.length > 0;
    for (const { id } of messages) {
      if (id === this.#lastId) continue;
      const follows = Number(id) === Number(this.#lastId) + 1;
      if (this.#isChecking) isBroken ||= !follows;
      else if (this.#lastId !== '') this.#counts = this.#counts !== false && follows;
      this.#isChecking = false;
      this.#lastId = id;
    }
    return isBroken;
  }
}
