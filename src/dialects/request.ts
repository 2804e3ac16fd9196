import type { StreamRequest } from '../connection/index.js';
import { quote, type HistoryMessage, type Trouble } from '../events/index.js';
import type { RequestSettings, RequestTemplate, SendIntent } from './dialect.js';
import { fillTemplate, TemplateError, toText } from './template.js';
import { isRecord, kindOf } from './wire-data.js';

/**
 * Makes the request for one run of the page's template, or else of the dialect's, after a look at
 * the limits. A `Trouble` means that nothing must be sent; its code is `message-too-long`,
 * `session-id`, `empty` or `template`, and its text is for people.
 *
 * Placeholders: `message`, `messages`, `session` (once the conversation has an id), `conversation`
 * (that id, or else our own), `message_id`, `user` and `stream`.
 */
export function buildRequest(
  intent: SendIntent,
  settings: RequestSettings,
  defaults: RequestTemplate,
): StreamRequest | Trouble {
  const method = settings.method ?? defaults.method ?? 'POST';
  const body = settings.body ?? defaults.body;
  const refusal =
    checkSessionId(settings) ??
    checkLength(intent.text, settings.maxLength) ??
    checkText(intent.text, method, [body, settings.params]);
  if (refusal) return refusal;
  try {
    const values = placeholderValues(intent, settings, method);
    const params = fillMembers({ ...defaults.params, ...settings.params }, values);
    const accept = settings.stream ? 'stream' : 'json';
    if (method === 'GET') {
      const members = fillMembers(body, values);
      return { url: addParams(settings.endpoint, { ...members, ...params }), method, accept };
    }
    return {
      url: addParams(settings.endpoint, params),
      method,
      accept,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(fillTemplate(body, values) ?? null),
    };
  } catch (error) {
    if (error instanceof TemplateError) return refuse('template', error.message);
    throw error;
  }
}

function placeholderValues(
  { text, messageId, history }: SendIntent,
  settings: RequestSettings,
  method: 'GET' | 'POST',
): Readonly<Record<string, unknown>> {
  const { sessionId, conversationId, userId, stream } = settings;
  // A GET without a text asks for nothing in particular: it opens what is going on.
  const isSilent = method === 'GET' && isBlank(text);
  return {
    message: isSilent ? undefined : text,
    messages: isSilent ? undefined : messagesWithin(history, text, settings),
    session: sessionId,
    conversation: sessionId ?? conversationId,
    message_id: messageId,
    user: userId,
    stream,
  };
}

/**
 * The latest messages that one request may carry, the new one last. Older ones that are too long,
 * as an agent's answer can be, are left out: the server would refuse the whole request for them.
 */
function messagesWithin(
  history: readonly HistoryMessage[],
  text: string,
  { maxMessages, maxLength }: RequestSettings,
): readonly { readonly role: string; readonly content: string }[] {
  const fitting = history
    .filter(({ content }) => countCharacters(content, maxLength) <= maxLength)
    .map(({ role, content }) => ({ role, content }));
  const first = Math.max(0, fitting.length - (maxMessages - 1));
  return [...fitting.slice(first), { role: 'user', content: text }];
}

function checkSessionId({ sessionId, sessionIdPattern }: RequestSettings): Trouble | undefined {
  const pattern = sessionIdPattern ?? /^[A-Za-z0-9_-]+$/;
  // Not `test`, which remembers its place in a pattern with the flag g.
  if (sessionId === undefined || sessionId.search(pattern) >= 0) return undefined;
  const due = sessionIdPattern
    ? `a session id that matches ${String(pattern)}`
    : 'a session id of the letters A to Z, digits, "_" and "-" only';
  return refuse('session-id', `Expected ${due}, found ${quote(sessionId)}.`);
}

function checkLength(text: string, maxLength: number): Trouble | undefined {
  const length = countCharacters(text, maxLength);
  if (length <= maxLength) return undefined;
  const due = `a message of at most ${inWords(maxLength)} characters`;
  return refuse('message-too-long', `Expected ${due}, found ${inWords(length)}.`);
}

function checkText(text: string, method: string, templates: unknown): Trouble | undefined {
  const asks = method === 'POST' && /\{\{\s*messages?\s*\}\}/.test(JSON.stringify(templates));
  if (!asks || !isBlank(text)) return undefined;
  return refuse('empty', 'Expected a message with some text, found none.');
}

/** Counts as people do: an emoji outside the basic plane is one. Short texts need no count. */
function countCharacters(text: string, enough: number): number {
  return text.length <= enough ? text.length : [...text].length;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}

/**
 * A small request beside a run, answered by JSON. Members that are undefined are left out.
 * @param more - Further members, each as JSON text that is sent as it is.
 */
export function postJson(
  url: string,
  body: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string | undefined>> = {},
): StreamRequest {
  const headers = { 'Content-Type': 'application/json' };
  const members = Object.entries(more).flatMap(([name, text]) =>
    text === undefined ? [] : `,${JSON.stringify(name)}:${text}`,
  );
  const json = `${JSON.stringify(body).slice(0, -1)}${members.join('')}}`;
  return { url, method: 'POST', accept: 'json', headers, body: json };
}

/** Why a request is not made, for people. */
export function refuse(code: string, text: string): Trouble {
  return { type: 'trouble', fatal: true, sort: 'blocked', code, text };
}

function fillMembers(
  template: unknown,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const filled = fillTemplate(template, values);
  if (isRecord(filled)) return filled;
  throw new TemplateError(`Expected members for the query, found ${kindOf(filled)}.`);
}

/**
 * Adds members to a URL's query, which may be relative. What the URL says already stays as it is
 * written and wins: the page wrote it. A fragment is never sent, so it is dropped.
 */
function addParams(url: string, params: Readonly<Record<string, unknown>>): string {
  const [address = ''] = url.split('#', 1);
  const queryAt = address.indexOf('?');
  const given = new URLSearchParams(queryAt < 0 ? '' : address.slice(queryAt));
  const added = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (!given.has(name)) added.append(name, toText(value));
  }
  if (String(added) === '') return address;
  if (queryAt < 0) return `${address}?${added}`;
  return /[?&]$/.test(address) ? address + String(added) : `${address}&${added}`;
}
