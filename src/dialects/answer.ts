import { parseJson, type Role, type StreamEventBody, type Trouble } from '../events/index.js';
import { errorWords, kindOf, memberOf, unexpected } from './wire-data.js';

/**
 * Reads the JSON that these servers give in place of a stream: `{content}`, `{content, role}`, a
 * list of such, or an error. In a list that repeats the conversation, the answer is what comes after
 * the text that was sent.
 */
export function decodeAnswer(json: string, sent: string): readonly StreamEventBody[] {
  const parsed = parseJson(json);
  if (!parsed.ok) return fail(unexpected(parsed.expected, parsed.found, json));
  const { value } = parsed;
  const events: StreamEventBody[] = [];
  const sessionId = memberOf(value, 'session_id');
  if (typeof sessionId === 'string') events.push({ type: 'run.start', sessionId });

  const entries = Array.isArray(value) ? afterEcho(value, sent) : [value];
  const isAnswer = entries.some((entry) => typeof memberOf(entry, 'content') === 'string');
  if (!isAnswer) return [...events, ...fail(whyNone(value, json))];
  for (const [index, entry] of entries.entries()) events.push(...readEntry(entry, index, json));
  return [...events, { type: 'run.end', status: 'ok' }];
}

/** Who speaks, by the server's word; anything but a known role is the assistant. */
export function toRole(role: unknown): Role {
  return role === 'user' || role === 'system' || role === 'tool' ? role : 'assistant';
}

/** The end of a run that went wrong for good. */
export function fail(trouble: Trouble): readonly StreamEventBody[] {
  const { code } = trouble;
  const end = { type: 'run.end', status: 'failed' } as const;
  return [{ ...trouble, fatal: true }, code === undefined ? end : { ...end, reason: code }];
}

/** An error that a server reports in the stream or in its answer. */
export function serverTrouble(value: unknown): Trouble {
  const code = memberOf(value, 'code');
  return {
    type: 'trouble',
    fatal: true,
    sort: 'error',
    code: typeof code === 'string' ? code : 'server-error',
    text: errorWords(value) ?? 'The server reported an error without words.',
  };
}

function afterEcho(entries: readonly unknown[], sent: string): readonly unknown[] {
  const echo = entries.findLastIndex(
    (entry) => memberOf(entry, 'role') === 'user' && memberOf(entry, 'content') === sent,
  );
  return entries.slice(echo + 1);
}

function readEntry(entry: unknown, index: number, json: string): StreamEventBody[] {
  const text = memberOf(entry, 'content');
  if (typeof text !== 'string') return [unexpected('a message with content', kindOf(entry), json)];
  const name = memberOf(entry, 'name');
  const messageId = `answer/${index + 1}`;
  const textId = `${messageId}/1`;
  const role = toRole(memberOf(entry, 'role'));
  const author = typeof name === 'string' ? { name } : {};
  return [
    { type: 'text.start', textId, messageId, lane: 'answer', role, ...author },
    { type: 'text.delta', textId, mode: 'append', text },
    { type: 'text.end', textId },
  ];
}

function whyNone(value: unknown, json: string): Trouble {
  const says = ['detail', 'error'].some((key) => memberOf(value, key) !== undefined);
  if (says || memberOf(value, 'status') === 'error') return serverTrouble(value);
  return unexpected('an answer with content', kindOf(value), json);
}
