import { typeText } from '../../typing.js';
import { type Cue, type MessageCue, type Scenario, message, wait } from '../../wire.js';

/** What a conversation knows of the request that it answers. */
export interface Turn {
  /** What the person wrote before, oldest first. */
  readonly earlier: readonly string[];
  /** Begins the answer; empty on the first turn. */
  readonly lead: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The line that tells what the assistant does now. */
export function status(turn: Turn, text: string): MessageCue {
  return message('status', { type: 'status', message: text, timestamp: turn.now() / 1000 });
}

/** A piece of the answer. */
export function piece(content: string): MessageCue {
  return message('message', { content, role: 'assistant', done: false });
}

/** The end of the turn. */
export function done(): MessageCue {
  return message('done', { done: true });
}

/** A tool at work: a status when it starts, another with its duration when it is done. */
export async function* runTool(
  turn: Turn,
  { number, name, args, ms, fails = false }: ToolRun,
): AsyncGenerator<Cue, void, undefined> {
  const shownArgs = args === undefined ? '' : ` ${JSON.stringify(args)}`;
  yield status(turn, `⚙️ Tool ${number}: ${name}${shownArgs}`);
  yield wait(ms);
  yield status(turn, `${fails ? '❌' : '✅'} ${name} (${(ms / 1000).toFixed(1)}s)`);
}

interface ToolRun {
  readonly number: number;
  readonly name: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** How long it takes, in milliseconds. */
  readonly ms: number;
  readonly fails?: boolean;
}

/** Thinks for a moment, then writes the text token by token, and is done. */
export async function* write(turn: Turn, text: string): Scenario {
  yield status(turn, '🤔 Thinking...');
  yield wait(700);
  yield status(turn, '✍️ Writing');
  yield* typeText(turn.lead + text, piece);
  yield done();
}
