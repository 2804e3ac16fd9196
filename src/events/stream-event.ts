import type { CheckpointClose, CheckpointOpen } from './checkpoint.js';
import type { Artifact, History, Source, StateChange, Usage } from './data.js';
import type { RunEnd, RunStart, Status } from './run.js';
import type { TextDelta, TextEnd, TextStart } from './text.js';
import type { ToolArgs, ToolEnd, ToolInput, ToolOutput, ToolStart } from './tool.js';
import type { Alive, Custom, Trouble } from './trouble.js';
import type { Progress, Reset, StepEnd, StepStart } from './work.js';

/**
 * What a dialect decodes: plain, JSON-safe data, not yet numbered. Everything that grows says
 * whether a piece is appended or replaces what was there, because some servers send deltas and
 * others send the whole again.
 */
export type StreamEventBody =
  | RunStart
  | RunEnd
  | Status
  | TextStart
  | TextDelta
  | TextEnd
  | ToolStart
  | ToolArgs
  | ToolInput
  | ToolOutput
  | ToolEnd
  | StepStart
  | StepEnd
  | Reset
  | Progress
  | CheckpointOpen
  | CheckpointClose
  | StateChange
  | Artifact
  | Source
  | History
  | Usage
  | Trouble
  | Alive
  | Custom;

/** Name of a kind of stream event. */
export type StreamEventType = StreamEventBody['type'];

/** What every stream event carries besides its body. */
export interface Stamp {
  /** Counts up within a session. */
  readonly seq: number;
  /** When it arrived, epoch milliseconds. */
  readonly at: number;
  /** Id of the agent or step it belongs to; absent at the root. */
  readonly scope?: string;
  /** Where it came from. */
  readonly wire?: { readonly id?: string; readonly event?: string };
}

/** One stream event, as sessions, states and DOM events carry it. */
export type StreamEvent = StreamEventBody & Stamp;
