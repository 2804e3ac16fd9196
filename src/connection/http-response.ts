import { onAbort } from './abort.js';
import { readBoundedText } from './bounded-text.js';
import type { Clock } from './clock.js';
import { ConnectionError, type ConnectionErrorFacts } from './connection-error.js';
import type { Limits } from './limits.js';
import { parseRetryAfter } from './retry-after.js';

export interface ResponseContext {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** Origin and path, safe to show. */
  readonly shownUrl: string;
  /** JSON is no answer. */
  readonly strict: boolean;
}

/**
 * Says what a response is, by its status, then its content type, then its body.
 * @throws ConnectionError `status`, `no-content`, `content-type`, `cut`, or what the signal was aborted with.
 */
export async function classifyResponse(
  response: Response,
  context: ResponseContext,
): Promise<'stream' | 'json'> {
  const { status } = response;
  if (status === 204) {
    throw new ConnectionError('no-content', 'Expected a stream, got status 204: there is none', {
      status,
      url: context.shownUrl,
    });
  }
  const contentType = response.headers.get('content-type');
  const type = essence(contentType);
  if (status === 200 && type === 'text/event-stream') return 'stream';
  if (response.ok && isJson(type) && !context.strict) return 'json';
  // A stream with any status but 200 is no stream to the standard either.
  const isTypeAtFault = response.ok && type !== 'text/event-stream';
  const facts = await readFacts(response, context);
  if (isTypeAtFault && !context.strict && isHeadCut(facts)) {
    throw new ConnectionError('cut', 'Expected a whole answer, got the beginning of one', facts);
  }
  throw isTypeAtFault
    ? new ConnectionError(
        'content-type',
        `Expected text/event-stream, got ${quote(contentType)}`,
        facts,
      )
    : new ConnectionError('status', `Expected status 200, got ${status}`, facts);
}

/**
 * Reads the answer that is JSON instead of a stream. The text is not parsed here.
 * @throws ConnectionError `limit`, `cut`, or what the signal was aborted with.
 */
export async function readJsonAnswer(
  response: Response,
  { limits, shownUrl, signal }: ResponseContext,
): Promise<string> {
  const url = { url: shownUrl };
  const body = await readBoundedText(response.body, limits.answerLength, signal).catch(
    (cause: unknown) => {
      if (cause instanceof ConnectionError) throw cause;
      throw new ConnectionError('cut', 'Expected a whole JSON answer, got a part', url, { cause });
    },
  );
  if (body.isCut) {
    const expected = `Expected an answer of at most ${limits.answerLength} bytes, got more`;
    throw new ConnectionError('limit', expected, url);
  }
  return body.text;
}

async function readFacts(
  response: Response,
  context: ResponseContext,
): Promise<ConnectionErrorFacts> {
  const contentType = response.headers.get('content-type') ?? undefined;
  return {
    status: response.status,
    retryAfter: parseRetryAfter(response.headers.get('retry-after'), context.clock.now()),
    contentType,
    url: context.shownUrl,
    body: await readErrorText(response, context),
  };
}

// The text of an error is a help, not a reason to wait: some servers never end it.
const ERROR_TEXT_TIME = 1_000;

async function readErrorText(
  response: Response,
  { clock, limits, signal }: ResponseContext,
): Promise<string | undefined> {
  if (!isReadable(essence(response.headers.get('content-type')))) {
    response.body?.cancel().catch(() => {});
    return undefined;
  }
  const patience = new AbortController();
  const timer = clock.setTimeout(() => patience.abort(), ERROR_TEXT_TIME);
  const unlink = onAbort(signal, () => patience.abort());
  try {
    const { text } = await readBoundedText(response.body, limits.errorLength, patience.signal);
    return text === '' ? undefined : text;
  } catch {
    // Too slow or broken: the status says enough. An abort by the owner is raised by the caller.
    return undefined;
  } finally {
    clock.clearTimeout(timer);
    unlink();
  }
}

/** Chromium and Firefox take a head that was cut for a whole one. What is missing then is the type. */
function isHeadCut({ body, contentType = '' }: ConnectionErrorFacts): boolean {
  return body === undefined && 'text/event-stream'.startsWith(contentType.trim().toLowerCase());
}

/** Of several values, as two proxies may leave them, the last that is a type counts, as `fetch` has it. */
function essence(contentType: string | null): string {
  const values = (contentType ?? '')
    .replace(/"[^"]*"/g, '')
    .toLowerCase()
    .split(',');
  const types = values.map((value) => value.replace(/;.*/, '').trim());
  return types.findLast((type) => /^[^/\s*]+\/[^/\s]+$/.test(type)) ?? '';
}

function isJson(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || /^[^/]+\/.+\+json$/.test(type);
}

function isReadable(type: string): boolean {
  return (
    type === '' || type.startsWith('text/') || isJson(type) || /^application\/.*xml$/.test(type)
  );
}

function quote(contentType: string | null): string {
  return contentType === null ? 'no content type' : `"${contentType}"`;
}
