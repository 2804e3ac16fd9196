import type { ConnectionStatus, Operation, Run, SessionState } from '../../session/index.js';
import { formatDuration } from '../duration.js';
import type { BarStatus } from './bar-status.js';
import { byOperation } from './by-operation.js';
import { humanised } from '../humanised.js';
import { isWaiting } from './timing.js';
import { trackOf, type TrackStep } from './track.js';

/** The part of a session's state that progress is about. */
export interface ProgressState {
  readonly run: Run;
  readonly link: Link;
  /** Whether the server can be asked to cancel an operation. */
  readonly canCancel: boolean;
}

/**
 * How the connection stands. `resumed`: the server goes on where the connection had broken off;
 * `doubtful`: the device is offline, but the stream may go on.
 */
export type Link = ConnectionStatus['phase'] | 'resumed' | 'doubtful';

/** What a page can say about bars. */
export interface BarOptions {
  /** Milliseconds without movement after which an operation counts as stalled. */
  readonly timeout?: number | undefined;
  /** The same, by operation. */
  readonly timeouts?: unknown;
  /** The order of states, by operation. */
  readonly states?: unknown;
  /** The page's own percentage; undefined leaves it to the server's. */
  readonly progressCalculator?:
    | ((operation: Operation, run: Run) => number | undefined)
    | undefined;
}

/** One bar, ready to be drawn. */
export interface Bar {
  readonly operation: Operation;
  readonly name: string;
  readonly status: BarStatus;
  /** Whole percent, 0 to 100; absent: how far is not known. */
  readonly percentage: number | undefined;
  /** The same for people: what is counted, where something is. */
  readonly figure: string | undefined;
  /** How it ended, or why its figure may not hold. */
  readonly note: string | undefined;
  readonly message: string | undefined;
  readonly track: readonly TrackStep[];
  /** All of it in words. */
  readonly text: string;
}

/** The same value as before as long as progress is: text that is added to an answer is none. */
export function selectProgress(
  before: ProgressState | undefined,
  { run, canCancel, connection }: SessionState,
): ProgressState | undefined {
  if (!run) return undefined;
  const link = linkOf(connection);
  const keys = ['id', 'status', 'operations', 'steps', 'checkpoints'] as const;
  const isSame =
    before?.link === link &&
    before.canCancel === canCancel &&
    keys.every((key) => before.run[key] === run[key]);
  return isSame ? before : { run, link, canCancel };
}

/** Whether the connection is lost: of what is shown nobody knows whether it still holds. */
export function isLost(link: Link): boolean {
  return !isDoubtful(link) && losses[link] !== undefined;
}

/** Whether the connection is open, and may be dead. */
function isDoubtful(link: Link): boolean {
  return link === 'stalled' || link === 'doubtful';
}

function linkOf(connection: ConnectionStatus): Link {
  const { phase } = connection;
  if (phase === 'offline' && connection.open) return 'doubtful';
  if (phase === 'live' && connection.resumed) return 'resumed';
  return phase === 'connecting' && connection.attempt > 0 ? 'reconnecting' : phase;
}

/** Whether an operation is over. */
export function isOver(status: BarStatus): status is keyof typeof ends {
  return Object.hasOwn(ends, status);
}

/** @param isOld - Whether the connection was lost since the operation last moved. */
export function barOf(
  operation: Operation,
  { run, link }: ProgressState,
  isOld: boolean,
  now: number,
  options: BarOptions,
): Bar {
  const { id, operation: name = id, outcome, movedAt, state } = operation;
  const own = byOperation(options.timeouts, operation);
  const timeout = typeof own === 'number' ? own : options.timeout;
  let status: BarStatus = outcome ?? 'running';
  let note: string | undefined = outcome && ends[outcome];
  if (!outcome && run.status !== 'running') {
    const isEnd = run.status === 'ok' || run.status === 'cancelled';
    status = isEnd ? run.status : 'stale';
    note = runEnds[run.status];
  } else if (!outcome && (isOld || isDoubtful(link))) {
    status = 'stale';
    note = losses[link] ?? 'No news since the connection was lost';
  } else if (!outcome && timeout && now - movedAt >= timeout && !isWaiting(run)) {
    status = 'stalled';
    note = `No progress for ${formatDuration(now - movedAt)}`;
  }
  const { percentage, figure } = shareOf(operation, run, status, options);
  const track = trackOf(operation, status, byOperation(options.states, operation));
  const isNamed = state !== undefined && track.length < 2;
  const message = operation.message ?? (isNamed ? humanised(state) : undefined);
  const words = [figure?.replace('%', ' percent'), note, message ?? state];
  return {
    ...{ operation, status, percentage, figure, note, message, track },
    name: humanised(name),
    text: words.filter(Boolean).join(', ') || 'Working',
  };
}

const ends = { ok: 'Finished', failed: 'Failed', cancelled: 'Cancelled' } as const;

const runEnds: { readonly [S in Run['status']]?: string } = {
  ...ends,
  failed: 'Interrupted',
  cut: 'Interrupted',
  paused: 'Paused',
};

const losses: { readonly [L in Link]?: string } = {
  reconnecting: 'Connection lost',
  stalled: 'Nothing has come for a while',
  offline: 'Offline',
  doubtful: 'Offline',
  paused: 'Connection paused',
};

/** Rounded down: 100 percent is what is finished. */
function shareOf(
  operation: Operation,
  run: Run,
  status: BarStatus,
  { progressCalculator: calculate }: BarOptions,
): Pick<Bar, 'percentage' | 'figure'> {
  const { done, total } = operation;
  const given = calculate?.(operation, run) ?? operation.percentage;
  const isCounted = status !== 'ok' && given === undefined && total && done !== undefined;
  const found = status === 'ok' ? 100 : isCounted ? (100 * done) / total : (given ?? NaN);
  if (Number.isNaN(found)) return { percentage: undefined, figure: undefined };
  const percentage = Math.floor(Math.min(100, Math.max(0, found)));
  return { percentage, figure: isCounted ? `${done} of ${total}` : `${percentage}%` };
}
