import type { RunEnd } from '../events/index.js';
import { changeAll, defined } from './immutable.js';
import type { ChatMessageStatus, Checkpoint, MessagePart, Run, Step, ToolStatus } from './state.js';

type End = Omit<RunEnd, 'type'>;

/** Ends a run and all that is still open in it. The first end counts. */
export function endRun(run: Run, { status, reason, result }: End, at: number): Run {
  if (run.status !== 'running') return run;
  const { statusLine: _, ...rest } = run;
  return defined<Run>({
    ...rest,
    status,
    reason,
    result,
    endedAt: at,
    messages: changeAll(
      run.messages,
      (message) => message.status === 'open',
      (message) => ({
        ...message,
        status: messageEnds[status],
        parts: changeAll(message.parts, isOpen, (part) => endPart(part, status, at)),
      }),
    ),
    steps: changeAll(
      run.steps,
      (step) => step.status === 'running',
      (step) => ({ ...step, status: stepEnds[status], endedAt: at }),
    ),
    checkpoints: changeAll(
      run.checkpoints,
      (checkpoint) => isUnsettled(checkpoint) && checkpointEnds[status] !== undefined,
      (checkpoint) => closeCheckpoint(checkpoint, status),
    ),
  });
}

const messageEnds = {
  ok: 'done',
  paused: 'done',
  cut: 'cut',
  cancelled: 'stopped',
  failed: 'failed',
} as const satisfies Record<End['status'], ChatMessageStatus>;

/** What becomes of a tool whose result was not seen. A paused run may yet bring it. */
const toolEnds = {
  ok: 'unknown',
  paused: 'running',
  cut: 'unknown',
  cancelled: 'stopped',
  failed: 'unknown',
} as const satisfies Record<End['status'], ToolStatus>;

const stepEnds = {
  ok: 'unknown',
  paused: 'paused',
  cut: 'unknown',
  cancelled: 'cancelled',
  failed: 'unknown',
} as const satisfies Record<End['status'], Step['status']>;

/** Nobody waits for an answer any more, except where the run is paused or only out of sight. */
const checkpointEnds = {
  ok: 'unknown',
  paused: undefined,
  cut: undefined,
  cancelled: 'cancelled',
  failed: 'unknown',
} as const;

function isOpen(part: MessagePart): boolean {
  return (part.type === 'text' && part.open) || (part.type === 'tool' && part.status === 'running');
}

function endPart(part: MessagePart, end: End['status'], at: number): MessagePart {
  if (part.type === 'text') return { ...part, open: false };
  if (part.type !== 'tool' || end === 'paused') return part;
  return { ...part, status: toolEnds[end], endedAt: at };
}

/** Whether no answer of the server can settle it any more. */
function isUnsettled({ decision, reply }: Checkpoint): boolean {
  return decision.phase === 'open' || (decision.phase === 'pending' && reply.send === 'begin');
}

function closeCheckpoint(checkpoint: Checkpoint, end: End['status']): Checkpoint {
  const outcome = checkpointEnds[end];
  return outcome === undefined
    ? checkpoint
    : { ...checkpoint, decision: { phase: 'closed', outcome } };
}

/** How a tool stands that is first heard of after its run has ended, or while it goes on. */
export function toolStatusIn(run: Run): ToolStatus {
  return run.status === 'running' ? 'running' : toolEnds[run.status];
}

/** The same for a step. */
export function stepStatusIn(run: Run): Step['status'] {
  return run.status === 'running' ? 'running' : stepEnds[run.status];
}
