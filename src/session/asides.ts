import type { StreamRequest } from '../connection/index.js';
import type { Dialect, RequestSettings } from '../dialects/dialect.js';
import type { Trouble } from '../events/index.js';
import { ask, type Told } from './ask.js';
import { connectionTrouble, decisionTrouble, internalTrouble } from './connection-trouble.js';
import { outcomeOf, type DecisionDetails } from './decision.js';
import { defined } from './immutable.js';
import { changeRun } from './reduce.js';
import { decide, decisionAt } from './reduce-checkpoint.js';
import type { Requests } from './requests.js';
import { findRun } from './selectors.js';
import type { DecisionState } from './state.js';
import type { Store } from './store.js';

/** What a person tells the server beside a run: decisions, and that an operation should end. */
export class Asides {
  readonly #store: Store;
  readonly #requests: Requests;
  #abort = new AbortController();

  constructor(store: Store, requests: Requests) {
    this.#store = store;
    this.#requests = requests;
  }

  /** Lets go of what is under way; nothing comes of it any more. */
  abandon(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async decide(checkpointId: string, choice: string, details: DecisionDetails): Promise<void> {
    const { run } = this.#store.state;
    if (!run || decisionAt(run, checkpointId)?.phase !== 'open') return;
    const { feedback } = details;
    this.#set(run.id, checkpointId, defined({ phase: 'pending', choice, feedback }));
    const { signal } = this.#abort;
    let told: Told = { error: internalTrouble.text };
    try {
      told = await this.#ask(
        (dialect, settings) => dialect.answer?.({ checkpointId, choice, ...details }, settings),
        decisionTrouble,
      );
    } finally {
      if (!signal.aborted) this.#settle(run.id, checkpointId, choice, told);
    }
  }

  async cancel(operation: string): Promise<string | undefined> {
    const told = await this.#ask(
      (dialect, settings) => dialect.cancel?.(operation, settings),
      (error) => connectionTrouble(error).text,
    );
    return 'error' in told ? told.error : undefined;
  }

  async #ask(
    make: (dialect: Dialect, settings: RequestSettings) => StreamRequest | Trouble | undefined,
    describe: Parameters<typeof ask>[2],
  ): Promise<Told> {
    const request = this.#requests.prepareAside(make);
    if ('type' in request) return { error: request.text };
    return ask(request, { ...this.#requests.options(), signal: this.#abort.signal }, (error) =>
      this.#store.seen(describe(error)),
    );
  }

  /** The stream may have told meanwhile what has become of the decision; then that holds. */
  #settle(runId: string, checkpointId: string, choice: string, told: Told): void {
    if (this.#decision(runId, checkpointId)?.phase === 'pending') {
      this.#set(
        runId,
        checkpointId,
        'error' in told
          ? { phase: 'open', error: told.error }
          : { phase: 'closed', outcome: outcomeOf(choice, told.json) },
      );
    }
    const decision = this.#decision(runId, checkpointId);
    if (decision?.phase !== 'closed') return;
    this.#store.notify({ type: 'decided', checkpointId, choice, outcome: decision.outcome });
  }

  #decision(runId: string, checkpointId: string): DecisionState | undefined {
    const run = findRun(this.#store.state, runId);
    return run && decisionAt(run, checkpointId);
  }

  #set(runId: string, checkpointId: string, decision: DecisionState): void {
    this.#store.change((state) =>
      changeRun(state, runId, (run) => decide(run, checkpointId, () => decision)),
    );
  }
}
