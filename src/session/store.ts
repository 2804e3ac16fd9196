import type { SseMessage } from '../connection/index.js';
import type { StreamEvent, StreamEventBody, Trouble } from '../events/index.js';
import type { SessionNotice } from './notice.js';
import { reduce } from './reduce.js';
import { reportUncaught } from './report-error.js';
import { initialState, type SessionState } from './state.js';

/** Holds a session's state, numbers its stream events and tells its subscribers. */
export class Store {
  #state: SessionState = initialState;
  #seq = 0;
  #isClosed = false;
  #isTelling = false;
  /** Notices that a listener has caused while it was told of another. */
  readonly #untold: SessionNotice[] = [];
  readonly #subscriptions = new Set<{ readonly listener: (notice: SessionNotice) => void }>();
  readonly #now: () => number;
  readonly #redact: (event: StreamEvent) => StreamEvent;

  /** @param now - Epoch milliseconds. */
  constructor(now: () => number, redact: (event: StreamEvent) => StreamEvent) {
    this.#now = now;
    this.#redact = redact;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Returns the undo, which is safe to call twice and leaves other subscriptions alone. */
  subscribe(listener: (notice: SessionNotice) => void): () => void {
    if (this.#isClosed) return () => {};
    const subscription = { listener };
    this.#subscriptions.add(subscription);
    return () => void this.#subscriptions.delete(subscription);
  }

  /** Puts the next state in place. Nobody is told when it is the same. */
  change(next: (state: SessionState) => SessionState): void {
    const before = this.#state;
    this.#state = next(before);
    if (this.#state === before) return;
    this.notify({ type: 'changed' });
    const { connection } = this.#state;
    if (connection !== before.connection) this.notify({ type: 'connection-changed', connection });
  }

  /** Puts trouble outside any run in place, or takes it back. */
  show(trouble: Trouble | undefined): void {
    this.change(({ notice: _, ...rest }) => {
      if (!trouble) return rest;
      const { type: _t, ...words } = trouble;
      return { ...rest, notice: { ...words, at: this.#now() } };
    });
  }

  /** Numbers, redacts and reduces a stream event. Trouble that it brings or causes is diagnosed. */
  take(body: StreamEventBody, message?: SseMessage): void {
    this.#seq += 1;
    const wire = message && { wire: { id: message.id, event: message.event } };
    const event = this.#redact({ ...body, seq: this.#seq, at: this.#now(), ...wire });
    const known = this.#state.run?.troubles.at(-1);
    this.change((state) => reduce(state, event));
    this.notify({ type: 'received', event });
    const trouble = this.#state.run?.troubles.at(-1);
    if (!trouble || trouble === known || trouble.fatal) return;
    const { sort, code = sort, text } = trouble;
    this.notify({ type: 'diagnosed', severity: 'warning', code, message: text });
  }

  /** Tells everybody, one notice after the other: what a listener causes comes after what it hears. */
  notify(notice: SessionNotice): void {
    if (this.#isClosed) return;
    this.#untold.push(notice);
    if (this.#isTelling) return;
    this.#isTelling = true;
    for (let next = this.#untold.shift(); next; next = this.#untold.shift()) this.#tell(next);
    this.#isTelling = false;
  }

  /** Nobody is told anything from here on. */
  close(): void {
    this.#isClosed = true;
    this.#untold.length = 0;
    this.#subscriptions.clear();
  }

  #tell(notice: SessionNotice): void {
    for (const { listener } of this.#subscriptions) {
      try {
        listener(notice);
      } catch (error) {
        reportUncaught(error);
      }
    }
  }
}
