import type { Clock, Run, Step, ToolPart } from '../session/index.js';
import { hasThinking } from './run-thinking.js';
import type { Announce } from './speech-queue.js';
import { spokenName } from './spoken-name.js';
import { strings, type BadEnd } from './strings.js';

const badEnds: Readonly<Record<string, BadEnd>> = {
  failed: 'failed',
  denied: 'denied',
  cancelled: 'cancelled',
};

/** Tells of one run at a time that the agent thinks and for how long, and what it does; not what it thinks. */
export class ThinkingNarrator {
  readonly #clock: Clock;
  readonly #announce: Announce;
  #runId: string | undefined;
  /** Since when it thinks; NaN once it has been told for how long. */
  #since: number | undefined;
  readonly #told = new Set<string>();

  constructor(clock: Clock, announce: Announce) {
    this.#clock = clock;
    this.#announce = announce;
  }

  /** Takes a run as it is now. A run that is over from the start is nothing new. */
  heed(run: Run, withTools: boolean): void {
    if (run.id !== this.#runId) {
      this.#runId = run.id;
      this.#since = run.status === 'running' ? undefined : NaN;
      this.#told.clear();
    }
    if (Number.isNaN(this.#since)) {
      if (run.status === 'running') this.#heedWork(run, withTools);
      return;
    }
    if (this.#since === undefined && hasThinking(run)) {
      this.#since = this.#clock.now();
      this.#announce(strings.thinking, 'polite', 'thinking');
    }
    this.#heedWork(run, withTools);
    if (this.#since === undefined || (run.status === 'running' && !isAnswering(run))) return;
    const seconds = Math.max(1, Math.round((this.#clock.now() - this.#since) / 1_000));
    this.#announce(strings.thought(seconds), 'polite', 'thinking');
    this.#since = NaN;
  }

  #heedWork({ steps, messages }: Run, withTools: boolean): void {
    for (const step of steps) this.#tell(step, sentenceFor(step));
    if (!withTools) return;
    for (const { parts } of messages) {
      for (const part of parts) if (part.type === 'tool') this.#tell(part, strings.tool);
    }
  }

  #tell(work: Step | ToolPart, sentence: (name: string) => string): void {
    const name = spokenName(nameOf(work));
    const end = badEnds[work.status];
    const key = `step ${work.seq}`;
    const news = end ? `${key} ${end}` : key;
    if (name === '' || this.#told.has(news)) return;
    this.#told.add(key).add(news);
    this.#announce(end ? strings.badEnd(name, end) : sentence(name), 'polite', key);
  }
}

function nameOf(work: Step | ToolPart): string {
  return ('title' in work ? work.title : undefined) ?? work.name ?? '';
}

function sentenceFor({ sort }: Step): (name: string) => string {
  if (sort === 'tool' || sort === 'agent') return strings[sort];
  return strings.step;
}

/** Whether the answer has begun. */
function isAnswering({ messages }: Run): boolean {
  return messages.some(({ parts }) =>
    parts.some((part) => part.type === 'text' && part.lane === 'answer' && part.text !== ''),
  );
}
