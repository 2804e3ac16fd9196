// What a browser test is served with: TypeScript, MSW's worker, what Vite builds and the demo's real Node backend.
import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import type { TestRunnerCoreConfig } from '@web/test-runner-core';
import { commandsPlugin } from './browser-commands.js';
import { replacedPackages } from './parser-data.js';
import { cdnFile, demoPages } from './built-files.js';
import { serveStrictly } from './strict-policy.js';
import { createOwnBackends, createSharedBackend, type Handler } from './test-backends.js';
import { createFaultHandler, startFaultServer } from '../test/support/fault-server/fault-server.js';

type Middleware = NonNullable<TestRunnerCoreConfig['middleware']>[number];

export const root = fileURLToPath(new URL('..', import.meta.url));

export const plugins = [
  // A fixed target: the automatic one does not know WebKitGTK and would compile away classes.
  esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}tsconfig.json` }),
  commandsPlugin,
  {
    name: 'parser-data',
    resolveImport: ({ source }: { source: string }) =>
      replacedPackages.test(source) ? '/src/ui/markdown/parser-data.ts' : undefined,
  },
];

/** The middleware of the test server; its backends begin without any state. */
export function createMiddleware(): Middleware[] {
  const faults = createFaultHandler();
  return [
    keepModules,
    serveStrictly,
    serveWorker,
    serveRenderedPage,
    prepareBuiltFiles,
    serveBackend('/backend', createSharedBackend()),
    serveBackend('/own', createOwnBackends()),
    nameOtherOrigin(faults),
    serveBackend('/faults', faults),
  ];
}

/** Tells the address at which the fault server is another origin. Its side in tests is test/support/faults.ts. */
function nameOtherOrigin(faults: Handler): Middleware {
  const url = startFaultServer(faults);
  return async (context, next) => {
    if (context.path !== '/faults/-other-origin') return next();
    context.body = await url;
  };
}

/** Nothing changes while tests run: a browser need not ask again for each of some hundred modules with every page. */
const keepModules: Middleware = async (context, next) => {
  await next();
  if (!/^\/(src|test|node_modules)\/.*\.[jt]s$/.test(context.path) || context.status !== 200)
    return;
  context.set('Cache-Control', 'max-age=3600');
};

/** A service worker controls only what lies below its own address, so it must be served from the top. */
const serveWorker: Middleware = async (context, next) => {
  if (context.path !== '/mockServiceWorker.js') return next();
  context.type = 'text/javascript';
  context.body = createReadStream(`${root}node_modules/msw/lib/mockServiceWorker.js`);
};

/** It is not loaded before it is asked for: it brings all elements, and Lit as a server has it. */
const serveRenderedPage: Middleware = async (context, next) => {
  if (context.path !== '/rendered.html') return next();
  const { renderPage } = await import('./rendered-page.js');
  context.type = 'text/html';
  const isCdn = 'cdn' in context.query;
  context.body = await renderPage(isCdn ? `/${cdnFile.path}` : '/test/support/hydrate.ts');
};

/** Whoever asks for what is built, from whatever place, gets it made of the sources as they are. */
const prepareBuiltFiles: Middleware = async (context, next) => {
  if (context.path.endsWith(`/${cdnFile.path}`)) await cdnFile.ensure();
  if (context.path.includes(`/${dirname(demoPages.path)}/`)) await demoPages.ensure();
  return next();
};

/** What lies below a prefix is answered by a Node server over a real socket: same origin, real chunks. */
function serveBackend(prefix: string, handler: Handler): Middleware {
  return async (context, next) => {
    if (!context.path.startsWith(`${prefix}/`)) return next();
    context.respond = false;
    context.req.url = context.url.slice(prefix.length);
    context.res.statusCode = 200; // Koa starts with 404
    handler(context.req, context.res);
  };
}
