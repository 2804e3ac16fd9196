import type { Checkpoint } from '../session/index.js';

/** One question at a checkpoint with all that there is to know of it. What came is as it came. */
export interface Question {
  readonly checkpoint: Checkpoint;
  /** Name of the agent that asks, if the stream says it. */
  readonly agent: string | undefined;
  /** Name of the tool that would run. */
  readonly toolName: string | undefined;
  /** What would be done, as JSON text; the arguments, where a tool would run. */
  readonly json: string | undefined;
  /** All that was asked, as JSON text. */
  readonly source: string | undefined;
  /** Changes when anything changes that a person has to read. */
  readonly content: string;
}

/** A page's own judgement of what is asked: never the agent's. `low`, `medium` and `high` have colours. */
export type RiskPolicy = (question: Question) => string | undefined;
