import type { Run, Step } from '../../session/index.js';
import { formatElapsed } from '../duration.js';

/** The rounds that a run has gone through. */
export function iterationsOf({ steps }: Run): readonly Step[] {
  return steps.filter(({ sort }) => sort === 'loop');
}

/** How long a run has been going on, or took. Nothing for one that came from history. */
export function elapsedIn({ startedAt, endedAt }: Run, now: number): string | undefined {
  return endedAt === startedAt ? undefined : formatElapsed((endedAt ?? now) - startedAt);
}

/**
 * What is left of a run, in milliseconds: the mean of the rounds so far for each that is to come. Not
 * known before two are finished, nor where nobody has said how many there will be, nor while a person
 * is waited for.
 */
export function estimateLeft(run: Run, now: number): number | undefined {
  const { done = 0, total } =
    run.operations.find((operation) => operation.total !== undefined) ?? {};
  const iterations = iterationsOf(run);
  const finished = iterations.filter(({ status }) => status === 'ok');
  const running = iterations.find(({ status }) => status === 'running');
  if (run.status !== 'running' || total === undefined || finished.length < 2) return undefined;
  // Of very many, the oldest are not kept.
  const left = total - Math.max(done, finished.length);
  if (isWaiting(run) || left <= 0) return undefined;
  const sum = finished.reduce((time, { duration = 0 }) => time + duration, 0);
  const mean = sum / finished.length;
  const spent = running ? Math.min(mean, now - running.startedAt) : 0;
  return mean * left - spent;
}

/** Whether a person is waited for, who may take any time. */
export function isWaiting({ checkpoints }: Run): boolean {
  return checkpoints.some(({ decision }) => decision.phase !== 'closed');
}

/** An estimate, no finer than it can be. */
export function formatEstimate(milliseconds: number): string {
  const seconds = Math.max(5, Math.ceil(milliseconds / 5_000) * 5);
  if (seconds < 60) return `about ${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`;
}
