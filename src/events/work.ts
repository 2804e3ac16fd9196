/** A part of the work begins: a step, a graph node, an agent, one turn of a loop. */
export interface StepStart {
  readonly type: 'step.start';
  readonly stepId: string;
  readonly parent?: string;
  readonly name?: string;
  readonly sort: 'step' | 'node' | 'agent' | 'loop' | 'tool';
  readonly toolId?: string;
  /** More about it, such as arguments; shown only when the page asks for it. */
  readonly detail?: string;
}

/** A part of the work ends. */
export interface StepEnd {
  readonly type: 'step.end';
  readonly stepId: string;
  readonly status: 'ok' | 'failed' | 'paused' | 'cancelled';
  readonly result?: unknown;
  readonly error?: string;
  /** Milliseconds, when the server says how long it took. */
  readonly duration?: number;
}

/** Takes back what came before: the last step, the open message or the whole run. */
export interface Reset {
  readonly type: 'reset';
  readonly what: 'step' | 'message' | 'run';
  readonly id?: string;
}

/** How far an operation is. */
export interface Progress {
  readonly type: 'progress';
  readonly progressId: string;
  readonly operation?: string;
  /** 0 to 100. Absent: how far is not known. */
  readonly percentage?: number;
  readonly done?: number;
  readonly total?: number;
  /** The server's name for where the operation is. */
  readonly state?: string;
  readonly message?: string;
  /** Live figures to show beside the bar. */
  readonly figures?: Readonly<Record<string, unknown>>;
  /** Set once the operation is over. */
  readonly outcome?: 'ok' | 'failed' | 'cancelled';
}
