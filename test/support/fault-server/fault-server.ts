import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultAnswer, FaultRequest } from './fault-answer.js';
import { decodeLastEventId, replayAfter } from './replay.js';
import { writeAnswer } from './write-answer.js';

export type FaultHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** What a test has told a place to do. Sent over as JSON. */
export interface FaultScript {
  /** For one request each, in order. */
  readonly answers?: readonly FaultAnswer[];
  /** For every request that finds no answer left. */
  readonly always?: FaultAnswer;
  /** Headers of the answer to a preflight; without them it is refused. */
  readonly preflight?: Readonly<Record<string, string>>;
}

interface Place {
  script: FaultScript;
  answered: number;
  /** Writes that the test has allowed and that have not been made. */
  steps: number;
  readonly requests: Mutable<FaultRequest>[];
  /** Called after each change. */
  readonly waiting: Set<() => void>;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Answers `/<place>/…` as the test that has the place has said. `/<place>/-/script` takes a script, `/<place>/-/step`
 * allows one write more, `/<place>/-/requests?least=2&closed=1` tells of the requests once there are so many, and so
 * many of them closed.
 */
export function createFaultHandler(): FaultHandler {
  const places = new Map<string, Place>();
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const [, name = '', ...rest] = pathname.split('/');
    const place = places.get(name) ?? createPlace();
    places.set(name, place);
    const path = `/${rest.join('/')}`;
    if (path === '/-/script') void takeScript(place, request, response);
    else if (path === '/-/step') step(place, response);
    else if (path === '/-/requests') void tell(place, searchParams, response);
    else void play(place, request, (request.url ?? '').slice(name.length + 1));
  };
}

/** Starts it on an address of its own; it keeps no process alive. Its URL is without a slash at the end. */
export async function startFaultServer(handler: FaultHandler): Promise<string> {
  const server = createServer(handler);
  server.on('connection', (socket) => socket.unref());
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function createPlace(): Place {
  return { script: {}, answered: 0, steps: 0, requests: [], waiting: new Set() };
}

async function takeScript(
  place: Place,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  place.script = JSON.parse(await readBody(request)) as FaultScript;
  place.answered = 0;
  response.writeHead(204).end();
}

function step(place: Place, response: ServerResponse): void {
  place.steps += 1;
  wake(place);
  response.writeHead(204).end();
}

async function takeStep(place: Place): Promise<void> {
  while (place.steps === 0) await change(place);
  place.steps -= 1;
}

function wake({ waiting }: Place): void {
  for (const resolve of waiting) resolve();
  waiting.clear();
}

function change({ waiting }: Place): Promise<void> {
  return new Promise((resolve) => {
    waiting.add(resolve);
  });
}

async function tell(place: Place, query: URLSearchParams, response: ServerResponse): Promise<void> {
  const { requests } = place;
  const least = Number(query.get('least'));
  const closed = Number(query.get('closed'));
  while (requests.length < least || requests.filter(({ isClosed }) => isClosed).length < closed) {
    await change(place);
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(requests));
}

async function play(place: Place, request: IncomingMessage, url: string): Promise<void> {
  const { method = '', socket } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const logged = { method, url, headers, body: '', isClosed: false };
  place.requests.push(logged);
  socket.on('error', () => {});
  socket.on('close', () => {
    logged.isClosed = true;
    wake(place);
  });
  logged.body = await readBody(request);
  wake(place);
  const answer = nextAnswer(place, method);
  const { body = '', replay } = answer;
  const lastEventId = decodeLastEventId(headers['last-event-id']);
  const text = replay ? replayAfter(lastEventId, replay) : body;
  await writeAnswer(socket, answer, text, () => takeStep(place));
}

function nextAnswer(place: Place, method: string): FaultAnswer {
  const { answers = [], always, preflight } = place.script;
  if (method === 'OPTIONS') return { status: 204, ...(preflight && { headers: preflight }) };
  const answer = answers[place.answered] ?? always;
  place.answered += 1;
  // Final for a client, so that a test which expects less ends at once.
  return answer ?? { status: 410, headers: plain, body: 'No answer is left for this request' };
}

const plain = { 'content-type': 'text/plain' };

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client has let go of it half-way.
  }
  return Buffer.concat(chunks).toString();
}
