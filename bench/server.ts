import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds between the numbers: 100 a second. */
const NUMBER_INTERVAL = 10;

export interface BenchServer {
  readonly origin: string;
  close(): void;
}

/** Serves the pages, and the streams that they read over a real connection. */
export async function startServer(files: ReadonlyMap<string, string>): Promise<BenchServer> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const count = Number(searchParams.get('count') ?? 0);
    if (pathname === '/numbers') sendNumbers(response, count);
    else if (pathname === '/messages') sendMessages(response, count);
    else sendFile(response, pathname, files.get(pathname));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function sendFile(response: ServerResponse, path: string, text: string | undefined): void {
  const type = path.endsWith('.js') ? 'text/javascript' : 'text/html';
  response.writeHead(text === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` });
  response.end(text);
}

const stream = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };

/** Each number with the moment at which it is written. */
function sendNumbers(response: ServerResponse, count: number): void {
  response.writeHead(200, stream);
  response.socket?.setNoDelay(true);
  let number = 0;
  const timer = setInterval(() => {
    response.write(`data: ${number} ${performance.timeOrigin + performance.now()}\n\n`);
    number += 1;
    if (number === count) clearInterval(timer);
  }, NUMBER_INTERVAL);
  response.on('close', () => clearInterval(timer));
}

/** So many small messages as fast as they go. */
function sendMessages(response: ServerResponse, count: number): void {
  response.writeHead(200, stream);
  const pieces: string[] = [];
  for (let index = 0; index < count; index += 1) {
    pieces.push(`event: message_delta\ndata: {"content":"token ${index} "}\n\n`);
  }
  response.end(`${pieces.join('')}event: end\ndata: end\n\n`);
}
