// The mock backend as tests need it, on real sockets. The tests' side is test/support/own-backend.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import {
  createRealPace,
  createSteppedPace,
  instantPace,
  type Pace,
} from '../demo/backend/index.js';
import { createHandler, type NodeServerOptions } from '../demo/backend/node-server.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const root = fileURLToPath(new URL('..', import.meta.url));

/** The one that all tests share: quick, and without the limits that so many requests would reach. */
export function createSharedBackend(): Handler {
  const unlimited = 1_000_000;
  return createHandler({
    pace: createRealPace(10),
    requestsPerMinute: unlimited,
    monthlyQuota: unlimited,
  });
}

/**
 * Answers `/<pace>/<id>/…` by a backend that no other id has: without sessions, with the usual limits
 * and with the pages of test/e2e/pages beside it. It is made when it is first asked.
 */
export function createOwnBackends(): Handler {
  const backends = new Map<string, Handler>();
  return (request, response) => {
    const [key = '', pace = ''] = /^\/([a-z]+)\/[^/]+(?=\/)/.exec(request.url ?? '') ?? [];
    const create = Object.hasOwn(paces, pace) ? paces[pace as keyof typeof paces] : undefined;
    if (!create) {
      response.writeHead(404).end();
      return;
    }
    const backend = backends.get(key) ?? counted(create());
    backends.set(key, backend);
    request.url = (request.url ?? '').slice(key.length);
    backend(request, response);
  };
}

/** `GET /-/requests` tells of all requests but those for files, and how many of them were open at one time. */
function counted(backend: Handler): Handler {
  const all: string[] = [];
  let [open, most] = [0, 0];
  return (request, response) => {
    const { url = '', method = '' } = request;
    if (url === '/-/requests') {
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
      response.writeHead(200, headers).end(JSON.stringify({ all, open, most }));
      return;
    }
    if (!url.startsWith('/-/') && !/\.\w+$/.test(url)) {
      all.push(`${method} ${url}`);
      open += 1;
      most = Math.max(most, open);
      response.once('close', () => (open -= 1));
    }
    backend(request, response);
  };
}

const hasty = createRealPace(50);

const quickPace: Pace = {
  sleep: (ms, signal) => (ms < 50 ? instantPace : hasty).sleep(ms, signal),
  idle: (ms, signal) => hasty.idle(ms, signal),
};

const paces = {
  /** So fast that a test has nothing to wait for: words come at once, tools take a moment. */
  quick: () => createOwn({ pace: quickPace }),
  /** As fast as a real server. */
  real: () => createOwn({}),
  /** Every pause of a scenario lasts until the test ends it. */
  held: createHeld,
};

function createOwn(options: NodeServerOptions): Handler {
  return createHandler({ static: [`${root}test/e2e/pages`, root], ...options });
}

/** `POST /-/step?count=3` ends three pauses, one after the other; `POST /-/release` all, from now on. */
function createHeld(): Handler {
  const stepped = createSteppedPace();
  let isReleased = false;
  const pace: Pace = {
    sleep: (ms, signal) => (isReleased ? instantPace : stepped).sleep(ms, signal),
    idle: (ms, signal) => stepped.idle(ms, signal),
  };
  const backend = createOwn({ pace });

  const step = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 1) {
      await stepped.paused();
      stepped.step();
    }
  };
  const release = async (): Promise<void> => {
    isReleased = true;
    while (stepped.pending.length > 0) stepped.step();
  };
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (!pathname.startsWith('/-/')) {
      backend(request, response);
      return;
    }
    const done = pathname === '/-/step' ? step(Number(searchParams.get('count'))) : release();
    void done.then(() => response.writeHead(204).end());
  };
}
