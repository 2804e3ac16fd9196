// A planner that waits for a person, for <sse-chat dialect="iterative-planning">, in Node without dependencies.
//   node planner.mjs, then open http://localhost:8000 (with sse-elements.js beside this file)
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const { PORT = '8000', HEARTBEAT = '15' } = process.env;

const page = `<!doctype html>
<script src="sse-elements.js"></script>
<sse-chat endpoint="/plan" checkpoint-endpoint="/decisions" dialect="iterative-planning"></sse-chat>`;

/** Your planner. `ask` sends a checkpoint and resolves with the decision of a person. */
async function plan(goal, say, ask) {
  say('planning_started', { goal, max_iterations: 2, checkpoint_interval: 1 });
  say('iteration_started', { iteration: 1, max_iterations: 2 });
  const { approved, feedback } = await ask({ iteration: 1, summary: `The goal is: ${goal}` });
  if (!approved) return say('error', { message: 'Stopped by a person.' });
  say('iteration_started', { iteration: 2, max_iterations: 2 });
  say('final_plan', { plan: `1. ${goal}\n2. ${feedback ?? 'Nothing else'}`, iterations: 2 });
  return say('complete', {});
}

/** By session: everything that was said, who reads it, and what waits for a decision. */
const runs = new Map();

function begin(session, goal) {
  const run = { events: [], readers: new Set(), waiting: new Map(), asked: 0, isOver: false };
  runs.set(session, run);
  const say = (event, data) => {
    const id = run.events.length + 1;
    run.events.push(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    run.isOver = event === 'complete' || event === 'error';
    for (const wake of run.readers) wake();
  };
  const ask = (checkpoint) =>
    new Promise((resolve) => {
      const number = ++run.asked;
      run.waiting.set(number, (decision) => {
        if (decision.approved) say('checkpoint_approved', { checkpoint: number });
        resolve(decision);
      });
      say('checkpoint_reached', { checkpoint_number: number, ...checkpoint });
    });
  void play(goal, say, ask);
  return run;
}

async function play(goal, say, ask) {
  try {
    await plan(goal, say, ask);
  } catch (error) {
    console.error(error);
    say('error', { message: 'The planner has failed.' });
  }
}

/** Writes every event after `seen`, as it comes, and a comment when nothing has come for a while. */
function read(run, response, seen) {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.write(': connected\n\n');
  const heartbeat = setInterval(() => response.write(': keep-alive\n\n'), HEARTBEAT * 1000);
  const wake = () => {
    while (seen < run.events.length) response.write(run.events[seen++]);
    if (run.isOver) response.end();
  };
  run.readers.add(wake);
  response.once('close', () => {
    clearInterval(heartbeat);
    run.readers.delete(wake);
  });
  wake();
}

/** Takes a decision once: 409 for one that was made, 404 for one that nobody waits for. */
function decide({ session_id: session, checkpoint, approved, feedback }, response) {
  const run = runs.get(session);
  if (!run || checkpoint > run.asked)
    return send(response, 404, { detail: 'Nothing waits for it' });
  const resolve = run.waiting.get(checkpoint);
  if (!resolve) return send(response, 409, { detail: 'It was decided before' });
  run.waiting.delete(checkpoint);
  resolve({ approved: approved === true, feedback });
  return send(response, 200, {
    status: approved ? 'approved' : 'rejected',
    checkpoint,
    message: '',
  });
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function handle(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const session = searchParams.get('session_id') ?? '';
  if (request.method === 'POST' && pathname === '/decisions') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    return decide(JSON.parse(Buffer.concat(chunks)), response);
  }
  if (pathname === '/plan') {
    // A connection that comes back says what it has seen; any other begins anew.
    const seen = Number(request.headers['last-event-id']) || 0;
    const run = seen > 0 ? runs.get(session) : begin(session, searchParams.get('goal') ?? '');
    return run ? read(run, response, seen) : response.writeHead(204).end();
  }
  if (pathname === '/') return response.setHeader('Content-Type', 'text/html').end(page);
  if (pathname === '/sse-elements.js') {
    const script = await readFile(new URL('sse-elements.js', import.meta.url));
    return response.setHeader('Content-Type', 'text/javascript').end(script);
  }
  return send(response, 404, { detail: 'Not Found' });
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
