import { typeText } from '../../typing.js';
import { type Cue, type MessageCue, type Scenario, unnamed, wait } from '../../wire.js';

/** What a conversation knows of the message that it answers. */
export interface Turn {
  /** What the person wrote before, oldest first. */
  readonly earlier: readonly string[];
  /** Begins the answer; empty on the first turn. */
  readonly lead: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Plays an operation at the same time. Resolves when it is over: whether nobody cancelled it. */
  readonly runBeside: (operation: string, scenario: Scenario) => Promise<boolean>;
}

/** Whatever a message may know of an operation besides its name. */
export interface Report {
  readonly percentage?: unknown;
  readonly message?: string;
  readonly state?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export function progress(operation: string, report: Report): MessageCue {
  const { percentage, message, state: currentState, metadata = {} } = report;
  return unnamed({
    type: 'progress',
    data: { operation, percentage, message, currentState, metadata },
  });
}

export function content(turn: Turn, text: string): MessageCue {
  return unnamed({
    type: 'content',
    data: { operation: 'llm_generation', content: text, timestamp: turn.now() },
  });
}

export function done(operation: string, { message, metadata = {} }: Report = {}): MessageCue {
  return unnamed({ type: 'done', data: { operation, message, metadata } });
}

export function failed(operation: string, { message, metadata = {} }: Report): MessageCue {
  return unnamed({ type: 'error', data: { operation, message, metadata } });
}

/** The error that tells of an operation that a person has cancelled. */
export function cancelled(operation: string): MessageCue {
  return failed(operation, { message: 'Cancelled', metadata: { state: 'cancelled' } });
}

/** One stage of an operation: how far, what it is called, and for how long, in milliseconds. */
export type Stage = readonly [
  percentage: number | undefined,
  state: string,
  message: string,
  ms: number,
];

/** An operation that goes through its stages and is done. */
export async function* runStages(
  operation: string,
  stages: readonly Stage[],
  end: Report = {},
): Scenario {
  for (const [percentage, state, message, ms] of stages) {
    yield progress(operation, { percentage, state, message });
    yield wait(ms);
  }
  yield done(operation, end);
}

/** The answer, token by token, and the end of `llm_generation`. */
export async function* answer(turn: Turn, text: string): AsyncGenerator<Cue, void, undefined> {
  yield* typeText(turn.lead + text, (token) => content(turn, token));
  yield done('llm_generation', { message: 'Answer ready' });
}
