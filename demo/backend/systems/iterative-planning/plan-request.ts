/** The query of `GET /api/execute-plan`, checked. */
export interface PlanRequest {
  readonly sessionId: string;
  readonly goal: string;
  /** What the person approved before the start. */
  readonly proposal?: string;
  /** As asked; the planner has a number of its own where nothing is. */
  readonly maxIterations?: number;
  readonly checkpointInterval?: number;
}

const most = 100;

/** Checks a query. Returns words for the client when something is wrong. */
export function readPlanRequest(query: URLSearchParams): PlanRequest | string {
  const sessionId = query.get('session_id') ?? '';
  const goal = (query.get('goal') ?? '').trim();
  const proposal = query.get('proposal') ?? '';
  if (goal === '') return 'goal: Field required';
  if (sessionId === '') return 'session_id: Field required';
  if (!/^[A-Za-z0-9_-]+$/.test(sessionId)) return 'session_id: Expected letters, digits, _ and -';
  const counts: { maxIterations?: number; checkpointInterval?: number } = {};
  for (const [name, field] of [
    ['max_iterations', 'maxIterations'],
    ['checkpoint_interval', 'checkpointInterval'],
  ] as const) {
    const text = query.get(name) ?? '';
    if (text === '') continue;
    const count = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(count >= 1 && count <= most)) return `${name}: Expected a whole number from 1 to ${most}`;
    counts[field] = count;
  }
  return { sessionId, goal, ...(proposal !== '' && { proposal }), ...counts };
}
