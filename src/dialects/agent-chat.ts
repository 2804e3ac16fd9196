import type { SseMessage } from '../connection/index.js';
import { parseJson } from '../events/index.js';
import { AgentChatDecoder } from './agent-chat-decoder.js';
import type { Dialect, RequestSettings, RequestTemplate } from './dialect.js';
import { toHistoryMessage } from './history-message.js';
import { buildRequest } from './request.js';
import { memberOf } from './wire-data.js';

/** A chat agent with sessions, tool calls and quotas. */
export const agentChat: Dialect = {
  name: 'agent-chat',
  sessionIds: 'server',
  whenClosed: 'finish',
  detect,
  template,
  request: (intent, settings) => buildRequest(intent, settings, template(settings)),
  createDecoder: (sent) => new AgentChatDecoder(sent),
};

function template({ stream }: RequestSettings): RequestTemplate {
  const body = { messages: '{{messages}}', session_id: '{{session}}' };
  return { body: stream ? body : { ...body, stream: false } };
}

/** Events, each with a member that only such servers put in it. */
const MEMBERS: ReadonlyMap<string, string> = new Map([
  ['session_initialized', 'session_id'],
  ['message_delta', 'content'],
  ['tool_call', 'tool_name'],
  ['tool_result', 'output'],
  ['agent_updated', 'name'],
  ['completed', 'final_message'],
  ['rate_limit_exceeded', 'monthly_limit'],
]);

function detect({ event, data }: SseMessage): boolean {
  const parsed = parseJson(data);
  if (!parsed.ok) return false;
  const { value } = parsed;
  if (event !== 'message') return isTypical(event, value);
  return isTypical(memberOf(value, 'event'), memberOf(value, 'data'));
}

function isTypical(event: unknown, data: unknown): boolean {
  if (typeof event !== 'string') return false;
  if (event === 'error') {
    return memberOf(data, 'status') === 'error' && memberOf(data, 'message') !== undefined;
  }
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  if (event === 'batch') return isTypical(memberOf(first, 'event'), memberOf(first, 'data'));
  if (event === 'history') return toHistoryMessage(first) !== undefined;
  const member = MEMBERS.get(event);
  return member !== undefined && memberOf(data, member) !== undefined;
}
