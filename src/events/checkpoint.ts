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
  readonly title?: string;
  readonly text?: string;
  readonly toolId?: string;
  readonly proposal?: unknown;
  readonly schema?: object;
  readonly choices?: readonly CheckpointChoice[];
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
