import { json, readJson, refuse } from '../../answers.js';
import { countUpTo } from '../../lasting-run.js';
import type { Exchange, Route, Surroundings } from '../../route.js';
import { createAgentRuns } from './agent-runs.js';
import { readCancelRequest, readChatRequest } from './chat-request.js';
import { toJsonAnswer } from './json-answer.js';

/**
 * `operation-progress`: one POST, answered by operations and text; a GET that goes on with the run
 * of a session after a drop, and a POST that cancels one of its operations.
 */
export function createOperationProgressRoutes(surroundings: Surroundings): readonly Route[] {
  const runs = createAgentRuns(surroundings);

  const chat = async (exchange: Exchange): Promise<Response> => {
    const { request, url, signal } = exchange;
    const body = await readJson(request);
    if (body instanceof Response) return body;
    const asked = readChatRequest(body.value, url.searchParams);
    if (typeof asked === 'string') return refuse(422, asked);
    const { run } = runs.begin(asked.message, asked.sessionId);
    const scenario = run.watch({ after: 0, signal });
    return asked.stream ? exchange.stream(scenario) : toJsonAnswer(exchange.play(scenario));
  };

  const resume = (exchange: Exchange): Response => {
    const { params, request, signal } = exchange;
    const known = runs.find(params['session'] ?? '');
    if (!known) return refuse(404, 'Unknown session');
    const { run, operations } = known;
    const heard = countUpTo(run, request.headers.get('Last-Event-ID'));
    const after = heard ?? run.sent.length;
    // There is nothing more to hear: it need not come back.
    if (run.isOver && after === run.sent.length) return new Response(null, { status: 204 });
    const first = heard === undefined ? operations.latest : [];
    return exchange.stream(run.watch({ first, after, signal }));
  };

  const cancel = async ({ request }: Exchange): Promise<Response> => {
    const body = await readJson(request);
    if (body instanceof Response) return body;
    const asked = readCancelRequest(body.value);
    if (typeof asked === 'string') return refuse(422, asked);
    const { operation, sessionId } = asked;
    const known = runs.find(sessionId);
    if (!known) return refuse(404, `Unknown session: ${sessionId}`);
    const outcome = known.cancel(operation);
    if (outcome === 'unknown') return refuse(404, `Unknown operation: ${operation}`);
    if (outcome === 'over') return refuse(409, `The operation is over: ${operation}`);
    return json({ status: 'cancelled', operation, message: `Cancelled ${operation}` });
  };

  return [
    { method: 'POST', path: '/api/agent/chat', handle: chat },
    { method: 'GET', path: '/api/agent/chat/:session/stream', handle: resume },
    { method: 'POST', path: '/api/agent/cancel', handle: cancel },
  ];
}
