import type { Trouble } from '../events/index.js';
import { changeRun, enterRun, leaveRun } from './reduce.js';
import { decide } from './reduce-checkpoint.js';
import type { Requests } from './requests.js';
import { newRun, textOf } from './run.js';
import { isRunning } from './selectors.js';
import type { Checkpoint, DecisionState, Run } from './state.js';
import type { Store } from './store.js';

/** What a run begins with. */
export interface Beginning {
  /** What the person says. */
  readonly text?: string;
  readonly retryOf?: string;
}

/** Begins a run: the one that waits in the state if it was approved, else one of its own. */
export type Begin = (beginning: Beginning, isApproved: boolean) => void;

/**
 * Has a person approve what the page proposes before a run with it begins. That run is there already,
 * paused at a checkpoint, so that it is asked, shown and decided like any other.
 */
export class Proposals {
  readonly #store: Store;
  readonly #requests: Requests;
  readonly #begin: Begin;
  #isAsking = false;
  /** The latest proposal as text, without what a person says to it; empty when there is none. */
  #latest = '';
  #isApproved = false;

  constructor(store: Store, requests: Requests, begin: Begin) {
    this.#store = store;
    this.#requests = requests;
    this.#begin = begin;
    store.subscribe(({ type }) => type === 'opened' && this.#confirm());
  }

  /** From now on runs wait for approval, or no longer do. Whether that is news. */
  ask(isAsking: boolean): boolean {
    if (isAsking === this.#isAsking) return false;
    this.#isAsking = isAsking;
    if (!isAsking) this.#withdraw();
    return true;
  }

  /** The conversation begins anew, and the question with it. */
  forget(): void {
    this.#latest = '';
  }

  /** Asks what has not been asked yet, unless a run goes on. */
  offer(): void {
    if (!this.#isAsking || isRunning(this.#store.state) || !this.#isNew()) return;
    const waiting = this.#withdraw();
    // What a person has sent is not lost when it needs no approval any more.
    if (!this.hold(waiting ?? {}) && waiting?.text !== undefined) this.#begin(waiting, false);
  }

  /** Has a run wait for approval, where it needs any. Whether it does. */
  hold(beginning: Beginning): boolean {
    if (!this.#isAsking || (!this.#isNew() && this.#isApproved)) return false;
    const asked = this.#requests.proposal(beginning.text);
    if (!asked) return false;
    this.#withdraw();
    const id = `proposal-${this.#store.seq + 1}`;
    const run = newRun({ id, at: this.#requests.clock.now(), ...beginning });
    this.#store.change((state) => enterRun(state, { ...run, status: 'paused' }));
    this.#store.take(asked);
    return true;
  }

  /** Asks again about a run that nobody has approved: it begins no other way. Whether it is one. */
  again(run: Run): boolean {
    const { decision } = proposalIn(run) ?? {};
    if (!decision || (decision.phase === 'closed' && decision.outcome === 'approved')) return false;
    if (decision.phase === 'closed') this.hold({ ...beginningOf(run), retryOf: run.id });
    return true;
  }

  /** Takes what a person says to the proposal. Whether this checkpoint is one. */
  decide(checkpointId: string, choice: string): boolean {
    const { run } = this.#store.state;
    const proposal = run && proposalIn(run);
    if (!run || proposal?.id !== checkpointId) return false;
    if (proposal.decision.phase !== 'open') return true;
    if (choice === 'approve') {
      this.#settle({ phase: 'pending', choice });
      this.#begin(beginningOf(run), true);
    } else {
      const at = this.#requests.clock.now();
      const end = { status: 'cancelled', reason: 'rejected', startedAt: at, endedAt: at } as const;
      this.#settle({ phase: 'closed', outcome: 'rejected' }, end);
    }
    return true;
  }

  /** The run could not begin: the person is asked again, and told why. What they are told. */
  giveBack(trouble: Trouble): Trouble | undefined {
    if (this.#phase !== 'pending') return undefined;
    const error = this.#store.seen(trouble.text);
    this.#settle({ phase: 'open', error }, { status: 'paused' });
    return { ...trouble, text: error };
  }

  /** The server has begun to answer: it knows of the approval. */
  #confirm(): void {
    if (this.#phase !== 'pending') return;
    this.#isApproved = true;
    this.#settle({ phase: 'closed', outcome: 'approved' });
  }

  get #phase(): DecisionState['phase'] | undefined {
    const { run } = this.#store.state;
    return run && proposalIn(run)?.decision.phase;
  }

  #isNew(): boolean {
    const proposal = JSON.stringify(this.#requests.proposal()) ?? '';
    if (proposal === this.#latest) return false;
    this.#latest = proposal;
    this.#isApproved = false;
    return true;
  }

  /** Takes a question back that nobody has answered. */
  #withdraw(): Beginning | undefined {
    const { run } = this.#store.state;
    if (!run || this.#phase !== 'open') return undefined;
    this.#store.change(leaveRun);
    return beginningOf(run);
  }

  #settle(decision: DecisionState, changes: Partial<Run> = {}): void {
    const { run } = this.#store.state;
    const { id: checkpointId = '' } = (run && proposalIn(run)) ?? {};
    this.#store.change((state) =>
      changeRun(state, run?.id ?? '', (before) => ({
        ...decide(before, checkpointId, () => decision),
        ...changes,
      })),
    );
    if (decision.phase !== 'closed') return;
    const { outcome } = decision;
    const choice = outcome === 'approved' ? 'approve' : 'reject';
    this.#store.notify({ type: 'decided', checkpointId, choice, outcome });
  }
}

/** The checkpoint that stands before its run, if it has one. */
function proposalIn({ checkpoints }: Run): Checkpoint | undefined {
  return checkpoints.find(({ reply }) => reply.send === 'begin');
}

/** What a run has begun with, or will. */
export function beginningOf({ input, retryOf }: Run): Beginning {
  return {
    ...(input && { text: textOf(input) }),
    ...(retryOf !== undefined && { retryOf }),
  };
}
