import { json, readJson, refuse } from '../../answers.js';
import { countUpTo } from '../../lasting-run.js';
import type { Exchange, Route, Surroundings } from '../../route.js';
import { type WireCue, comment } from '../../wire.js';
import { readDecisionRequest } from './decision-request.js';
import { readPlanRequest } from './plan-request.js';
import { type PlannerRun, createPlannerSessions } from './planner-sessions.js';
import { toOpenCheckpoints, toSnapshot } from './snapshot.js';
import { waiting } from './turn.js';

/**
 * `iterative-planning`: one GET, answered by iterations and checkpoints, and one POST for each
 * decision. A run belongs to its session: a second GET of the session goes on with it.
 */
export function createIterativePlanningRoutes(surroundings: Surroundings): readonly Route[] {
  const sessions = createPlannerSessions(surroundings);
  /** Answers to decisions by session and key: the same decision again gets the same answer. */
  const answers = new Map<string, unknown>();

  const execute = (exchange: Exchange): Response => {
    const request = readPlanRequest(exchange.url.searchParams);
    if (typeof request === 'string') return refuse(422, request);
    const known = sessions.find(request.sessionId);
    const after = known && countUpTo(known.run, exchange.request.headers.get('Last-Event-ID'));
    if (known && after !== undefined) {
      // It has heard everything: it need not come back.
      if (known.run.isOver && after === known.run.sent.length) {
        return new Response(null, { status: 204 });
      }
      return watch(exchange, known, after, toReminders(known, after));
    }
    if (known && !known.run.isOver && known.goal === request.goal) {
      return watch(exchange, known, known.run.sent.length, toSnapshot(known));
    }
    return watch(exchange, sessions.begin(request), 0);
  };

  const decide = async ({ request }: Exchange): Promise<Response> => {
    const body = await readJson(request);
    if (body instanceof Response) return body;
    const decision = readDecisionRequest(body.value);
    if (typeof decision === 'string') return refuse(422, decision);
    const { sessionId, checkpoint, isApproved } = decision;
    const session = sessions.find(sessionId);
    if (!session) return refuse(404, `Unknown session: ${sessionId}`);
    const key = request.headers.get('Idempotency-Key');
    const known = key === null ? undefined : answers.get(`${sessionId} ${key}`);
    if (known !== undefined) return json(known);
    if (!(await isShown(session, checkpoint, request.headers.get('Checkpoint-Digest')))) {
      return refuse(409, 'What was shown is not what was asked');
    }
    const number = session.checkpoints.decide(checkpoint, decision);
    if (number === 'unknown' && checkpoint === undefined) {
      return refuse(422, 'checkpoint: Field required');
    }
    if (number === 'unknown') return refuse(404, `Unknown checkpoint: ${checkpoint}`);
    if (number === 'repeated') return refuse(409, 'This checkpoint was decided already');
    const answer = {
      status: isApproved ? 'approved' : 'rejected',
      checkpoint: checkpoint ?? null,
      message: isApproved ? 'Approved, continuing' : 'Rejected, the planner stops',
    };
    if (key !== null) answers.set(`${sessionId} ${key}`, answer);
    return json(answer);
  };

  return [
    { method: 'GET', path: '/api/execute-plan', handle: execute },
    { method: 'POST', path: '/api/checkpoint-approval', handle: decide },
  ];
}

function watch(
  exchange: Exchange,
  { run, checkpoints }: PlannerRun,
  after: number,
  news: readonly WireCue[] = [],
): Response {
  const first = checkpoints.isWaiting ? [...news, comment(waiting)] : news;
  const sign = () => (checkpoints.isWaiting ? waiting : 'keep-alive');
  return exchange.stream(run.watch({ first, after, signal: exchange.signal }), { sign });
}

/** Whether a digest, if one came, is that of the checkpoint as it was announced. */
async function isShown(
  { run }: PlannerRun,
  checkpoint: number | undefined,
  digest: string | null,
): Promise<boolean> {
  const cue = run.sent.filter(({ event }) => event === 'checkpoint_reached')[(checkpoint ?? 0) - 1];
  if (digest === null || !cue) return true;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(cue.data));
  return digest === `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(hash)))}:`;
}

/** What is open and was announced before; without ids, which would take the client back. */
function toReminders(planner: PlannerRun, after: number): readonly WireCue[] {
  const heard = new Set(planner.run.sent.slice(0, after));
  return toOpenCheckpoints(planner)
    .filter((cue) => heard.has(cue))
    .map(({ id: _id, ...cue }) => cue);
}
