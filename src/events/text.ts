import type { Growth } from './growth.js';

/** Which kind of text a piece belongs to. */
export type Lane = 'answer' | 'reasoning' | 'refusal' | 'commentary';

/** Who speaks. */
export type Role = 'assistant' | 'user' | 'system' | 'tool';

/** A piece of text opens. */
export interface TextStart {
  readonly type: 'text.start';
  readonly textId: string;
  readonly messageId: string;
  readonly lane: Lane;
  readonly role: Role;
  /** Name of the agent that speaks. */
  readonly name?: string;
}

/** Text arrives. For an unknown `textId` the piece opens by itself as an answer. */
export interface TextDelta {
  readonly type: 'text.delta';
  readonly textId: string;
  readonly mode: Growth;
  readonly text: string;
}

/** A piece of text is complete. `text`, when given, is the whole of it. */
export interface TextEnd {
  readonly type: 'text.end';
  readonly textId: string;
  readonly text?: string;
  /** A signature or encrypted value that the server wants back. */
  readonly proof?: string;
}
