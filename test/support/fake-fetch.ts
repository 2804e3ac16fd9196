import { chunkedBody, toBytes } from './chunked-body.js';

/** A request as it reached the fake server. */
export interface FakeRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  /** Everything else that was given to `fetch`. */
  readonly init: RequestInit;
  /** The client has let go of it before the answer was there or over. */
  readonly isAborted: boolean;
  /** It waits for its answer, or reads one that is pushed by hand. */
  readonly isLive: boolean;
}

/** An event stream that the test pushes by hand. See {@link pushStream}. */
export interface PushStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Sends text, as UTF-8, or bytes, as one chunk. */
  push(chunk: string | Uint8Array): void;
  /** Ends the body as a server does that has finished. */
  end(): void;
  /** Breaks the body as a cut cable does. */
  fail(error?: Error): void;
  /** Neither ended, nor broken, nor let go of by the client. */
  readonly isLive: boolean;
  /** The client has let go of it. */
  readonly isCancelled: boolean;
  /** How often the client was ready for more than it had. Grows only when it reads. */
  readonly pulls: number;
}

/**
 * What the fake server answers: a ready `Response`, a stream as 200 `text/event-stream`, an error
 * (no answer at all: `fetch` rejects with it), or `'never'`.
 */
export type FakeAnswer = Response | PushStream | Error | 'never';

export interface FakeFetch {
  /** Give this wherever a `fetch` is an option. */
  readonly fetch: typeof fetch;
  /** Every request so far, in order. */
  readonly requests: readonly FakeRequest[];
  /** Streams that are open now. More than one is a client with two connections. */
  readonly liveStreams: number;
  /**
   * Queues answers, one for each request to come. A function is asked when its request comes. A
   * request without an answer rejects with an error that says so.
   */
  answer(...answers: (FakeAnswer | ((request: FakeRequest) => FakeAnswer))[]): void;
  /** Answers every request that finds the queue empty. */
  always(answer: (request: FakeRequest) => FakeAnswer): void;
}

/** A `fetch` without a network, scripted by the test. It honours signals as the real one does. */
export function createFakeFetch(): FakeFetch {
  const queue: (FakeAnswer | ((request: FakeRequest) => FakeAnswer))[] = [];
  const requests: FakeRequest[] = [];
  const streams: PushStream[] = [];
  let fallback: ((request: FakeRequest) => FakeAnswer) | undefined;

  async function fakeFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const { signal } = init;
    const state: { stream?: PushStream; isAnswered?: boolean } = {};
    const request: FakeRequest = {
      url: input instanceof Request ? input.url : input.toString(),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : undefined,
      init,
      get isAborted() {
        if (state.stream) return state.stream.isCancelled;
        return signal?.aborted === true && state.isAnswered !== true;
      },
      get isLive() {
        return state.stream?.isLive ?? (state.isAnswered !== true && signal?.aborted !== true);
      },
    };
    signal?.throwIfAborted();
    requests.push(request);
    const next = queue.shift() ?? fallback;
    const answer = typeof next === 'function' ? next(request) : next;
    state.isAnswered =
      answer === undefined || answer instanceof Error || answer instanceof Response;
    if (answer === undefined) throw new Error(`No answer is queued for ${request.url}`);
    if (answer instanceof Error) throw answer;
    if (answer === 'never') return rejectOnAbort(signal);
    if (answer instanceof Response) return answer;
    state.stream = answer;
    streams.push(answer);
    signal?.addEventListener('abort', () => answer.fail(abortReason(signal)));
    return eventStreamResponse(answer.body);
  }

  return {
    fetch: fakeFetch,
    requests,
    get liveStreams() {
      return streams.filter((stream) => stream.isLive).length;
    },
    answer: (...answers) => void queue.push(...answers),
    always: (answer) => void (fallback = answer),
  };
}

/** A stream to push by hand: `push` chunks, then `end` or `fail`. Nothing is sent on its own. */
export function pushStream(): PushStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let state: 'live' | 'ended' | 'broken' | 'cancelled' = 'live';
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        pulls += 1;
      },
      cancel() {
        state = 'cancelled';
      },
    },
    // Without read-ahead, `pulls` counts what the client asked for and not what the stream fetched.
    { highWaterMark: 0 },
  );
  return {
    body,
    push(chunk) {
      if (state !== 'live') throw new Error(`Expected a live stream to push to, got one ${state}`);
      controller?.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
    },
    end() {
      if (state !== 'live') return;
      state = 'ended';
      controller?.close();
    },
    fail(error = new TypeError('terminated')) {
      if (state !== 'live') return;
      state = error.name === 'AbortError' ? 'cancelled' : 'broken';
      controller?.error(error);
    },
    get isLive() {
      return state === 'live';
    },
    get isCancelled() {
      return state === 'cancelled';
    },
    get pulls() {
      return pulls;
    },
  };
}

/** A 200 `text/event-stream` answer with the body given, whole or as a stream. */
export function eventStreamResponse(
  body: string | Uint8Array | ReadableStream<Uint8Array> | null,
  headers: Record<string, string> = {},
): Response {
  return textResponse(200, body, { 'content-type': 'text/event-stream', ...headers });
}

/**
 * Any answer. Its body is a stream made by script: Firefox reads a string given to `new Response()`
 * on another thread, at a time of which no test knows.
 */
export function textResponse(
  status: number,
  body: string | Uint8Array | ReadableStream<Uint8Array> | null = null,
  headers: Record<string, string> = {},
): Response {
  const isStream = body === null || body instanceof ReadableStream;
  return new Response(isStream ? body : chunkedBody([toBytes(body)]), { status, headers });
}

/** A 200 `application/json` answer. */
export function jsonResponse(value: unknown): Response {
  return textResponse(200, JSON.stringify(value), { 'content-type': 'application/json' });
}

/** A 200 `text/event-stream` answer that breaks after the text, as when a cable is cut. */
export function cutStreamResponse(text: string): Response {
  const chunks = text === '' ? [] : [new TextEncoder().encode(text)];
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.error(new TypeError('terminated'));
      },
    },
    { highWaterMark: 0 },
  );
  return eventStreamResponse(body);
}

function rejectOnAbort(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(abortReason(signal)));
  });
}

/** Real bodies break with the signal's reason; its name is what tells an abort from a cut. */
function abortReason(signal: AbortSignal): Error {
  return new DOMException(String(signal.reason), 'AbortError');
}
