import type { SseMessage } from '../connection/index.js';
import { parseJson, type Progress, type StepEnd, type StreamEventBody } from '../events/index.js';
import { decodeAnswer, fail, serverTrouble } from './answer.js';
import type { Decoder } from './dialect.js';
import { matterOf } from './planned-tool.js';
import { toText } from './template.js';
import {
  isRecord,
  memberOf,
  readFields,
  signOfLife,
  unknown,
  type Fields,
  type Wanted,
  type WireData,
} from './wire-data.js';

/** What is told of a plan, in this order. */
const FIGURES = ['frameworks', 'data_points', 'iterations', 'checkpoints', 'saved_as'];

/** Reads one run of an `iterative-planning` server. */
export class PlanDecoder implements Decoder {
  readonly dialect = 'iterative-planning';
  readonly #sent: string;
  readonly #hasRejected: () => boolean;
  /** What the message that is being decoded means. */
  #events: StreamEventBody[] = [];
  /** The latest iteration; 0 before the first. */
  #iteration = 0;
  #isIterating = false;
  /** Iterations that are over, and that there will be. */
  #done = 0;
  #total: number | undefined;
  /** Numbers that we gave, by the checkpoint's data: the same data again is the same checkpoint. */
  readonly #unnumbered = new Map<string, number>();
  #highest = 0;
  /** Ids of the checkpoints that wait, by number, oldest first. */
  readonly #open = new Map<number, string>();
  readonly #approved = new Set<number>();
  #asked = 0;
  #hasPlan = false;
  #isOver = false;

  constructor(sent: string, hasRejected: () => boolean = () => false) {
    this.#sent = sent;
    this.#hasRejected = hasRejected;
  }

  decode(message: SseMessage): readonly StreamEventBody[] {
    const { event, data } = message;
    const life = signOfLife(message);
    if (life) return [life];
    const parsed = parseJson(data);
    this.#events = [];
    // What the name alone says still holds when the data cannot be read.
    this.#take({ event, value: parsed.ok ? parsed.value : data, text: () => data });
    return this.#events;
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    return decodeAnswer(json, this.#sent);
  }

  end(): readonly StreamEventBody[] {
    return [];
  }

  #take(wire: WireData): void {
    const { event, value } = wire;
    switch (event) {
      case 'planning_started': {
        this.#total = this.#read(wire, { max_iterations: 'number' }).max_iterations ?? this.#total;
        this.#emit({ type: 'run.start' });
        const plural = this.#total === 1 ? '' : 's';
        const count = this.#total === undefined ? '' : ` with ${this.#total} iteration${plural}`;
        return this.#say(`Starting planning${count}…`);
      }
      case 'iteration_started':
        return this.#beginIteration(wire);
      case 'iteration_progress': {
        this.#read(wire, { iteration: 'number?' });
        if (!isRecord(value)) return;
        const { iteration: _, ...figures } = value;
        return this.#move({ figures });
      }
      case 'checkpoint_reached':
        return this.#ask(wire);
      case 'checkpoint_approved': {
        const [oldest] = this.#open.keys();
        const { checkpoint = oldest } = this.#read(wire, { checkpoint: 'number' });
        const checkpointId = this.#open.get(checkpoint ?? 0);
        if (checkpoint !== undefined && checkpointId !== undefined) {
          this.#open.delete(checkpoint);
          this.#approved.add(checkpoint);
          this.#emit({ type: 'checkpoint.close', checkpointId, outcome: 'approved' });
        }
        return this.#say('Approved, continuing…');
      }
      case 'final_plan':
        return this.#showPlan(wire);
      case 'complete':
        return this.#finish(this.#isRejected() ? 'cancelled' : 'ok', value);
      case 'error':
        return this.#finish(this.#isRejected() ? 'cancelled' : 'failed', value);
      default:
        return this.#emit(unknown(event, value));
    }
  }

  #beginIteration(wire: WireData): void {
    const fields = this.#read(wire, {
      iteration: 'number',
      max_iterations: 'number?',
      max: 'number?',
    });
    const { iteration = this.#iteration + 1, max_iterations: total = fields.max } = fields;
    this.#total = total ?? this.#total;
    const name = `teration ${iteration}${this.#total === undefined ? '' : ` of ${this.#total}`}`;
    // One that is announced again, after a reconnect, goes on.
    if (iteration !== this.#iteration) {
      this.#endIteration('ok');
      this.#iteration = iteration;
      this.#done = Math.max(0, iteration - 1);
      this.#isIterating = true;
      this.#emit({
        type: 'step.start',
        stepId: `iteration/${iteration}`,
        name: `I${name}`,
        sort: 'loop',
      });
    }
    this.#say(`Starting i${name}…`);
  }

  #endIteration(status: StepEnd['status']): void {
    if (!this.#isIterating) return;
    this.#isIterating = false;
    if (status === 'ok') this.#done = Math.max(this.#done, this.#iteration);
    this.#emit({ type: 'step.end', stepId: `iteration/${this.#iteration}`, status });
  }

  #ask(wire: WireData): void {
    const fields = this.#read(wire, {
      checkpoint_number: 'number',
      summary: 'string?',
      iteration: 'number?',
    });
    const { checkpoint_number: given, summary: text } = fields;
    const number = given ?? this.#unnumbered.get(wire.text()) ?? this.#highest + 1;
    if (given === undefined) this.#unnumbered.set(wire.text(), number);
    this.#highest = Math.max(this.#highest, number);
    this.#asked += 1;
    // A planner that asks again after an approval has begun anew, and waits.
    const again = this.#approved.has(number) ? `/${this.#asked}` : '';
    const checkpointId = this.#open.get(number) ?? `checkpoint/${number}${again}`;
    this.#open.set(number, checkpointId);
    const matter = matterOf(wire);
    // The wait is no part of an iteration.
    this.#endIteration('ok');
    this.#say('Waiting for approval…');
    this.#emit({
      type: 'checkpoint.open',
      checkpointId,
      title: `Checkpoint ${number}: ${matter.schema ? 'an answer is needed' : 'approve to continue?'}`,
      ...(text !== undefined && { text }),
      ...matter,
      reply: { dialect: this.dialect, send: 'post', checkpoint: number },
    });
  }

  #showPlan(wire: WireData): void {
    const { plan } = this.#read(wire, { plan: 'string' });
    const figures = FIGURES.flatMap((key) => {
      const value = memberOf(wire.value, key) ?? [];
      const text = Array.isArray(value) ? value.map(toText).join(', ') : toText(value);
      const label = key.replace(/^./, (first) => first.toUpperCase()).replace('_', ' ');
      return text === '' ? [] : `${label}: ${text}`;
    });
    this.#hasPlan = true;
    this.#endIteration('ok');
    this.#move({});
    this.#write('answer', plan ?? '');
    this.#write('commentary', figures.join(' · '));
  }

  /** One that is told again, after a reconnect, takes the place of itself. */
  #write(lane: 'answer' | 'commentary', text: string): void {
    if (text === '') return;
    const textId = `plan/${lane}`;
    this.#emit({ type: 'text.start', textId, messageId: 'plan', lane, role: 'assistant' });
    this.#emit({ type: 'text.delta', textId, mode: 'replace', text });
    this.#emit({ type: 'text.end', textId });
  }

  /** A plan that came all the same was not given up. */
  #isRejected(): boolean {
    return !this.#hasPlan && this.#hasRejected();
  }

  #finish(outcome: 'ok' | 'failed' | 'cancelled', value: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#endIteration(outcome);
    this.#move({ outcome });
    if (outcome !== 'failed') {
      const reason = outcome === 'ok' ? {} : { reason: 'rejected', result: value };
      return this.#emit({ type: 'run.end', status: outcome, ...reason });
    }
    const trouble = serverTrouble(value);
    this.#events.push(...fail({ ...trouble, text: `Planning error: ${trouble.text}` }));
  }

  /** What it does now, as a line and beside the bar. */
  #say(message: string): void {
    this.#emit({ type: 'status', text: message });
    this.#move({ message });
  }

  #move(news: Pick<Progress, 'message' | 'figures' | 'outcome'>): void {
    const total = this.#total === undefined ? {} : { total: this.#total };
    const bar = { progressId: 'planning', operation: 'Planning', done: this.#done, ...total };
    this.#emit({ type: 'progress', ...bar, ...news });
  }

  #read<const W extends Wanted>(wire: WireData, wanted: W): Fields<W> {
    return readFields(wire, wanted, this.#events);
  }

  #emit(event: StreamEventBody): void {
    this.#events.push(event);
  }
}
