import { expect } from 'chai';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type Backend, type BackendOptions, instantPace } from '../../demo/backend/index.js';
import { createServer } from '../../demo/backend/node-server.js';
import { reportAbsent } from '../../tools/absent.js';
import { findNginx } from '../../tools/nginx.mjs';
import { createInstantBackend } from './backend-client.js';
import { startNginx } from './nginx.js';

/** How nginx stands before the backends, at one port, with the ports of theirs. */
export type Setup = (port: number, backends: readonly number[]) => string;

/** A mock backend that is asked through nginx. */
export interface Front {
  readonly url: string;
  /** The backend itself; its requests go through nginx. */
  readonly backend: Backend;
  /** Ends both. */
  stop(): Promise<void>;
}

export interface FrontOptions extends BackendOptions {
  /** Whether the backend asks not to be collected (no: the settings alone are to do it). */
  readonly asksForPassage?: boolean;
  /** How many backends there are, each with a state of its own (1). */
  readonly workers?: number;
}

/** Starts backends and nginx before them; they end with the test. */
export type StartFront = (setup: Setup, options?: FrontOptions) => Promise<Front>;

/** Tests that need nginx. Without it there are none, or one that fails; both are said loudly. */
export function describeWithNginx(title: string, define: (start: StartFront) => void): void {
  const program = findNginx()?.path;
  describe(title, () => {
    if (program === undefined) {
      if (reportAbsent('nginx')) it('is tested', () => expect.fail('nginx is not installed'));
      return;
    }
    const fronts: Front[] = [];
    afterEach(async () => {
      for (const front of fronts.splice(0)) await front.stop();
    });
    define(async (setup, options) => {
      const front = await startFront(program, setup, options);
      fronts.push(front);
      return front;
    });
  });
}

async function startFront(
  program: string,
  setup: Setup,
  { asksForPassage = false, workers = 1, ...options }: FrontOptions = {},
): Promise<Front> {
  const backends = Array.from({ length: workers }, () =>
    createInstantBackend({ pace: instantPace, ...options }),
  );
  const servers = backends.map((backend) =>
    createServer({ backend: asksForPassage ? backend : withoutHint(backend) }),
  );
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  const nginx = await startNginx(program, (port) => setup(port, ports));
  const [first = createInstantBackend()] = backends;
  return {
    url: nginx.url,
    backend: {
      routes: first.routes,
      get running() {
        return first.running;
      },
      knows: (pathname) => first.knows(pathname),
      fetch: (request) => forward(request, nginx.url),
    },
    async stop() {
      await nginx.stop();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** The nginx settings of docs/deployment.md, with the test's ports and time, and maybe one line more. */
export function documented(readTimeout = '1h', inUpstream = ''): Setup {
  const text = readFileSync(new URL('../../docs/deployment.md', import.meta.url), 'utf8');
  const [, settings = ''] = /```nginx\n(.*?)```/s.exec(text) ?? [];
  return (port, backends) => {
    const servers = backends.map((backend) => `server 127.0.0.1:${backend};`);
    const changes = [
      ['listen 80;', `listen 127.0.0.1:${port};`],
      ['server 127.0.0.1:8000;', [inUpstream, ...servers].join('\n')],
      ['proxy_read_timeout 1h;', `proxy_read_timeout ${readTimeout};`],
    ] as const;
    return changes.reduce((before, [from, to]) => {
      if (before.split(from).length === 2) return before.replace(from, to);
      throw new Error(`Expected "${from}" once in docs/deployment.md, got: ${before}`);
    }, settings);
  };
}

/** The least that makes nginx a proxy; gzip as Debian sets it. */
export function byDefault(readTimeout = '60s'): Setup {
  return (port, [backend]) => `
    gzip on;
    server {
      listen 127.0.0.1:${port};
      location / {
        proxy_pass http://127.0.0.1:${backend};
        proxy_read_timeout ${readTimeout};
      }
    }`;
}

function withoutHint(backend: Backend): Backend {
  return {
    ...backend,
    async fetch(request) {
      const response = await backend.fetch(request);
      if (response.type !== 'error') response.headers.delete('X-Accel-Buffering');
      return response;
    },
  };
}

async function forward(request: Request, origin: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const { method, headers, signal } = request;
  const body = method === 'GET' ? {} : { body: await request.text() };
  return fetch(origin + pathname + search, { method, headers, signal, ...body });
}
