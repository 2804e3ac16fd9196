// Serves each test file as one module. Firefox takes it: Puppeteer hears of each request of a page, some hundred, in detail.
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import { replacedPackages } from './parser-data.js';
import { pageFile } from './test-pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Test files as the browser asks for them. */
const tests = /^\/test\/.*\.test\.ts$/;

const asServed: Plugin = {
  name: 'as-served',
  setup(bundle) {
    // What the test runner itself serves.
    bundle.onResolve({ filter: /^\/__web/ }, ({ path }) => ({ path, external: true }));
    bundle.onResolve({ filter: replacedPackages }, () => ({
      path: `${root}src/ui/markdown/parser-data.ts`,
    }));
    // Where each file lies is where it would have been served from.
    bundle.onLoad({ filter: /\/test\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const url = `new URL("/${relative(root, path)}", location.href).href`;
      return { contents: text.replaceAll('import.meta.url', `(${url})`), loader: 'ts' };
    });
  },
};

export const bundledTests: TestRunnerPlugin = {
  name: 'bundled-tests',
  async serve({ path }) {
    if (!tests.test(path) && !pageFile.test(path)) return undefined;
    const { outputFiles } = await build({
      entryPoints: [root + path.slice(1)],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      conditions: ['browser', 'development'],
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [asServed],
    });
    return { body: outputFiles[0]?.text ?? '', type: 'js' };
  },
};
