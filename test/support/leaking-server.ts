import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveStatic } from '../../demo/backend/static-files.js';
import type { DialectMap } from '../../src/session/index.js';

/** A server that says the same texts in every way there is, and what is asked of it. */
export interface LeakingServer {
  readonly url: string;
  /** Method and address of each request. */
  readonly requests: readonly string[];
  close(): void;
}

const map: DialectMap = {
  name: 'is',
  messages: {
    say: { is: 'text', text: 'text', author: 'author' },
    think: { is: 'reasoning', text: 'text' },
    aside: { is: 'commentary', text: 'text' },
    status: { is: 'status', text: 'text', detail: 'text' },
    call: { is: 'tool', id: 'id', name: 'text', title: 'text', args: 'args' },
    result: { is: 'tool-result', id: 'id', result: 'text', error: 'text' },
    step: { is: 'step', name: 'text', detail: 'text' },
    bar: { is: 'progress', operation: 'text', message: 'text', figures: 'args' },
    ask: { is: 'checkpoint', id: 'id', title: 'text', text: 'text', proposal: 'args' },
    end: { is: 'done' },
  },
};

const page = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>A page whose server says what would carry things away</title>
  <link rel="icon" href="data:," />
  <script src="/dist/cdn/sse-elements.js"></script>
  <body>
    <sse-chat endpoint="/ask" checkpoint-endpoint="/decide" dialect="custom" show-tool-args
      map='${JSON.stringify(map)}'></sse-chat>
  </body>
</html>`;

/** @param before - HTML that the page has, too. */
export async function startLeakingServer(
  texts: readonly string[],
  before = '',
): Promise<LeakingServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '/' } = request;
    requests.push(`${method} ${url}`);
    if (url === '/') {
      response
        .setHeader('content-type', 'text/html')
        .end(page.replace('<body>', `<body>${before}`));
    } else if (url === '/ask') speak(texts, response);
    else if (url === '/decide') response.setHeader('content-type', 'application/json').end('{}');
    else void answerFile(url, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: addressOf(server),
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answerFile(url: string, response: ServerResponse): Promise<void> {
  const file = await serveStatic([process.cwd()], url);
  response.setHeader('content-type', file?.headers.get('content-type') ?? 'text/plain');
  response.statusCode = file?.status ?? 404;
  response.end(Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0)));
}

function speak(texts: readonly string[], response: ServerResponse): void {
  response.setHeader('content-type', 'text/event-stream');
  const say = (message: object): void => {
    response.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  texts.forEach((text, id) => {
    const args = { [text]: text };
    for (const is of ['think', 'aside', 'status', 'call', 'result', 'step', 'bar']) {
      say({ is, id, text, args });
    }
    // In pieces, as a model says it.
    for (const piece of text.match(/.{1,7}/gsu) ?? [])
      say({ is: 'say', text: piece, author: text });
  });
  say({ is: 'ask', id: 1, text: texts[0], args: Object.fromEntries(texts.entries()) });
  say({ is: 'end' });
  response.end();
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
