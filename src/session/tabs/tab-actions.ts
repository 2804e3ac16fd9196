import { findRun } from '../selectors.js';
import type { SessionState } from '../state.js';
import type { Outcome } from './tab-message.js';

/** What a person can do, with the number of texts that it takes. */
const ops = {
  ...{ send: 1, open: 0, retry: 0, reconnect: 0, stop: 0, decide: 2, cancel: 1, reset: 0 },
  addHistory: 2,
};

export type Op = keyof typeof ops;

/** Whether another tab may ask for this. */
export function isOp(op: string, args: readonly unknown[]): op is Op {
  if (!Object.hasOwn(ops, op)) return false;
  const texts = args.slice(0, ops[op as Op]);
  return texts.length === ops[op as Op] && texts.every((text) => typeof text === 'string');
}

/** Something that a person has done in this tab. */
export interface Action {
  readonly op: Op;
  readonly args: readonly unknown[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Entry extends Action {
  /** A leader has begun it. */
  isTaken: boolean;
  /** The run that it began. */
  run: string | undefined;
}

/** Most actions under way, and most that are remembered as taken. */
const MOST = 100;

/** What people have done, until it is known what has become of it. */
export class TabActions {
  readonly #entries = new Map<string, Entry>();
  readonly #taken: string[] = [];

  get size(): number {
    return this.#entries.size;
  }

  /** Actions that no leader has begun, by id. */
  get untaken(): readonly (readonly [string, Action])[] {
    return [...this.#entries].filter(([, { isTaken }]) => !isTaken);
  }

  add(id: string, action: Action): void {
    if (this.#entries.size < MOST)
      this.#entries.set(id, { ...action, isTaken: false, run: undefined });
    else action.resolve(undefined);
  }

  /** Whether a leader has begun it, this one or another. */
  wasTaken(id: string): boolean {
    return this.#taken.includes(id);
  }

  /** Takes in what has become of an action, of this tab or another. */
  settle(outcome: Outcome, state: SessionState): void {
    if ('took' in outcome) {
      if (this.#taken.push(outcome.took) > MOST) this.#taken.shift();
      const entry = this.#entries.get(outcome.took);
      if (entry) Object.assign(entry, { isTaken: true, run: outcome.run });
    } else if ('done' in outcome) {
      const { done: id, value } = outcome;
      const isRun = /^(send|open|retry)$/.test(this.#entries.get(id)?.op ?? '');
      this.#end(id, isRun ? findRun(state, String(value)) : value);
    }
  }

  /** Ends those whose run is over; once its leader is gone, nothing else is told of them. */
  settleRuns(state: SessionState, isLeaderGone: boolean): void {
    for (const [id, { isTaken, op, run }] of this.#entries) {
      if (!isTaken) continue;
      const found =
        /^(send|open|retry)$/.test(op) && run !== undefined ? findRun(state, run) : undefined;
      if (found ? found.status !== 'running' : isLeaderGone) this.#end(id, found);
    }
  }

  reject(id: string, reason: unknown): boolean {
    this.#entries.get(id)?.reject(reason);
    return this.#entries.delete(id);
  }

  /** Nobody will tell what becomes of them. */
  end(state: SessionState): void {
    for (const [id, { run }] of this.#entries) {
      this.#end(id, run === undefined ? undefined : findRun(state, run));
    }
  }

  #end(id: string, value: unknown): void {
    this.#entries.get(id)?.resolve(value);
    this.#entries.delete(id);
  }
}
