import type { SseMessage } from '../../connection/index.js';
import { changeAll, defined } from '../immutable.js';
import { changeRun, enterRun } from '../reduce.js';
import type { Inside } from '../inside.js';
import { initialState, type Run, type SessionState } from '../state.js';
import { settingsDigest } from './group-name.js';
import { pack, unpack, unpackNotice } from './pack.js';
import type { Outcome, Snapshot, Step } from './tab-message.js';

/** Most messages of a run that are kept for whoever leads next, and most characters in them. */
const MOST_SEEN = 50_000;
const LONGEST_SEEN = 8 * 2 ** 20;

/** What a tab has of the session that all share: enough to show it, and to go on with it. */
export class TabCopy {
  readonly #inside: Inside;
  /** The messages of the run that goes on. A decoder that is given them stands where the leader's does. */
  #seen: SseMessage[] | undefined = [];
  #seenLength = 0;
  #isNew = true;
  /** The settings of the leader are others. */
  #differs = false;

  constructor(inside: Inside) {
    this.#inside = inside;
  }

  get state(): SessionState {
    return this.#inside.store.state;
  }

  /** Whether nothing has happened yet. */
  get isNew(): boolean {
    return this.#isNew;
  }

  /** Whether another tab could go on with the run, after something that has come of it. */
  get isResumable(): boolean {
    return this.#seen !== undefined && this.#seen.length > 0;
  }

  get whole(): Snapshot {
    const { requests, store } = this.#inside;
    return {
      state: pack(store.state),
      seq: store.seq,
      seen: this.#seen,
      conversation: requests.conversationId,
      isNew: this.#isNew,
      settings: settingsDigest(requests.settings),
    };
  }

  /** Takes over all of it from another tab. */
  take({ state, seq, seen, conversation, isNew, settings }: Snapshot): void {
    const { requests, store } = this.#inside;
    const isSame = requests.conversationId === conversation;
    requests.conversationId = conversation;
    this.#isNew = isNew;
    this.#see(seen);
    store.adopt(defined<SessionState>({ ...initialState, ...unpack(state) }), seq, isSame);
    this.#compare(settings);
  }

  /** Does a step after the leader. */
  do(step: Exclude<Step, Outcome>): void {
    const { requests, store } = this.#inside;
    this.note(step);
    if ('event' in step) store.replay(step.event, step.event.seq);
    else if ('enter' in step) store.change((state) => enterRun(state, step.enter));
    else if ('changed' in step)
      store.change((state) => defined<SessionState>({ ...state, ...unpack(step.changed) }));
    else if ('conversation' in step) requests.conversationId = step.conversation;
    else if ('told' in step) {
      const notice = unpackNotice(step.told, store.state);
      if (notice) store.notify(notice);
    }
  }

  /** Remembers what a step, of this tab or another, means for whoever leads next. */
  note(step: Step): void {
    if ('enter' in step) {
      this.#isNew = false;
      this.#see([]);
    } else if ('read' in step) this.#keep(step.read);
  }

  /** The run is over: nobody will go on with it. */
  forgetSeen(): void {
    this.#see([]);
  }

  /** Goes on with what the leader before has left. */
  goOn(): void {
    const { store } = this.#inside;
    const { run } = store.state;
    if (run) store.change((state) => changeRun(state, run.id, withoutPending));
    this.#inside.takeUp(this.#seen);
  }

  #compare(settings: number): void {
    const { requests, store } = this.#inside;
    const differs = settings !== settingsDigest(requests.settings);
    const isNews = differs && !this.#differs;
    this.#differs = differs;
    const message = 'Expected equal settings in all tabs that share; those of the first tab hold';
    if (isNews)
      store.notify({ type: 'diagnosed', severity: 'warning', code: 'share-differs', message });
  }

  #see(seen: readonly SseMessage[] | undefined): void {
    this.#seen = seen && [];
    this.#seenLength = 0;
    for (const message of seen ?? []) this.#keep(message);
  }

  #keep(message: SseMessage | undefined): void {
    this.#seenLength += message?.data.length ?? 0;
    const isTooMuch = this.#seen?.length === MOST_SEEN || this.#seenLength > LONGEST_SEEN;
    if (!message || isTooMuch) this.#seen = undefined;
    else this.#seen?.push(message);
  }
}

/** Decisions whose tab is gone: nobody knows whether the server was told. A run that was to begin does. */
function withoutPending(run: Run): Run {
  const checkpoints = changeAll(
    run.checkpoints,
    ({ decision, reply }) => decision.phase === 'pending' && reply.send !== 'begin',
    (checkpoint) => ({ ...checkpoint, decision: unconfirmed }),
  );
  return checkpoints === run.checkpoints ? run : { ...run, checkpoints };
}

const unconfirmed = {
  phase: 'open',
  isUnknown: true,
  error: 'The tab that sent this was closed before the server had confirmed it.',
} as const;
