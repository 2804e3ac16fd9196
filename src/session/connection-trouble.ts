import type { ConnectionError } from '../connection/index.js';
import type { Trouble } from '../events/index.js';
import { headOf } from './cut-text.js';

/** What a connection's failure means to a person. The server's own words, if any, come after ours. */
export function connectionTrouble(error: ConnectionError): Trouble {
  const { status, retryAfter } = error;
  return {
    type: 'trouble',
    fatal: true,
    sort: status === 429 ? 'rate-limit' : 'error',
    code: error.kind === 'status' ? `http-${status}` : error.kind,
    text: withServerWords(describe(error), error),
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** What a stream means that closed without its dialect's final message. */
export const cutTrouble: Trouble = {
  type: 'trouble',
  fatal: true,
  sort: 'error',
  code: 'cut',
  text: 'The connection was lost before the answer was complete.',
};

/** What it means that a stream was opened again and does not go on where it had broken off. */
export const gapTrouble: Trouble = {
  type: 'trouble',
  fatal: false,
  sort: 'error',
  code: 'gap',
  text: 'The connection was lost for a while. Something may be missing, or shown twice.',
};

/** What a mistake in code means to a person: the page's own, a dialect's or ours. */
export const internalTrouble: Trouble = {
  type: 'trouble',
  fatal: true,
  sort: 'error',
  code: 'internal',
  text: 'Something has gone wrong in this page.',
};

/** Why a decision could not be told. */
export function decisionTrouble(error: ConnectionError): string {
  const { status = 0 } = error;
  if (![404, 409, 410].includes(status)) return connectionTrouble(error).text;
  return withServerWords(`The server does not wait for this decision any more (${status}).`, error);
}

function withServerWords(sentence: string, { body }: ConnectionError): string {
  const said = serverWords(body);
  return said === undefined ? sentence : `${sentence} The server says: ${said}`;
}

const byStatus: Readonly<Record<number, string>> = {
  400: 'The server could not read the request (400).',
  401: 'You are not signed in, or your sign-in has expired (401).',
  403: 'You are not allowed to do this (403).',
  404: 'There is nothing at this address (404).',
  405: 'The server does not take this kind of request here (405).',
  408: 'The server gave up waiting for the request (408).',
  413: 'The message is too long for the server (413).',
  422: 'The server refused the request as invalid (422).',
  429: 'Too many requests (429).',
  500: 'The server has failed (500).',
  502: 'The server behind the gateway did not answer properly (502).',
  503: 'The server is not available just now (503).',
  504: 'The server behind the gateway did not answer in time (504).',
};

function describe(error: ConnectionError): string {
  switch (error.kind) {
    case 'status': {
      const status = error.status ?? 0;
      return byStatus[status] ?? `The server answered with status ${status}.`;
    }
    case 'network':
      return 'The server could not be reached.';
    case 'content-type':
      return `The server did not answer with a stream. ${error.message}.`;
    case 'no-content':
      return 'The server answered with nothing (204).';
    case 'cut':
      return cutTrouble.text;
    case 'idle':
      return 'The server has gone silent.';
    case 'limit':
      return `The server sent more than is allowed. ${error.message}.`;
    case 'request':
      return `The request could not be made. ${error.message}.`;
    case 'aborted':
      return 'The request was stopped.';
    default:
      return error.kind satisfies never;
  }
}

/** Most characters of what a server says. */
const LONGEST_WORDS = 300;

/** The sentence inside an error's body: the usual members of JSON, or plain text; never HTML. */
function serverWords(body: string | undefined): string | undefined {
  const text = body?.trim();
  if (!text || text.startsWith('<')) return undefined;
  try {
    return wordsIn(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return headOf(text, LONGEST_WORDS);
    throw error;
  }
}

function wordsIn(value: unknown): string | undefined {
  if (typeof value === 'string') return headOf(value.trim(), LONGEST_WORDS) || undefined;
  if (Array.isArray(value)) {
    const words = value.map(wordsIn).filter((word) => word !== undefined);
    return words.length > 0 ? words.slice(0, 3).join('; ') : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of ['message', 'detail', 'error', 'msg', 'title', 'error_description']) {
    const words = Object.hasOwn(value, key)
      ? wordsIn((value as Record<string, unknown>)[key])
      : undefined;
    if (words !== undefined) return words;
  }
  return undefined;
}
