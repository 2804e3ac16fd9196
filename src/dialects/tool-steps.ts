import type { Progress, StepEnd, StreamEventBody } from '../events/index.js';

const STATE = /^(executing|completed|failed)_(.+)$/s;

/** Makes steps of the states of one operation that calls tools: `executing_<tool>` and so on. */
export class ToolSteps {
  readonly #nextId: () => string;
  /** Ids of the tools that go on, by name. */
  readonly #open = new Map<string, string>();
  #seen = 0;
  #finished = 0;
  #total: number | undefined;
  #state = '';

  constructor(nextId: () => string) {
    this.#nextId = nextId;
  }

  /** The steps that a state begins and ends. The same state again says nothing new. */
  read(state: string, error?: string): StreamEventBody[] {
    const [, what, name] = STATE.exec(state) ?? [];
    const isNews = state !== this.#state;
    this.#state = state;
    if (name === undefined || !isNews) return [];
    const known = this.#open.get(name);
    const stepId = known ?? this.#nextId();
    const events: StreamEventBody[] = [];
    if (known === undefined) {
      this.#seen += 1;
      this.#open.set(name, stepId);
      events.push({ type: 'step.start', stepId, name, sort: 'tool' });
    }
    if (what === 'executing') return events;
    this.#finished += 1;
    this.#open.delete(name);
    if (what === 'completed') return [...events, { type: 'step.end', stepId, status: 'ok' }];
    const why = error === undefined ? {} : { error };
    return [...events, { type: 'step.end', stepId, status: 'failed', ...why }];
  }

  /** The operation is over, and with it the tools that were not heard of again. */
  end(status: StepEnd['status']): StreamEventBody[] {
    const ids = [...this.#open.values()];
    this.#open.clear();
    return ids.map((stepId) => ({ type: 'step.end', stepId, status }));
  }

  /**
   * The share of finished tools. Where nobody has said how many there will be it is an estimate, and
   * none while none goes on: the last one known need not be the last one.
   */
  share(total: unknown): Pick<Progress, 'percentage' | 'done' | 'total'> {
    if (typeof total === 'number') this.#total = total;
    const [done, all] = [this.#finished, Math.max(this.#total ?? 0, this.#seen)];
    if (all === 0 || (this.#total === undefined && done === all)) return {};
    const percentage = Math.round((100 * done) / all);
    return this.#total === undefined ? { percentage } : { percentage, done, total: all };
  }
}
