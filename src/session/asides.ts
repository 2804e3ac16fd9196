import { isOwnOrigin } from '../connection/http-request.js';
import type { StreamRequest } from '../connection/index.js';
import { randomId } from '../connection/random-id.js';
import type { Decision, Dialect, RequestSettings } from '../dialects/dialect.js';
import type { Trouble } from '../events/index.js';
import { ask, type Told } from './ask.js';
import { connectionTrouble, decisionTrouble, internalTrouble } from './connection-trouble.js';
import { outcomeBeyond, outcomeOf, type DecisionDetails } from './decision.js';
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
  /** The last decision at each checkpoint, and the key by which the server knows it again. */
  readonly #sent = new Map<string, { readonly body: string | undefined; readonly key: string }>();

  constructor(store: Store, requests: Requests) {
    this.#store = store;
    this.#requests = requests;
  }

  /** Lets go of what is under way; nothing comes of it any more. */
  abandon(): void {
    this.#sent.clear();
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async decide(checkpointId: string, choice: string, details: DecisionDetails): Promise<void> {
    const { run } = this.#store.state;
    if (!run || decisionAt(run, checkpointId)?.phase !== 'open') return;
    const { digest, ...decision } = { checkpointId, choice, ...details };
    const { feedback } = details;
    const outcome = choice === 'reject' ? undefined : outcomeBeyond(details);
    this.#set(run.id, checkpointId, defined({ phase: 'pending', choice, feedback, outcome }));
    const { signal } = this.#abort;
    let told: Told = { error: internalTrouble.text };
    try {
      told = await this.#ask(
        (dialect, settings) => dialect.answer?.(decision, settings),
        decisionTrouble,
        (request) => this.#signed(request, `${run.id} ${checkpointId}`, digest),
      );
    } finally {
      if (!signal.aborted) this.#settle(run.id, decision, told);
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
    sign = (request: StreamRequest): StreamRequest => request,
  ): Promise<Told> {
    const request = this.#requests.prepareAside(make);
    if ('type' in request) return { error: request.text };
    return ask(
      sign(request),
      { ...this.#requests.options(), signal: this.#abort.signal },
      (error) => this.#store.seen(describe(error)),
    );
  }

  /**
   * With what lets a server take a decision once, and only for what was shown. The same decision again
   * has the same key.
   */
  #signed(request: StreamRequest, id: string, digest: string | undefined): StreamRequest {
    if (!this.#requests.settings.decisionHeaders && !isOwnOrigin(request.url)) return request;
    const { body } = request;
    const last = this.#sent.get(id);
    const key = last?.body === body && last ? last.key : randomId();
    this.#sent.set(id, { body, key });
    const digests = digest === undefined ? {} : { 'checkpoint-digest': digest };
    return { ...request, headers: { ...request.headers, 'idempotency-key': key, ...digests } };
  }

  /** The stream may have told meanwhile what has become of the decision; then that holds. */
  #settle(runId: string, decision: Decision, told: Told): void {
    const { checkpointId, choice } = decision;
    if (this.#decision(runId, checkpointId)?.phase === 'pending') {
      const at = this.#requests.clock.now();
      this.#set(
        runId,
        checkpointId,
        'error' in told
          ? { phase: 'open', ...told }
          : { phase: 'closed', outcome: outcomeOf(decision, told.json), choice, at },
      );
    }
    const known = this.#decision(runId, checkpointId);
    if (known?.phase !== 'closed') return;
    this.#store.notify({ type: 'decided', checkpointId, choice, outcome: known.outcome });
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
