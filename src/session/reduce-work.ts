import type { Progress, Reset, StreamEvent } from '../events/index.js';
import { stepStatusIn } from './end-run.js';
import { appendBounded, changeLast, defined } from './immutable.js';
import { addTrouble } from './reduce-trouble.js';
import type { ChatMessage, Operation, Run, Step } from './state.js';
import { unstamped } from './unstamped.js';

/** Most operations that a run keeps, and steps that it could do without; the oldest go first. */
const MOST_KEPT = 100;

/** Most steps that it keeps of any kind. */
const MOST_STEPS = 1_000;

/** Most states that an operation remembers. */
const MOST_STATES = 50;

type WorkEvent = StreamEvent & {
  readonly type: 'step.start' | 'step.end' | 'progress' | 'reset';
};

/** The work moves on: a step, an operation, or something is taken back. */
export function reduceWork(run: Run, event: WorkEvent): Run {
  switch (event.type) {
    case 'step.start':
      return startStep(run, event);
    case 'step.end':
      return endStep(run, event);
    case 'progress':
      return moveOperation(run, event);
    case 'reset':
      return takeBack(run, event);
    default:
      event satisfies never;
      return run;
  }
}

/** A step that is announced again (after a reconnect, say) is one, not two. */
function startStep(run: Run, event: WorkEvent & { readonly type: 'step.start' }): Run {
  const { stepId: id, parent, name, detail, sort, seq, at } = event;
  const known = run.steps.findIndex((step) => step.id === id);
  const before = run.steps[known];
  const step = defined<Step>({
    id,
    parent: parent ?? before?.parent,
    name: name ?? before?.name,
    detail: detail ?? before?.detail,
    sort,
    seq: before?.seq ?? seq,
    status: stepStatusIn(run),
    startedAt: before?.status === 'running' ? before.startedAt : at,
    error: undefined,
    endedAt: undefined,
    duration: undefined,
  });
  if (before) return { ...run, steps: run.steps.with(known, step) };
  const steps = [...run.steps, step];
  const oldest = steps.length > MOST_KEPT ? findNeedless(steps) : -1;
  if (oldest < 0) return { ...run, steps };
  return { ...run, steps: steps.toSpliced(oldest, 1), stepsLeftOut: run.stepsLeftOut + 1 };
}

/**
 * The oldest step that nobody misses: it is over, no root agent, and no step that is kept belongs to it.
 * Of very many that are needed, the oldest one that no other belongs to.
 */
function findNeedless(steps: readonly Step[]): number {
  const seen = new Set<string>();
  const needed = new Set<string>();
  const parents = new Set<string>();
  for (const { id, parent = '', sort, status } of steps) {
    if (seen.has(parent)) parents.add(parent);
    if (status === 'running' || (sort === 'agent' && !seen.has(parent))) needed.add(id);
    seen.add(id);
  }
  const found = steps.findIndex(({ id }) => !needed.has(id) && !parents.has(id));
  if (found >= 0 || steps.length <= MOST_STEPS) return found;
  return steps.findIndex(({ id }) => !parents.has(id));
}

function endStep(run: Run, event: WorkEvent & { readonly type: 'step.end' }): Run {
  const { stepId, status, error, duration, at } = event;
  const steps = changeLast(
    run.steps,
    (step) => step.id === stepId,
    (step) =>
      defined<Step>({
        ...step,
        status,
        error,
        endedAt: at,
        duration: duration ?? Math.max(0, at - step.startedAt),
      }),
  );
  return steps === run.steps ? run : { ...run, steps };
}

/**
 * Bars never run backwards within one operation; one that had ended and moves again starts anew. What
 * says nothing new is no movement, so that a bar that hangs is seen to hang.
 */
function moveOperation(run: Run, event: Progress & StreamEvent): Run {
  const { at } = event;
  const { progressId: id, ...news } = unstamped<Progress & StreamEvent>(event);
  const index = run.operations.findIndex((operation) => operation.id === id);
  const found = run.operations[index];
  const before = found?.outcome === undefined || news.outcome !== undefined ? found : undefined;
  const given = percentageIn(news.percentage);
  const next = defined<Operation>({
    ...(before ?? { startedAt: at }),
    ...news,
    id,
    states: statesAfter(before?.states ?? [], news.state),
    percentage: given === undefined ? before?.percentage : Math.max(given, before?.percentage ?? 0),
    movedAt: at,
    endedAt: news.outcome === undefined ? undefined : (before?.endedAt ?? at),
  });
  if (before && saysTheSame(before, next)) return run;
  const operations = found
    ? run.operations.with(index, next)
    : appendBounded(run.operations, next, MOST_KEPT);
  const moved = { ...run, operations };
  return given === news.percentage ? moved : addTrouble(moved, outOfRange(news), at);
}

function statesAfter(seen: readonly string[], state: string | undefined): readonly string[] {
  return state === undefined || seen.includes(state)
    ? seen
    : appendBounded(seen, state, MOST_STATES);
}

/** 0 to 100; absent for what is no number. */
function percentageIn(value: number | undefined): number | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined;
  return Math.min(100, Math.max(0, value));
}

function outOfRange({ operation, percentage }: Omit<Progress, 'type' | 'progressId'>) {
  const text = `Expected the percentage of ${operation ?? 'an operation'} to be 0 to 100, found ${percentage}.`;
  return { type: 'trouble', fatal: false, sort: 'error', code: 'percentage', text } as const;
}

function saysTheSame(before: Operation, next: Operation): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(next)]) as Set<keyof Operation>;
  keys.delete('movedAt');
  return [...keys].every((key) => Object.is(before[key], next[key]));
}

function takeBack(run: Run, event: Reset & StreamEvent): Run {
  switch (event.what) {
    case 'run': {
      const { statusLine: _, ...rest } = run;
      return {
        ...rest,
        ...{ messages: [], steps: [], stepsLeftOut: 0, operations: [] },
        ...{ checkpoints: [], artifacts: [], sources: [] },
      };
    }
    case 'message': {
      const id = event.id === undefined ? run.messages.at(-1)?.id : `${run.id}/${event.id}`;
      const messages = run.messages.filter((message) => message.id !== id);
      return messages.length === run.messages.length ? run : { ...run, messages };
    }
    case 'step': {
      const step = run.steps.findLast(({ id }) => event.id === undefined || id === event.id);
      if (!step) return run;
      const messages = run.messages
        .map((message) => cutBefore(message, step.seq))
        .filter((message) => message.parts.length > 0);
      return { ...run, messages, steps: run.steps.filter(({ seq }) => seq < step.seq) };
    }
    default:
      event.what satisfies never;
      return run;
  }
}

/** A message without what came from this number on. */
function cutBefore(message: ChatMessage, seq: number): ChatMessage {
  const parts = message.parts.filter((part) => part.seq < seq);
  return parts.length === message.parts.length ? message : { ...message, parts };
}
