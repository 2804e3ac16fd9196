// A server for <sse-chat dialect="agent-chat"> in Node, without dependencies.
//   node server.mjs, then open http://localhost:8000 (with sse-elements.js beside this file)
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const { PORT = '8000', TOKEN, HEARTBEAT = '15', GRACE = '30', PACE = '0.05' } = process.env;

const page = `<!doctype html>
<script src="sse-elements.js"></script>
<sse-chat endpoint="/chat" resume-endpoint="/chat/{id}/stream" dialect="agent-chat"></sse-chat>`;

/** Your agent: it yields events until the answer is whole, or `signal` says that nobody waits for it. */
async function* agent(messages, signal) {
  const { content } = messages.at(-1);
  yield ['tool_call', { tool_name: 'count_letters', arguments: { text: content } }];
  yield ['tool_result', { output: [...content].length }];
  const answer = `You said: ${content}`;
  for (const word of answer.split(/(?<= )/)) {
    await sleep(PACE * 1000, undefined, { signal });
    yield ['message_delta', { content: word }];
  }
  yield ['completed', { final_message: answer }];
}

/** The latest run of each session, until nobody has read it for GRACE seconds. */
const runs = new Map();

/** One answer. It goes on while a connection is lost, and is kept so that it can be read from any place. */
class Run {
  events = [];
  isOver = false;
  readers = new Set();
  work = new AbortController();

  constructor(session, messages) {
    this.session = session;
    runs.get(session)?.work.abort();
    runs.set(session, this);
    void this.play(messages);
  }

  async play(messages) {
    this.add('session_initialized', { session_id: this.session });
    try {
      for await (const [event, data] of agent(messages, this.work.signal)) this.add(event, data);
    } catch (error) {
      if (this.work.signal.aborted) return;
      console.error(error);
      this.add('error', { status: 'error', message: 'The agent has failed.' });
    } finally {
      this.isOver = true;
      for (const wake of this.readers) wake();
    }
  }

  add(event, data) {
    const id = this.events.length + 1;
    this.events.push(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    for (const wake of this.readers) wake();
  }

  /** Writes every event after `seen`, as it comes, and a comment when nothing has come for a while. */
  read(response, seen) {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.write(': connected\n\n');
    const heartbeat = setInterval(() => response.write(': keep-alive\n\n'), HEARTBEAT * 1000);
    const wake = () => {
      while (seen < this.events.length) response.write(this.events[seen++]);
      if (this.isOver) response.end();
    };
    clearTimeout(this.forgetting);
    this.readers.add(wake);
    response.once('close', () => {
      clearInterval(heartbeat);
      this.readers.delete(wake);
      // It may be Stop, and it may be a lost connection that comes back.
      if (this.readers.size === 0) this.forgetting = setTimeout(() => this.forget(), GRACE * 1000);
    });
    wake();
  }

  forget() {
    this.work.abort();
    if (runs.get(this.session) === this) runs.delete(this.session);
  }
}

async function handle(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const [, resumed] = /^\/chat\/([\w-]+)\/stream$/.exec(pathname) ?? [];
  if (
    TOKEN &&
    pathname.startsWith('/chat') &&
    request.headers.authorization !== `Bearer ${TOKEN}`
  ) {
    return send(response, 401, { detail: 'Invalid or expired token' });
  }
  if (request.method === 'POST' && pathname === '/chat') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { messages, session_id = randomUUID(), stream = true } = read(Buffer.concat(chunks));
    if (messages?.at?.(-1)?.role !== 'user' || !/^[\w-]+$/.test(session_id)) {
      return send(response, 422, { detail: 'Expected messages, the last one of a user' });
    }
    if (stream) return new Run(session_id, messages).read(response, 0);
    for await (const [event, data] of agent(messages)) {
      if (event === 'completed') return send(response, 200, { content: data.final_message });
    }
  } else if (request.method === 'GET' && resumed) {
    const run = runs.get(resumed);
    const seen = Number(request.headers['last-event-id'] ?? 0);
    // Nothing more will come: 204 keeps a client from asking again.
    return run ? run.read(response, seen || 0) : response.writeHead(204).end();
  } else if (pathname === '/') {
    return response.setHeader('Content-Type', 'text/html').end(page);
  } else if (pathname === '/sse-elements.js') {
    const script = await readFile(new URL('sse-elements.js', import.meta.url));
    return response.setHeader('Content-Type', 'text/javascript').end(script);
  }
  return send(response, 404, { detail: 'Not Found' });
}

function read(body) {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  try {
    await handle(request, response);
  } catch (error) {
    console.error(error);
    response.destroy();
  }
});

server.listen(Number(PORT), () => console.log(`http://localhost:${server.address().port}`));
