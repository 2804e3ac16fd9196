import type { CheckpointOutcome, StreamEvent, Trouble } from '../events/index.js';
import type { ConnectionStatus, DecisionDetails, Run } from '../session/index.js';

/** A person wants to send a message. Cancel it to send it another way. */
export class SseSendEvent extends Event {
  readonly text: string;

  constructor(text: string) {
    super('sse-send', { bubbles: true, composed: true, cancelable: true });
    this.text = text;
  }
}

/** A person wants the answer to stop. Cancel it to let it go on. */
export class SseStopEvent extends Event {
  constructor() {
    super('sse-stop', { bubbles: true, composed: true, cancelable: true });
  }
}

/** A person has decided at a checkpoint. Cancel it to tell the server another way. */
export class SseDecideEvent extends Event {
  readonly checkpointId: string;
  /** `approve`, `reject` or the id of one of the choices. */
  readonly choice: string;
  readonly feedback: string | undefined;
  /** What else goes along: edits, answers, a digest of what was shown. */
  readonly details: DecisionDetails;

  constructor(checkpointId: string, choice: string, details: DecisionDetails = {}) {
    super('sse-decide', { bubbles: true, composed: true, cancelable: true });
    this.checkpointId = checkpointId;
    this.choice = choice;
    this.feedback = details.feedback;
    this.details = details;
  }
}

/** The connection is in another phase: what is true of it now, for a page to show in its own way. */
export class SseConnectionChangedEvent extends Event {
  readonly connection: ConnectionStatus;

  constructor(connection: ConnectionStatus) {
    super('sse-connection-changed', { bubbles: true, composed: true });
    this.connection = connection;
  }
}

/** The server has begun to answer. */
export class SseOpenedEvent extends Event {
  /** HTTP status. */
  readonly status: number;
  /** Whether it goes on where the last connection broke off. */
  readonly resumed: boolean;

  constructor(status: number, resumed: boolean) {
    super('sse-opened', { bubbles: true, composed: true });
    this.status = status;
    this.resumed = resumed;
  }
}

/** A stream event has come; the state already holds it. */
export class SseReceivedEvent extends Event {
  readonly event: StreamEvent;

  constructor(event: StreamEvent) {
    super('sse-received', { bubbles: true, composed: true });
    this.event = event;
  }
}

/** A run is over and its stream has closed. */
export class SseFinishedEvent extends Event {
  readonly run: Run;

  constructor(run: Run) {
    super('sse-finished', { bubbles: true, composed: true });
    this.run = run;
  }
}

/** A run failed, or could not begin. */
export class SseFailedEvent extends Event {
  readonly trouble: Trouble;
  /** Absent when nothing was sent. */
  readonly run: Run | undefined;

  constructor(trouble: Trouble, run?: Run) {
    super('sse-failed', { bubbles: true, composed: true });
    this.trouble = trouble;
    this.run = run;
  }
}

/** A stream closed before its run was over. What came is kept. */
export class SseInterruptedEvent extends Event {
  readonly run: Run;

  constructor(run: Run) {
    super('sse-interrupted', { bubbles: true, composed: true });
    this.run = run;
  }
}

/** The server has taken a decision. */
export class SseDecidedEvent extends Event {
  readonly checkpointId: string;
  readonly choice: string;
  readonly outcome: CheckpointOutcome;

  constructor(checkpointId: string, choice: string, outcome: CheckpointOutcome) {
    super('sse-decided', { bubbles: true, composed: true });
    this.checkpointId = checkpointId;
    this.choice = choice;
    this.outcome = outcome;
  }
}

/** Something that the person who embeds the element should know. */
export class SseDiagnosedEvent extends Event {
  readonly severity: 'info' | 'warning' | 'error';
  /** Machine-readable. */
  readonly code: string;
  /** What was expected and what was found. */
  readonly message: string;

  constructor(severity: 'info' | 'warning' | 'error', code: string, message: string) {
    super('sse-diagnosed', { bubbles: true, composed: true });
    this.severity = severity;
    this.code = code;
    this.message = message;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sse-send': SseSendEvent;
    'sse-stop': SseStopEvent;
    'sse-decide': SseDecideEvent;
    'sse-connection-changed': SseConnectionChangedEvent;
    'sse-opened': SseOpenedEvent;
    'sse-received': SseReceivedEvent;
    'sse-finished': SseFinishedEvent;
    'sse-failed': SseFailedEvent;
    'sse-interrupted': SseInterruptedEvent;
    'sse-decided': SseDecidedEvent;
    'sse-diagnosed': SseDiagnosedEvent;
  }
}
