import { readJson, refuse } from '../../answers.js';
import { findConversation } from '../../conversation.js';
import type { Exchange, Route, Surroundings } from '../../route.js';
import { type Scenario, message } from '../../wire.js';
import { type Account, type AccountLimits, type QuotaExceeded, createAccount } from './accounts.js';
import { readChatRequest } from './chat-request.js';
import { agentChatConversations, introduction } from './conversations.js';
import { nest, toJsonAnswer } from './forms.js';
import { createKeyedRuns } from './keyed-runs.js';
import { type Session, createSessions } from './sessions.js';
import { createTranscript } from './transcript.js';
import { createTurn } from './turn.js';

export interface AgentChatOptions extends AccountLimits {
  /** Bearer tokens that are let in. Default `demo-token` and `guest-token`. */
  readonly tokens?: readonly string[];
}

/**
 * `agent-chat`: one POST with a bearer token, answered by deltas, tools and history. With
 * `?form=nested` its messages have no names and carry `{event, data}`.
 */
export function createAgentChatRoutes(
  surroundings: Surroundings,
  options: AgentChatOptions,
): readonly Route[] {
  const { now, createId } = surroundings;
  const { tokens = ['demo-token', 'guest-token'] } = options;
  const accounts = new Map(
    tokens.map((token) => [token, createAccount(token, options, now)] as const),
  );
  const sessions = createSessions(createId);
  const keyedRuns = createKeyedRuns();

  const authenticate = (header: string | null): Account | Response => {
    const challenge = { 'WWW-Authenticate': 'Bearer' };
    const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) return refuse(401, 'Not authenticated', challenge);
    return accounts.get(token) ?? refuse(401, 'Invalid or expired token', challenge);
  };

  /** Spends and begins. A request that repeats another's key does not come here. */
  const begin = (account: Account, session: Session, prompt: string): Scenario => {
    const exceeded = account.spend();
    if (exceeded) return refuseQuota(exceeded);
    const turn = createTurn(session, account, surroundings);
    const conversation = findConversation(agentChatConversations, prompt) ?? introduction;
    return keepHistory(session, prompt, conversation.play(turn));
  };

  const handle = async (exchange: Exchange): Promise<Response> => {
    const { headers } = exchange.request;
    const account = authenticate(headers.get('Authorization'));
    if (account instanceof Response) return account;
    const seconds = account.admit();
    if (seconds > 0) return refuse(429, 'Too many requests', { 'Retry-After': `${seconds}` });

    const body = await readJson(exchange.request);
    if (body instanceof Response) return body;
    const request = readChatRequest(body.value);
    if (request instanceof Response) return request;
    const { prompt, sessionId, messages } = request;
    const known = sessionId === undefined ? undefined : sessions.find(account.token, sessionId);
    if (sessionId !== undefined && !known) return refuse(403, 'Access denied: Invalid session');

    const run = () =>
      begin(account, known ?? sessions.open(account.token, messages.slice(0, -1)), prompt);
    const key = headers.get('Idempotency-Key');
    const scenario =
      key === null ? run() : await keyedRuns.join(`${account.token} ${key}`, body.text, run);
    if (scenario === 'busy') {
      return refuse(409, 'This request is being answered already', { 'Retry-After': '1' });
    }
    if (scenario === 'mismatch') return refuse(422, 'Idempotency-Key: Used for another request');

    const isNested = exchange.url.searchParams.get('form') === 'nested';
    if (!request.stream) return toJsonAnswer(exchange.play(scenario), { isNested, now: now() });
    return exchange.stream(isNested ? nest(scenario) : scenario);
  };

  return [{ method: 'POST', path: '/api/todos/agent-create/stream', handle }];
}

async function* refuseQuota(exceeded: QuotaExceeded): Scenario {
  yield message('rate_limit_exceeded', exceeded);
}

/** Plays a turn between the session's id and its history, and writes down what was said. */
async function* keepHistory(session: Session, prompt: string, turn: Scenario): Scenario {
  const { id, history } = session;
  const transcript = createTranscript();
  history.push({ role: 'user', content: prompt });
  yield message('session_initialized', { session_id: id });
  try {
    for await (const cue of turn) {
      transcript.observe(cue);
      yield cue;
    }
  } finally {
    // Also when the client has left: what it has read was said.
    for (const content of transcript.messages) history.push({ role: 'assistant', content });
  }
  if (transcript.isCompleted) yield message('history', history);
}
