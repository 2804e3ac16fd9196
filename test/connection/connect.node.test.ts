import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { connect, openStream, type StreamItem } from '../../src/connection/index.js';
import { collect, failureOf } from '../support/async-outcomes.js';

interface RealServer {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
}

/** Serves over real sockets until the test is over. */
async function serving(
  handle: (request: IncomingMessage, response: ServerResponse, url: string) => unknown,
  test: (server: RealServer) => Promise<void>,
): Promise<void> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    void handle(request, response, url);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await test({ url, requests });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const stream = { 'content-type': 'text/event-stream' };

const dataOf = (items: readonly StreamItem[]): string[] =>
  items.flatMap((item) => (item.type === 'messages' ? item.messages.map(({ data }) => data) : []));

describe('over real sockets', () => {
  it('reads the answer to a POST while it is written', async () => {
    await serving(
      async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        response.writeHead(200, stream);
        for (const byte of Buffer.from(
          `data: ${Buffer.concat(chunks).toString()}\n\ndata: é👍\n\n`,
        )) {
          response.write(Buffer.from([byte]));
        }
        response.end();
      },
      async ({ url }) => {
        const options = { signal: new AbortController().signal, whenEnded: 'finish' } as const;
        const request = { url, method: 'POST', body: '{"a":"日"}' } as const;
        expect(dataOf(await collect(connect(request, options)))).to.deep.equal([
          '{"a":"日"}',
          'é👍',
        ]);
      },
    );
  });

  it('lets the server see a break at once', async () => {
    let closed: (() => void) | undefined;
    const closing = new Promise<void>((resolve) => (closed = resolve));
    await serving(
      (_, response) => {
        response.on('close', () => closed?.());
        response.writeHead(200, stream).write('data: a\n\n');
      },
      async ({ url }) => {
        const options = { signal: new AbortController().signal, whenEnded: 'reopen' } as const;
        for await (const item of connect({ url, method: 'GET' }, options)) {
          if (item.type === 'messages') break;
        }
        const start = performance.now();
        await closing;
        // A tenth of a second on an idle machine; tests share theirs.
        expect(performance.now() - start).to.be.below(1_000);
      },
    );
  });

  it('lets the server see an abort of a pending request and of a silent stream', async () => {
    for (const answers of [false, true]) {
      const controller = new AbortController();
      let closed: (() => void) | undefined;
      const closing = new Promise<void>((resolve) => (closed = resolve));
      await serving(
        (_, response) => {
          response.on('close', () => closed?.());
          if (answers) response.writeHead(200, stream).flushHeaders();
          setImmediate(() => controller.abort());
        },
        async ({ url, requests }) => {
          const { signal } = controller;
          const connection = connect({ url, method: 'GET' }, { signal, whenEnded: 'reopen' });
          expect((await failureOf(collect(connection))).kind).to.equal('aborted');
          await closing;
          expect(requests).to.have.length(1);
        },
      );
    }
  });

  it('goes on after a cut with the id as UTF-8 bytes', async () => {
    let isFirst = true;
    await serving(
      (_, response) => {
        response.writeHead(200, stream);
        response.write(isFirst ? 'id: …日\ndata: a\n\ndata: {' : 'data: b\n\n', () => {
          if (isFirst) response.destroy();
          isFirst = false;
        });
      },
      async ({ url, requests }) => {
        const data: string[] = [];
        const options = { signal: new AbortController().signal, whenEnded: 'reopen' } as const;
        for await (const item of connect({ url, method: 'GET' }, options)) {
          data.push(...dataOf([item]));
          if (data.length === 2) break;
        }
        expect(data).to.deep.equal(['a', 'b']);
        const id = requests[1]?.headers['last-event-id'];
        expect(Buffer.from(String(id), 'latin1').toString()).to.equal('…日');
      },
    );
  });

  it('does not follow a redirect with a header of the page', async () => {
    await serving(
      (request, response, url) => {
        if (request.url === '/') response.writeHead(307, { location: `${url}/elsewhere` }).end();
        else response.writeHead(200, stream).end('data: a\n\n');
      },
      async ({ url, requests }) => {
        const headers = { 'X-Api-Key': 'secret' };
        const error = await failureOf(openStream({ url, method: 'GET', headers }));
        expect(error.kind).to.equal('network');
        expect(error.message).to.include('redirected, which is not followed when headers are set');
        expect(requests.map((request) => request.url)).to.deep.equal(['/']);
        expect(await openStream({ url, method: 'GET' })).to.include({
          kind: 'stream',
          status: 200,
        });
      },
    );
  });

  it('calls a refused connection a network failure and a broken one a cut', async () => {
    let gone = '';
    await serving(
      (_, response) => {
        response.writeHead(200, { ...stream, 'content-length': '99' });
        response.write('data: a\n\n', () => response.destroy());
      },
      async ({ url }) => {
        gone = url;
        const opened = await openStream({ url, method: 'GET' });
        if (opened.kind !== 'stream') throw new Error('Expected a stream, got JSON');
        expect((await failureOf(collect(opened.messages))).kind).to.equal('cut');
      },
    );
    expect((await failureOf(openStream({ url: gone, method: 'GET' }))).kind).to.equal('network');
  });
});
