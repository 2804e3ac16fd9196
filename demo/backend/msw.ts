import { type HttpHandler, http } from 'msw';
import type { Backend } from './backend.js';

export interface HandlerOptions {
  /**
   * Origin whose requests are answered. Default: the page's; where there is none, in Node, any
   * (`*`). Requests elsewhere go through, so a page can talk to an endpoint of its own meanwhile.
   */
  readonly origin?: string;
}

/**
 * The mock backend as handlers for MSW's `setupWorker` and `setupServer`. Its addresses begin with
 * the backend's `prefix`.
 */
export function handlers(backend: Backend, options: HandlerOptions = {}): readonly HttpHandler[] {
  const { origin = globalThis.location?.origin ?? '*' } = options;
  return backend.routes.map(({ method, path }) => {
    const on = method === 'GET' ? http.get : http.post;
    return on(`${origin}${path}`, ({ request }) => {
      // `*` takes in addresses that merely end like one of the backend's.
      if (backend.knows(new URL(request.url).pathname)) return respond(backend, request);
      return undefined;
    });
  });
}

async function respond(backend: Backend, request: Request): Promise<Response> {
  const response = await backend.fetch(request);
  if (!response.body) return response;
  // In Node MSW ends a body without a length by closing its socket, so that a cut would look like
  // an orderly end. In chunks the two differ, as they do on a real server.
  if (!globalThis.location) response.headers.set('Transfer-Encoding', 'chunked');
  else if (!canTransferStreams()) {
    // A GET is opened again, so it can be ended where it would only wait; a POST cannot.
    const patience = request.method === 'GET' ? PATIENCE : Infinity;
    return new Response(inOnePiece(response.body, patience), response);
  }
  return response;
}

/** Milliseconds of silence after which a stream that is read in one piece ends. */
const PATIENCE = 2_000;

/** Whether a stream can be given to the worker as it is; WebKit cannot. */
export function canTransferStreams(): boolean {
  const { port1 } = new MessageChannel();
  const stream = new ReadableStream();
  try {
    port1.postMessage(stream, [stream]);
    return true;
  } catch {
    return false;
  } finally {
    port1.close();
  }
}

/**
 * Where MSW must read a body to its end first, it never answers when the body is cut, nor while a
 * planner waits for a person. So the body ends there: that its final message is missing tells the
 * cut, and whoever goes on after the last id gets the rest. Without an id there is no rest to get.
 */
function inOnePiece(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  patience: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const end = { value: undefined };
  let hasId = false;
  return new ReadableStream({
    async pull(controller) {
      const next = reader.read().catch(() => end);
      const isPatient = !hasId || patience === Infinity;
      const { value } = await (isPatient ? next : Promise.race([next, after(patience, end)]));
      if (value) {
        hasId ||= /^id: /m.test(decoder.decode(value));
        controller.enqueue(value);
        return;
      }
      controller.close();
      reader.cancel().catch(() => undefined);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms));
}
