import type { Conversation } from '../../conversation.js';
import { type Cue, type MessageCue, message, raw, wait } from '../../wire.js';

/** What a workflow knows of the message that it answers. */
export interface Turn {
  /** What the person wrote before, oldest first. */
  readonly earlier: readonly string[];
  /** Begins the answer; empty on the first turn. */
  readonly lead: string;
  /** Lets something go wrong with the feed that is opened next in this conversation. */
  readonly breakNextFeed: (fault: FeedFault) => void;
}

/** `unavailable`: refused with 500. `held`: not even headers. */
export type FeedFault = 'unavailable' | 'held';

/** A workflow: what goes over the feed, and in between the response to the POST. */
export interface Workflow extends Conversation<Turn> {
  /** Whether another worker runs it, so that the feeds of this one neither hear of it nor end. */
  readonly isElsewhere?: boolean;
}

export type Part = AsyncGenerator<Cue, void, undefined>;

/** One line of thinking. */
export function line(text: string): MessageCue {
  return raw(text);
}

/** The answer of the POST. It never goes over the feed. */
export function respond(content: string): MessageCue {
  return message('response', { role: 'assistant', content });
}

/** The POST fails with 500. */
export function fail(detail: string): MessageCue {
  return message('failure', detail);
}

/** An agent at work. */
export async function* agent(name: string, work: () => Part): Part {
  yield line(`[${name}] agent invoked`);
  yield wait(300);
  yield* work();
  yield line(`[${name}] agent finished`);
}

/** A tool that takes `ms` milliseconds. */
export async function* callTool(name: string, ms: number): Part {
  yield line(`Calling ${name}...`);
  yield wait(ms);
  yield line(`${name} finished`);
}
