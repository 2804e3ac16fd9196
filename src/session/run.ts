import type { ChatMessage, Run } from './state.js';

/** What a new run is made of. */
export interface RunSeed {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What the person said. */
  readonly text?: string;
  readonly retryOf?: string;
}

/** A run that has just begun. */
export function newRun({ id, at, text, retryOf }: RunSeed): Run {
  return {
    id,
    ...(text === undefined ? {} : { input: spoken(`${id}#input`, 'user', text, at) }),
    ...(retryOf === undefined ? {} : { retryOf }),
    status: 'running',
    messages: [],
    steps: [],
    stepsLeftOut: 0,
    operations: [],
    checkpoints: [],
    artifacts: [],
    sources: [],
    troubles: [],
    unreadable: 0,
    customs: [],
    startedAt: at,
  };
}

/** The number that ends a run's id. */
export function numberOf(run: Run | undefined): number {
  return Number(/\d+$/.exec(run?.id ?? '')?.[0] ?? 0);
}

/** A chat message that is complete from the start. */
export function spoken(
  id: string,
  role: ChatMessage['role'],
  text: string,
  at: number,
  author?: string,
): ChatMessage {
  return {
    id,
    role,
    ...(author === undefined ? {} : { author }),
    parts: [{ type: 'text', id: `${id}#text`, seq: 0, lane: 'answer', text, open: false }],
    status: 'done',
    at,
  };
}

/** The text of one lane of a message, in order. */
export function textOf(message: ChatMessage, lane: string = 'answer'): string {
  return message.parts
    .map((part) => (part.type === 'text' && part.lane === lane ? part.text : ''))
    .join('');
}
