import { expect } from 'chai';
import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { createSteppedPace, instantPace } from '../../../demo/backend/index.js';
import { type NodeServerOptions, createServer } from '../../../demo/backend/node-server.js';
import {
  createInstantBackend,
  readMessages,
  settle as turn,
} from '../../support/backend-client.js';

let server: Server | undefined;

/** Starts a server on a free port and gives its origin. */
async function listen(options: NodeServerOptions = {}): Promise<string> {
  server = createServer({ pace: instantPace, ...options });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Resolves in the turn of the event loop in which the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

function say(content: string, init: RequestInit = {}): RequestInit {
  const headers = { 'Content-Type': 'application/json' };
  return { method: 'POST', body: JSON.stringify({ content }), headers, ...init };
}

/** A raw connection that sends `text` and reads nothing until it is told to. */
async function openSocket(origin: string, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

describe('createServer', () => {
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    if (server?.listening) await once(server, 'close');
    server = undefined;
  });

  it('sends a whole conversation over a real socket', async () => {
    const origin = await listen();
    const response = await fetch(`${origin}/message`, say('What is the weather in Tokyo?'));
    expect(response.status).to.equal(200);
    expect(response.headers.get('x-accel-buffering')).to.equal('no');
    expect(response.headers.get('cache-control')).to.equal('no-store');
    expect((await readMessages(response)).at(-1)?.event).to.equal('done');
  });

  it('sends the headers before the first message', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const origin = await listen({ backend });
    // The first cue of this conversation is a pause, and nobody ends it.
    const response = await fetch(`${origin}/message`, say('Start a sentence and leave it'));
    expect(response.headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
    await response.body?.cancel();
  });

  it('sends each message by itself, as it comes', async () => {
    const pace = createSteppedPace();
    const origin = await listen({ backend: createInstantBackend({ pace }) });
    const response = await fetch(`${origin}/message`, say('What is the weather in Tokyo?'));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).to.include('Thinking');
    await pace.paused();
    pace.step();
    const second = (await reader?.read())?.value;
    expect(second).to.include('Tool 1').and.not.include('Thinking');
    await reader?.cancel();
  });

  it('stops the scenario when the client leaves', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const origin = await listen({ backend });
    const controller = new AbortController();
    const init = say('What is the weather in Tokyo?', { signal: controller.signal });
    await fetch(`${origin}/message`, init);
    await pace.paused();
    expect(backend.running).to.equal(1);
    controller.abort();
    await until(() => backend.running === 0);
    expect(pace.pending).to.deep.equal([]);
  });

  it('lets go of a request that it never answers when the client leaves', async () => {
    const controller = new AbortController();
    let leftWith: unknown;
    const backend = createInstantBackend();
    const left = new Promise<void>((resolve) => {
      const watched = {
        ...backend,
        running: 0,
        fetch: (request: Request) =>
          backend.fetch(request).catch((reason: unknown) => {
            leftWith = reason;
            resolve();
            throw reason;
          }),
      };
      void listen({ backend: watched }).then((origin) => {
        fetch(`${origin}/fault/silent`, { signal: controller.signal }).catch(() => undefined);
        server?.once('request', () => controller.abort());
      });
    });
    await left;
    expect(leftWith).to.have.property('name', 'AbortError');
  });

  it('asks for no more than the client reads', async () => {
    let asked = 0;
    const chunk = new Uint8Array(64 * 1024);
    const source = {
      type: 'bytes',
      pull(controller: ReadableByteStreamController) {
        asked += 1;
        controller.enqueue(chunk.slice());
      },
    } as const;
    const fetch = async () => new Response(new ReadableStream(source));
    const origin = await listen({ backend: { ...createInstantBackend(), running: 0, fetch } });
    const connected = once(server ?? new EventEmitter(), 'connection');
    const client = await openSocket(origin, 'GET /endless HTTP/1.1\r\nHost: x\r\n\r\n');
    const [socket] = (await connected) as [Socket];
    await until(() => socket.writableLength > 0);
    const full = asked;
    for (let turns = 0; turns < 100; turns += 1) await turn();
    expect(asked).to.be.at.most(full + 1);
    client.resume();
    await until(() => asked > full + 10);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    client.destroy();
    await closed;
    const left = asked;
    for (let turns = 0; turns < 100; turns += 1) await turn();
    expect(asked).to.be.at.most(left + 1);
  });

  it('drops the connection where the scenario does, after what was said', async () => {
    const origin = await listen();
    const response = await fetch(`${origin}/fault/cut`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const error = await (async () => {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) return 'an orderly end';
        text += value;
      }
    })().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(TypeError);
    expect(text).to.include('in the mid');
  });

  it('answers a preflight, and lets any origin read the answers', async () => {
    const origin = await listen();
    const preflight = await fetch(`${origin}/message`, { method: 'OPTIONS' });
    expect(preflight.status).to.equal(204);
    expect(preflight.headers.get('access-control-allow-origin')).to.equal('*');
    expect(preflight.headers.get('access-control-allow-methods')).to.equal('GET, POST, OPTIONS');
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).to.have.members([
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'Last-Event-ID',
    ]);
    const refused = await fetch(`${origin}/fault/429`);
    expect(refused.headers.get('access-control-allow-origin')).to.equal('*');
    expect(refused.headers.get('access-control-expose-headers')).to.include('Retry-After');
  });

  it('refuses a body that is too large with 413', async () => {
    const origin = await listen();
    const response = await fetch(`${origin}/message`, say('x'.repeat(4 * 1024 * 1024)));
    expect(response.status).to.equal(413);
  });

  it('refuses an address that is none with 400, and survives', async () => {
    const origin = await listen();
    const socket = await openSocket(origin, 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).to.match(/^HTTP\/1\.1 400 /);
    socket.destroy();
    expect((await fetch(`${origin}/fault/404`)).status).to.equal(404);
  });

  it('refuses a method that it cannot carry with 405', async () => {
    const origin = await listen();
    const socket = await openSocket(origin, 'TRACE /message HTTP/1.1\r\nHost: x\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).to.match(/^HTTP\/1\.1 405 /);
    socket.destroy();
  });
});
