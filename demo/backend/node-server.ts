import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer as createHttpServer,
} from 'node:http';
import { refuse } from './answers.js';
import { type Backend, type BackendOptions, createBackend } from './backend.js';
import { serveStatic } from './static-files.js';

export interface NodeServerOptions extends BackendOptions {
  /** Serve this backend in place of a new one; the backend options are then of no effect. */
  readonly backend?: Backend;
  /** Directories whose files are served beside the backend, the first one that has it. Default none. */
  readonly static?: string | readonly string[];
}

/**
 * The mock backend as a handler for Node's `http`, and for any framework that has its request and
 * response. Streams go out message by message over the real socket: headers at once, no faster
 * than the client reads, and a client that leaves stops its scenario.
 */
export function createHandler(
  options: NodeServerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => void {
  const backend = options.backend ?? createBackend(options);
  const roots = [options.static ?? []].flat();
  return (request, response) => {
    handle(backend, roots, request, response).catch((error: unknown) => {
      // The client has the connection; what went wrong is for whoever runs the server.
      if (!response.destroyed) console.error(error);
      response.destroy();
    });
  };
}

/** A server of its own with the mock backend; it does not listen yet. */
export function createServer(options: NodeServerOptions = {}): Server {
  return createHttpServer(createHandler(options));
}

async function handle(
  backend: Backend,
  roots: readonly string[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  for (const [name, value] of Object.entries(corsHeaders)) outgoing.setHeader(name, value);
  if (incoming.method === 'OPTIONS') {
    outgoing.writeHead(204, preflightHeaders).end();
    return;
  }
  try {
    await send(await answer(backend, roots, incoming, gone.signal), incoming, outgoing);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

// Any origin and no cookies: the backend knows its clients by their token alone.
const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Retry-After, WWW-Authenticate',
};

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID',
  'Access-Control-Max-Age': '600',
};

// What a Request can carry: TRACE and CONNECT make its constructor throw.
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

async function answer(
  backend: Backend,
  roots: readonly string[],
  incoming: IncomingMessage,
  signal: AbortSignal,
): Promise<Response> {
  const url = readUrl(incoming.url ?? '/');
  if (!url) return refuse(400, 'Bad Request');
  const { method = 'GET' } = incoming;
  if (!methods.has(method)) return refuse(405, 'Method Not Allowed');
  const isRead = method === 'GET' || method === 'HEAD';
  if (isRead && roots.length > 0 && !backend.knows(url.pathname)) {
    return (await serveStatic(roots, url.pathname)) ?? refuse(404, 'Not Found');
  }
  const body = await readBody(incoming);
  if (body === undefined) return refuse(413, 'The body is larger than 4 MiB');
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  const init = { method, headers, signal };
  return backend.fetch(new Request(url, isRead ? init : { ...init, body }));
}

function readUrl(target: string): URL | undefined {
  // The target is put behind a host by hand: as a relative address `//x` would name a host itself.
  const address = `http://localhost${target}`;
  return target.startsWith('/') && URL.canParse(address) ? new URL(address) : undefined;
}

// Room for 50 messages of 10,000 characters in any script.
const longestBody = 4 * 1024 * 1024;

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // The rest is read and dropped: a client that is still sending would not see the refusal.
    if (length <= longestBody) chunks.push(chunk);
  }
  return length <= longestBody ? new Uint8Array(Buffer.concat(chunks)) : undefined;
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // A network error is no answer at all.
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  const body = incoming.method === 'HEAD' ? null : response.body;
  const reader = body?.getReader();
  outgoing.once('close', () => void reader?.cancel().catch(() => undefined));
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done || outgoing.destroyed) break;
      await write(outgoing, value);
    }
    outgoing.end();
  } catch {
    // The scenario cut the connection, or the client has left: no orderly end in either case.
    outgoing.destroy();
  }
}

/** Resolves when the chunk has left for the client: the next one is not asked for before. */
function write(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
