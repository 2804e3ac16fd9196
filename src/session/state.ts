import type { ConnectionStatus } from '../connection/index.js';
import type {
  ArtifactPart,
  CheckpointOpen,
  CheckpointOutcome,
  Custom,
  Lane,
  Progress,
  Role,
  RunOutcome,
  Source,
  Status,
  StepEnd,
  StepStart,
  ToolEnd,
  Trouble,
  Usage,
} from '../events/index.js';

/** One piece of text inside a chat message. */
export interface TextPart {
  readonly type: 'text';
  readonly id: string;
  /** Number of the stream event that opened it. */
  readonly seq: number;
  readonly lane: Lane;
  readonly text: string;
  /** Whether more may come. */
  readonly open: boolean;
  readonly proof?: string;
  /** Id of the part in which the text goes on, where a gap has broken it. */
  readonly goesOnAs?: string;
}

/** How a tool call stands. `unknown`: the run ended and no result was seen. */
export type ToolStatus = 'running' | 'unknown' | 'stopped' | ToolEnd['status'];

/** One tool call inside a chat message. */
export interface ToolPart {
  readonly type: 'tool';
  readonly id: string;
  /** Number of the stream event that opened it. */
  readonly seq: number;
  readonly name?: string;
  readonly title?: string;
  /** Arguments as JSON text, as they came. */
  readonly args: string;
  /** The final arguments as a value, once known. */
  readonly input?: unknown;
  /** False when the arguments could not be read. */
  readonly inputOk: boolean;
  readonly output?: unknown;
  /** The output as JSON text, as it came. */
  readonly outputText?: string;
  readonly status: ToolStatus;
  readonly error?: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Milliseconds: the server's word, else between start and end. */
  readonly duration?: number;
}

/** Where a checkpoint stands in the conversation; its data is in `Run.checkpoints`. */
export interface CheckpointPart {
  readonly type: 'checkpoint';
  readonly id: string;
  /** Number of the stream event that opened it. */
  readonly seq: number;
}

/** Something is missing here: the connection was lost, and the server did not go on where it broke. */
export interface GapPart {
  readonly type: 'gap';
  readonly id: string;
  /** Number of the stream event that told of it. */
  readonly seq: number;
}

/** What a chat message is made of, in the order in which it came. */
export type MessagePart = TextPart | ToolPart | CheckpointPart | GapPart;

/** How a chat message stands. */
export type ChatMessageStatus = 'open' | 'done' | 'stopped' | 'cut' | 'failed';

/** One contribution to the conversation. */
export interface ChatMessage {
  readonly id: string;
  readonly role: Role;
  /** Name of the agent that speaks, when the server says it. */
  readonly author?: string;
  readonly parts: readonly MessagePart[];
  readonly status: ChatMessageStatus;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One part of the work: a step, an agent, a node, a tool seen from outside. */
export interface Step {
  readonly id: string;
  readonly parent?: string;
  readonly name?: string;
  readonly detail?: string;
  readonly sort: StepStart['sort'];
  /** Number of the stream event that opened it. */
  readonly seq: number;
  readonly status: 'running' | 'unknown' | StepEnd['status'];
  readonly error?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly duration?: number;
}

/** How far one operation is. */
export interface Operation extends Omit<Progress, 'type' | 'progressId'> {
  readonly id: string;
  /** The states it has been in, each once, in the order in which they were first seen. */
  readonly states: readonly string[];
  readonly startedAt: number;
  /** When it last moved, epoch milliseconds. */
  readonly movedAt: number;
  readonly endedAt?: number;
}

/** What has become of a person's decision. It counts only once the server has confirmed it. */
export type DecisionState =
  /** `isUnknown`: an answer was sent, and nobody knows whether the server has taken it. */
  | { readonly phase: 'open'; readonly error?: string; readonly isUnknown?: true }
  /** `outcome`: what an approval comes to that says more than yes. */
  | {
      readonly phase: 'pending';
      readonly choice: string;
      readonly feedback?: string;
      readonly outcome?: 'edited' | 'answered';
    }
  /** `choice`, where it was made here and not elsewhere, and when that was known. */
  | {
      readonly phase: 'closed';
      readonly outcome: CheckpointOutcome;
      readonly choice?: string;
      readonly at?: number;
    };

/** A point where the run waits for a person. */
export interface Checkpoint extends Omit<CheckpointOpen, 'type' | 'checkpointId'> {
  readonly id: string;
  /** Number of the stream event that opened it. */
  readonly seq: number;
  readonly openedAt: number;
  readonly decision: DecisionState;
}

/** Something that went wrong, at its time. */
export interface RunTrouble extends Omit<Trouble, 'type'> {
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Something that the agent made. */
export interface RunArtifact {
  readonly id: string;
  readonly name?: string;
  readonly parts: readonly ArtifactPart[];
  readonly complete: boolean;
}

/** How a run stands. */
export type RunStatus = 'running' | RunOutcome;

/** What one request set going, with all that came of it. */
export interface Run {
  /** Ours, unique in the session. */
  readonly id: string;
  /** The server's id. */
  readonly wireId?: string;
  readonly model?: string;
  /** What the person said; absent where nobody said anything. */
  readonly input?: ChatMessage;
  /** The run that this one tries again. */
  readonly retryOf?: string;
  readonly status: RunStatus;
  readonly reason?: string;
  readonly result?: unknown;
  /** What the agent is doing now; never kept. */
  readonly statusLine?: Omit<Status, 'type'>;
  readonly messages: readonly ChatMessage[];
  readonly steps: readonly Step[];
  /** How many older steps are not kept. */
  readonly stepsLeftOut: number;
  readonly operations: readonly Operation[];
  readonly checkpoints: readonly Checkpoint[];
  readonly artifacts: readonly RunArtifact[];
  readonly sources: readonly Omit<Source, 'type'>[];
  readonly usage?: Omit<Usage, 'type' | 'of' | 'mode'>;
  readonly troubles: readonly RunTrouble[];
  /** How many wire messages could not be read. */
  readonly unreadable: number;
  /** The last messages that have no kind of their own, or none that is known. */
  readonly customs: readonly Omit<Custom, 'type'>[];
  /** Name of the agent that speaks now. */
  readonly speaker?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** Everything a view may show. Immutable; what has not changed keeps its identity. */
export interface SessionState {
  /**
   * How the connection is now. Losing it does not end the run: as long as that goes on, it is `connecting`
   * (`attempt` above 0), `reconnecting`, `offline` or `paused`, and `Session.reconnect` makes a try.
   */
  readonly connection: ConnectionStatus;
  /** The dialect in force; absent until `auto` knows. */
  readonly dialect?: string;
  readonly sessionId?: string;
  /** Whether the server can be asked to cancel an operation. */
  readonly canCancel: boolean;
  /** Earlier runs, oldest first. */
  readonly past: readonly Run[];
  /** The latest run, going on or over. */
  readonly run?: Run;
  /** Trouble outside any run: a bad attribute, a text that must not be sent. */
  readonly notice?: RunTrouble;
  /** Shared state of the agent's application, by key; the empty key holds the whole. */
  readonly shared: ReadonlyMap<string, unknown>;
}

/** How a session begins. */
export const initialState: SessionState = {
  connection: { phase: 'idle' },
  canCancel: false,
  past: [],
  shared: new Map(),
};
