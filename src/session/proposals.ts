import type { CheckpointOutcome, Trouble } from '../events/index.js';
import { changeRun, enterRun } from './reduce.js';
import { decide } from './reduce-checkpoint.js';
import type { Requests } from './requests.js';
import { newRun, textOf } from './run.js';
import { isRunning, runsOf } from './selectors.js';
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
 * paused at a checkpoint, so that it is asked, shown and decided like any other. What was asked is known
 * from the state alone, which tabs can share.
 */
export class Proposals {
  readonly #store: Store;
  readonly #requests: Requests;
  readonly #begin: Begin;
  #isAsking = false;
  /** The proposal in the settings as text, as it was when it was last looked at. */
  #seen: string | undefined;

  constructor(store: Store, requests: Requests, begin: Begin) {
    this.#store = store;
    this.#requests = requests;
    this.#begin = begin;
  }

  /** The run that waits to begin. */
  get waiting(): Run | undefined {
    const { run } = this.#store.state;
    return run?.status === 'paused' && /open|pending/.test(this.#phase ?? '') ? run : undefined;
  }

  /** From now on runs wait for approval, or no longer do. Whether that is news. */
  ask(isAsking: boolean): boolean {
    const isNews = isAsking !== this.#isAsking;
    this.#isAsking = isAsking;
    return isNews;
  }

  /** Asks what has not been asked yet, unless a run goes on. */
  offer(): void {
    if (!this.#isAsking || isRunning(this.#store.state)) return;
    const isNew = this.#isNew();
    if (!isNew && this.#last) return;
    const { waiting } = this;
    if (this.hold(waiting ? beginningOf(waiting) : {}, isNew)) return;
    // What a person has sent is not lost when it needs no approval any more.
    if (waiting?.input) this.#begin(beginningOf(waiting), false);
    else this.withdraw();
  }

  /** Has a run wait for approval, where it needs any. Whether it does. */
  hold(beginning: Beginning, isNew: boolean = this.#isNew()): boolean {
    if (!this.#isAsking || (!isNew && outcomeIn(this.#last) === 'approved')) return false;
    const asked = this.#requests.proposal(beginning.text);
    if (!asked) return false;
    const id = this.waiting?.id ?? `proposal-${this.#store.seq + 1}`;
    const run = newRun({ id, at: this.#requests.clock.now(), ...beginning });
    this.#store.change((state) => enterRun(state, { ...run, status: 'paused' }));
    this.#store.take(asked);
    return true;
  }

  /** Asks again about a run that nobody has approved: it begins no other way. Whether it is one. */
  again(run: Run): boolean {
    const proposal = proposalIn(run);
    if (!proposal || /approved|expired/.test(outcomeIn(run) ?? '')) return false;
    if (proposal.decision.phase !== 'open') this.hold({ ...beginningOf(run), retryOf: run.id });
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
      this.#end('rejected');
      this.#tell('reject', 'rejected');
    }
    return true;
  }

  /** The server has begun to answer: it knows of the approval. */
  confirm(): void {
    if (this.#phase !== 'pending') return;
    const at = this.#requests.clock.now();
    this.#settle({ phase: 'closed', outcome: 'approved', choice: 'approve', at });
    this.#tell('approve', 'approved');
  }

  /** The run could not begin: the person is asked again, and told why. What they are told. */
  giveBack(trouble: Trouble): Trouble | undefined {
    if (this.#phase !== 'pending') return undefined;
    const error = this.#store.seen(trouble.text);
    this.#settle({ phase: 'open', error }, { status: 'paused' });
    return { ...trouble, text: error };
  }

  /** Takes a question back that nobody has answered. */
  withdraw(): void {
    if (this.#phase === 'open') this.#end('expired');
  }

  get #phase(): DecisionState['phase'] | undefined {
    const { run } = this.#store.state;
    return run && proposalIn(run)?.decision.phase;
  }

  /** The latest run that was proposed. */
  get #last(): Run | undefined {
    return runsOf(this.#store.state).findLast(proposalIn);
  }

  /** Whether the settings hold another proposal than before. */
  #isNew(): boolean {
    const before = this.#seen;
    this.#seen = JSON.stringify(this.#requests.proposal()) ?? '';
    return before !== undefined && before !== this.#seen;
  }

  #end(outcome: CheckpointOutcome): void {
    const at = this.#requests.clock.now();
    const end = { status: 'cancelled', reason: outcome, startedAt: at, endedAt: at } as const;
    const own = outcome === 'rejected' ? { choice: 'reject', at } : {};
    this.#settle({ phase: 'closed', outcome, ...own }, end);
  }

  #settle(decision: DecisionState, changes: Partial<Run> = {}): void {
    const { run } = this.#store.state;
    const id = (run && proposalIn(run)?.id) ?? '';
    this.#store.change((state) =>
      changeRun(state, run?.id ?? '', (before) => ({
        ...decide(before, id, () => decision),
        ...changes,
      })),
    );
  }

  #tell(choice: string, outcome: CheckpointOutcome): void {
    const { id: checkpointId = '' } = (this.#last && proposalIn(this.#last)) ?? {};
    this.#store.notify({ type: 'decided', checkpointId, choice, outcome });
  }
}

/** The checkpoint that stands before its run, if it has one. */
function proposalIn({ checkpoints }: Run): Checkpoint | undefined {
  return checkpoints.find(({ reply }) => reply.send === 'begin');
}

function outcomeIn(run: Run | undefined): CheckpointOutcome | undefined {
  const { decision } = (run && proposalIn(run)) ?? {};
  return decision?.phase === 'closed' ? decision.outcome : undefined;
}

/** What a run has begun with, or will. */
export function beginningOf({ input, retryOf }: Run): Beginning {
  return {
    ...(input && { text: textOf(input) }),
    ...(retryOf !== undefined && { retryOf }),
  };
}
