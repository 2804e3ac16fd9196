import type { Backend } from '../../demo/backend/index.js';
import { post } from './backend-client.js';
import { type LiveStream, readLive } from './live-stream.js';

export interface PlanOptions {
  /** Default `s1`. */
  readonly session?: string;
  readonly lastEventId?: string | undefined;
  /** More of the query. */
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The request that starts a planner, or goes on with it. */
export function planRequest(goal: string, options: PlanOptions = {}): Request {
  const { session = 's1', lastEventId, query = {}, signal } = options;
  const params = new URLSearchParams({ goal, session_id: session, ...query });
  return new Request(`http://localhost/api/execute-plan?${params}`, {
    headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
    ...(signal && { signal }),
  });
}

/** Starts a planner, or goes on with it, and reads it by hand. */
export async function watchPlan(
  backend: Backend,
  goal: string,
  options: PlanOptions = {},
): Promise<LiveStream> {
  return readLive(await backend.fetch(planRequest(goal, options)));
}

export interface DecisionOptions {
  /** Default `s1`. */
  readonly session?: string;
  /** Default 1; null leaves it out. */
  readonly checkpoint?: number | null;
  /** Default true. */
  readonly approved?: boolean;
  readonly feedback?: string;
}

/** Decides at a checkpoint. */
export function decide(backend: Backend, options: DecisionOptions = {}): Promise<Response> {
  const { session: session_id = 's1', checkpoint = 1, approved = true, feedback } = options;
  const body = { session_id, approved, feedback, ...(checkpoint !== null && { checkpoint }) };
  return backend.fetch(post('/api/checkpoint-approval', body));
}

/** Reads a plan to its end and approves whatever it asks for. */
export async function approveAll(
  backend: Backend,
  stream: LiveStream,
  session = 's1',
): Promise<'ended' | 'cut'> {
  let decided = 0;
  try {
    for (;;) {
      const asked = stream.messages.filter(({ event }) => event === 'checkpoint_reached');
      for (; decided < asked.length; decided += 1) {
        const { checkpoint_number: number, iteration } = JSON.parse(
          asked[decided]?.data ?? '{}',
        ) as Readonly<Record<string, number>>;
        await decide(backend, { session, checkpoint: number ?? iteration ?? null });
      }
      if (!(await stream.read())) return 'ended';
    }
  } catch {
    return 'cut';
  }
}
