export type {
  CheckpointChoice,
  CheckpointClose,
  CheckpointOpen,
  CheckpointOutcome,
  ReplyRecipe,
} from './checkpoint.js';
export type {
  Artifact,
  ArtifactPart,
  History,
  HistoryMessage,
  Quota,
  Source,
  StateChange,
  Usage,
} from './data.js';
export type { Growth } from './growth.js';
export {
  elementTexts,
  memberText,
  parseJson,
  quote,
  scanJson,
  type JsonBounds,
  type JsonResult,
  type JsonToken,
  type JsonTokenKind,
} from './json-text.js';
export type { RunEnd, RunOutcome, RunStart, Status } from './run.js';
export type { Stamp, StreamEvent, StreamEventBody, StreamEventType } from './stream-event.js';
export type { Lane, Role, TextDelta, TextEnd, TextStart } from './text.js';
export type { ToolArgs, ToolEnd, ToolInput, ToolOutput, ToolStart } from './tool.js';
export type { Alive, Custom, Trouble } from './trouble.js';
export type { Progress, Reset, StepEnd, StepStart } from './work.js';
