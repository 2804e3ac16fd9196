import { abortError, onAbort, throwIfAborted, untilAborted } from './abort.js';
import { systemClock, type Clock } from './clock.js';
import { ConnectionError } from './connection-error.js';
import { buildHttpRequest, type StreamRequest } from './http-request.js';
import { classifyResponse, readJsonAnswer, type ResponseContext } from './http-response.js';
import { resolveLimits, type Limits } from './limits.js';
import type { LeftoverPolicy } from './message-decoder.js';
import { readMessages, type OpenedEventStream, type ReadMessages } from './message-stream.js';

export interface OpenStreamOptions {
  /** Default: the global `fetch`, looked up when the request is made. */
  readonly fetch?: typeof fetch | undefined;
  /** Ends the request or the stream, at any moment, with a `ConnectionError` `aborted`. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** By the letter of the standard: an unfinished block is dropped, and JSON is no answer (false). */
  readonly strict?: boolean | undefined;
  /** What to do with an unfinished block at the end; `'none'` when `strict`, else `'any'`. */
  readonly leftover?: LeftoverPolicy | undefined;
  /** Sent as `Last-Event-ID`, and in force until the stream gives another (`''`). */
  readonly lastEventId?: string | undefined;
  /** Called while the stream is read, with the text after the colon. */
  readonly onComment?: ((text: string) => void) | undefined;
  readonly clock?: Clock | undefined;
  /** In place of our own decoder. */
  readonly readMessages?: ReadMessages | undefined;
}

export interface OpenedJson {
  readonly kind: 'json';
  readonly status: number;
  readonly headers: Headers;
  /** The whole answer, not parsed. */
  readonly text: string;
}

export type OpenedStream = OpenedEventStream | OpenedJson;

/**
 * Makes one request and gives its messages. Checks the status, then the content type, then reads the
 * body. Sends nothing twice and never reconnects; `connect` does.
 *
 * @throws ConnectionError for everything that goes wrong, here and while the messages are read.
 * @throws RangeError for a limit that is not a positive number.
 */
export async function openStream(
  request: StreamRequest,
  options: OpenStreamOptions = {},
): Promise<OpenedStream> {
  throwIfAborted(options.signal);
  const limits = resolveLimits(options.limits);
  const strict = options.strict === true;
  const { init, shownUrl } = buildHttpRequest(request, options.lastEventId);
  // A controller of its own, so that nothing stays attached to a signal that outlives the stream.
  const controller = new AbortController();
  const outer = options.signal;
  const unlink = onAbort(outer, () => controller.abort(outer && abortError(outer)));
  // Firefox keeps the socket of a silent body that is cancelled; an abort closes it.
  const letGo = (): void => {
    unlink();
    controller.abort();
  };
  const context: ResponseContext = {
    clock: options.clock ?? systemClock,
    limits,
    shownUrl,
    signal: controller.signal,
    strict,
  };
  try {
    const response = await send(request.url, init, options, context);
    const kind = await classifyResponse(response, context);
    throwIfAborted(controller.signal);
    if (kind === 'json') {
      const text = await readJsonAnswer(response, context);
      unlink();
      return { kind, status: response.status, headers: response.headers, text };
    }
    return (options.readMessages ?? readMessages)({
      response,
      limits,
      leftover: strict ? 'none' : (options.leftover ?? 'any'),
      lastEventId: options.lastEventId ?? '',
      onComment: options.onComment,
      signal: controller.signal,
      onClose: letGo,
      url: shownUrl,
    });
  } catch (error) {
    const cause = controller.signal.aborted ? abortError(controller.signal) : error;
    letGo();
    throw cause;
  }
}

async function send(
  url: string,
  init: RequestInit,
  options: OpenStreamOptions,
  { shownUrl, signal }: ResponseContext,
): Promise<Response> {
  const request = options.fetch ?? globalThis.fetch;
  try {
    const response = Promise.resolve(request(url, { ...init, signal }));
    return await untilAborted(response, signal, (late) => void late.body?.cancel().catch(() => {}));
  } catch (cause) {
    throwIfAborted(signal);
    const expected = `Expected an answer from ${shownUrl}, got none`;
    const why =
      init.redirect === 'error'
        ? ' (no network, refused by CORS, or redirected, which is not followed when headers are set)'
        : ' (no network, or refused by CORS)';
    throw new ConnectionError('network', expected + why, { url: shownUrl }, { cause });
  }
}
