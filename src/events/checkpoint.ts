/**
 * How to answer a checkpoint, filled in by the dialect so that no element needs to know it. `begin`: the
 * checkpoint stands before its run; approval begins the run, and nothing else is told to anybody.
 */
export interface ReplyRecipe {
  readonly dialect: string;
  readonly send: 'begin' | 'new-run' | 'post' | 'same-stream' | 'manual';
  readonly [field: string]: unknown;
}

/** One answer that a checkpoint offers. */
export interface CheckpointChoice {
  readonly id: string;
  readonly label: string;
  readonly tone?: string;
}

/** The run waits for a person. */
export interface CheckpointOpen {
  readonly type: 'checkpoint.open';
  readonly checkpointId: string;
  readonly ask: 'approve' | 'input' | 'choose' | 'authorise' | 'visit-url';
  /** The question, in words of the dialect: never in those of the agent. */
  readonly title?: string;
  /** What the agent says about it, in its own words. */
  readonly text?: string;
  /** Name of the agent that asks, as the stream says it. Default: the one that speaks. */
  readonly agent?: string;
  readonly toolId?: string;
  /** Exact name of the tool that would run. Default: that of the call with `toolId`. */
  readonly toolName?: string;
  /** What the tool runs on, as the stream says it. */
  readonly server?: string;
  /** What would be done: the arguments, where a tool would run. */
  readonly proposal?: unknown;
  /** The same as JSON text, exactly as it came. Default: the arguments of the call with `toolId`. */
  readonly proposalText?: string;
  /** All by which the server asks, as JSON text, exactly as it came. Default: `proposalText`. */
  readonly source?: string;
  /** JSON Schema of what a person is to fill in. */
  readonly schema?: object;
  readonly choices?: readonly CheckpointChoice[];
  /** Whether the answer can carry other arguments. */
  readonly canEdit: boolean;
  /** Whether a person can say something beside the choice. Default: true. */
  readonly canComment?: boolean;
  /** Epoch milliseconds after which the server takes no answer. */
  readonly expires?: number;
  readonly url?: string;
  readonly reply: ReplyRecipe;
}

/** How a checkpoint can be settled. */
export type CheckpointOutcome =
  | 'approved'
  | 'rejected'
  | 'edited'
  | 'answered'
  | 'cancelled'
  | 'expired'
  | 'unknown';

/** A checkpoint is settled. */
export interface CheckpointClose {
  readonly type: 'checkpoint.close';
  readonly checkpointId: string;
  readonly outcome: CheckpointOutcome;
  readonly value?: unknown;
}
