import { leadIn } from '../../conversation.js';
import { typeText } from '../../typing.js';
import { type Cue, type MessageCue, type Scenario, message, wait } from '../../wire.js';
import type { Account } from './accounts.js';
import type { Session } from './sessions.js';

/** What a conversation knows of the request that it answers. */
export interface Turn {
  readonly session: Session;
  readonly account: Account;
  /** What the person wrote before, oldest first. */
  readonly earlier: readonly string[];
  /** Begins the answer; empty on the first turn. */
  readonly lead: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly createId: () => string;
}

/** A turn of the session; what it holds now is what went before. */
export function createTurn(
  session: Session,
  account: Account,
  surroundings: Pick<Turn, 'now' | 'createId'>,
): Turn {
  const { now, createId } = surroundings;
  const earlier = session.history
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content);
  return { session, account, earlier, lead: leadIn(earlier), now, createId };
}

/** A piece of the open message. */
export function delta(content: string): MessageCue {
  return message('message_delta', { content });
}

/** The open message as a whole; it closes. */
export function whole(content: string): MessageCue {
  return message('message', { content });
}

/** The end of the run for the person. */
export function completed(text: string): MessageCue {
  return message('completed', { final_message: text });
}

/** Another agent speaks from here on. */
export function agent(name: string): MessageCue {
  return message('agent_updated', { name });
}

export function toolCall(name: string, args: Readonly<Record<string, unknown>>): MessageCue {
  return message('tool_call', { tool_name: name, arguments: args });
}

/** The result of the oldest open call. */
export function toolResult(output: unknown): MessageCue {
  return message('tool_result', { output });
}

/** A call, `ms` milliseconds of work, and its result. */
export async function* useTool(
  name: string,
  args: Readonly<Record<string, unknown>>,
  ms: number,
  output: unknown,
): AsyncGenerator<Cue, void, undefined> {
  yield toolCall(name, args);
  yield wait(ms);
  yield toolResult(output);
}

/** The last message of a turn, token by token, and the end of the run. */
export async function* answer(turn: Turn, text: string): Scenario {
  yield* typeText(turn.lead + text, delta);
  yield completed(turn.lead + text);
}
