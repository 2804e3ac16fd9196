// What the demo needs besides its own files: the real backend while developing, and MSW's worker.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { Handler } from './test-backends.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const workerName = 'mockServiceWorker.js';

/** Answers `/node/…` with demo/backend/node-server.ts, prefix stripped (`/backend` are its modules). */
export function demoBackend(): Plugin {
  return {
    name: 'demo-backend',
    apply: 'serve',
    configureServer(server) {
      // A backend lives as long as its module: Vite loads it anew when a file of it changes.
      const handlers = new WeakMap<object, Handler>();
      const load = async (): Promise<Handler> => {
        const module = await server.ssrLoadModule(`${root}demo/backend/node-server.ts`);
        const handler: Handler = handlers.get(module) ?? module['createHandler']();
        handlers.set(module, handler);
        return handler;
      };
      server.middlewares.use('/node', (request, response, next) => {
        load().then((handler) => handler(request, response), next);
      });
    },
  };
}

/** Puts MSW's service worker beside the pages, from the version that is installed. */
export function mockServiceWorker(): Plugin {
  const source = (): string => readFileSync(`${root}node_modules/msw/lib/${workerName}`, 'utf8');
  return {
    name: 'mock-service-worker',
    configureServer(server) {
      server.middlewares.use(`/${workerName}`, (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript').end(source());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: workerName, source: source() });
    },
  };
}
