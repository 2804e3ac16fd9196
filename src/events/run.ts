/** A request set work going. */
export interface RunStart {
  readonly type: 'run.start';
  readonly runId?: string;
  /** The server's name for the conversation; later requests carry it. */
  readonly sessionId?: string;
  readonly parentRunId?: string;
  readonly model?: string;
}

/** How a run can end. `cut`: the stream closed without its dialect's final message. */
export type RunOutcome = 'ok' | 'paused' | 'cut' | 'cancelled' | 'failed';

/** The run is over for the person; the stream may still go on (with history, say). */
export interface RunEnd {
  readonly type: 'run.end';
  readonly status: RunOutcome;
  readonly reason?: string;
  readonly result?: unknown;
  /** Ids of the checkpoints or tools that a paused run waits for. */
  readonly waitingFor?: readonly string[];
}

/** One short line of what the agent does now. It replaces the one before and is never kept. */
export interface Status {
  readonly type: 'status';
  /** Empty: nothing to say any more. */
  readonly text: string;
  /** More than the line needs, such as tool arguments; shown only when the page asks for it. */
  readonly detail?: string;
}
