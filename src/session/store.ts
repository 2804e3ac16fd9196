import type { SseMessage } from '../connection/index.js';
import type { StreamEvent, StreamEventBody, Trouble } from '../events/index.js';
import type { Diagnosis } from './diagnose-stream.js';
import type { SessionNotice } from './notice.js';
import { reduce } from './reduce.js';
import { reportUncaught } from './report-error.js';
import { initialState, type SessionState } from './state.js';
import { warnOnce } from './warn-once.js';

/** Hears of everything that makes or tells of a session's state, in order, before anybody else does. */
export interface Relay {
  /** A stream event is about to be reduced. `isHidden`: something in it was not to be seen. */
  took(event: StreamEvent, isHidden: boolean): void;
  /** All stream events of a message have been taken. Without it: what came cannot be taken up again. */
  read(message: SseMessage | undefined): void;
  /** The state has changed, and not by a stream event. */
  changed(state: SessionState, before: SessionState): void;
  told(notice: SessionNotice): void;
}

/** Holds a session's state, numbers its stream events and tells its subscribers. */
export class Store {
  relay: Relay | undefined;
  /** Number of the last stream event. */
  seq = 0;
  #state: SessionState = initialState;
  /** Number of the last stream event that listeners have heard of. */
  #toldSeq = 0;
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
    this.relay?.changed(this.#state, before);
    this.#tellAll({ type: 'changed' });
    const { connection } = this.#state;
    if (connection !== before.connection) this.#tellAll({ type: 'connection-changed', connection });
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
    const wire = message && { wire: { id: message.id, event: message.event } };
    const came = { ...body, seq: this.seq + 1, at: this.#now(), ...wire };
    const event = this.#redact(came);
    this.relay?.took(event, event !== came);
    this.replay(event, came.seq);
  }

  /** Words from outside that are no stream event, as they may be seen. */
  seen(text: string): string {
    const trouble = { type: 'trouble', fatal: false, sort: 'error', text } as const;
    const event = this.#redact({ ...trouble, seq: this.seq, at: this.#now() });
    return event.type === 'trouble' ? event.text : '';
  }

  /** Reduces a stream event that is numbered and redacted. One that was told of before is not told again. */
  replay(event: StreamEvent, seq: number): void {
    this.seq = seq;
    const before = this.#state;
    const known = before.run?.troubles.at(-1);
    this.#state = reduce(before, event);
    if (this.#state !== before) this.#tellAll({ type: 'changed' });
    if (seq <= this.#toldSeq) return;
    this.#toldSeq = seq;
    this.#tellAll({ type: 'received', event });
    const trouble = this.#state.run?.troubles.at(-1);
    if (!trouble || trouble === known || trouble.fatal) return;
    const { sort, code = sort, text } = trouble;
    warnOnce(this, code, text);
    this.#tellAll({ type: 'diagnosed', severity: 'warning', code, message: text });
  }

  /** Puts another state in place, with the number of its last stream event. */
  adopt(state: SessionState, seq: number, isSameConversation: boolean): void {
    this.seq = seq;
    this.#toldSeq = isSameConversation ? Math.max(this.#toldSeq, seq) : seq;
    this.change(() => state);
  }

  /** Tells those who run the page, the console only once for each code. */
  diagnose(code: string, message: string, severity: 'warning' | 'error' = 'warning'): void {
    if (this.#isClosed) return;
    warnOnce(this, code, message);
    this.notify({ type: 'diagnosed', severity, code, message });
  }

  /** The same for what is true of every run: whoever listens hears it only once, too. */
  diagnoseOnce({ code, message }: Diagnosis): void {
    if (!this.#isClosed && warnOnce(this, code, message))
      this.notify({ type: 'diagnosed', severity: 'warning', code, message });
  }

  /** Tells everybody, one notice after the other: what a listener causes comes after what it hears. */
  notify(notice: SessionNotice): void {
    this.relay?.told(notice);
    this.#tellAll(notice);
  }

  /** Nobody is told anything from here on. */
  close(): void {
    this.#isClosed = true;
    this.#untold.length = 0;
    this.#subscriptions.clear();
  }

  #tellAll(notice: SessionNotice): void {
    if (this.#isClosed) return;
    this.#untold.push(notice);
    if (this.#isTelling) return;
    this.#isTelling = true;
    for (let next = this.#untold.shift(); next; next = this.#untold.shift()) this.#tell(next);
    this.#isTelling = false;
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
