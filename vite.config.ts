// Four things are made here; the types beside the library come from tsc (tsconfig.build.json).
//   vite build               the library: one entry for each public module, in dist/
//   vite build --mode cdn    one script with everything: dist/cdn/sse-elements.js
//   vite build --mode demo   the demo as static files: dist/demo/
//   vite build --mode site   the documentation as static files: dist/site/
//   vite                     serves the demo, with its Node backend under /node
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { documentation } from './site/plugin.js';
import { alikeTogether } from './tools/alike-together.js';
import { demoBackend, mockServiceWorker } from './tools/demo-server.js';
import { printIntegrity } from './tools/integrity.js';
import { minifyCss } from './tools/minify-css.js';
import { minifyMore } from './tools/minify-more.js';
import { parserDataAlias } from './tools/parser-data.js';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig(({ command, mode }) => {
  if (mode === 'site') return site();
  if (command === 'serve' || mode === 'demo') return demo();
  return mode === 'cdn' ? cdn() : library();
});

function library(): UserConfig {
  const { exports, dependencies, peerDependencies } = JSON.parse(
    readFileSync(`${root}package.json`, 'utf8'),
  ) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  const others = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  // What package.json exports is what is built: `./dist/ui/chat/chat.js` from `src/ui/chat/chat.ts`. Angular's has a tool.
  const modules = Object.values(exports)
    .flatMap((entry) => (typeof entry === 'string' ? [] : [entry.default]))
    .filter((path) => /^\.\/dist\/(?!angular\/)/.test(path))
    .map((path) => path.replace('./dist/', '').replace(/\.js$/, ''))
    .flatMap((name) => (name.includes('*') ? modulesIn(name.replace('/*', '')) : [name]));
  return {
    plugins: [minifyCss()],
    resolve: { alias: parserDataAlias },
    build: {
      target: 'es2022',
      sourcemap: true,
      minify: false,
      outDir: 'dist',
      emptyOutDir: false,
      // As a library, so that an import on demand stays what it is.
      lib: {
        entry: Object.fromEntries(modules.map((name) => [name, `${root}src/${name}.ts`])),
        formats: ['es'],
      },
      rolldownOptions: {
        external: others.map((name) => new RegExp(`^${name}(/|$)`)),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
      },
    },
  };
}

/** The modules of a folder that its index imports by value: each dialect, not what they share. */
function modulesIn(folder: string): string[] {
  const index = readFileSync(`${root}src/${folder}/index.ts`, 'utf8');
  return [...index.matchAll(/^import \{.*\} from '\.\/([\w-]+)\.js';$/gm)].map(
    ([, name]) => `${folder}/${name}`,
  );
}

function cdn(): UserConfig {
  return {
    plugins: [
      alikeTogether(),
      minifyCss(),
      minifyMore(),
      printIntegrity('dist/cdn/sse-elements.js'),
    ],
    resolve: { alias: parserDataAlias },
    build: {
      target: 'es2022',
      sourcemap: true,
      outDir: 'dist/cdn',
      // It exports nothing, so the same file works with and without type="module".
      rolldownOptions: {
        input: `${root}src/ui/define.ts`,
        output: {
          format: 'iife',
          entryFileNames: 'sse-elements.js',
          // A second script on the page runs nothing: Lit's policy of Trusted Types can be made once only.
          banner: 'customElements.get("sse-chat")||',
        },
        // Minifying twice takes its time.
        checks: { pluginTimings: false },
      },
    },
  };
}

function demo(): UserConfig {
  const pages = readdirSync(`${root}demo`).filter((name) => name.endsWith('.html'));
  return {
    root: `${root}demo`,
    // Relative addresses: the demo can be put anywhere.
    base: './',
    resolve: { alias: parserDataAlias },
    plugins: [mockServiceWorker(), demoBackend()],
    build: {
      target: 'es2022',
      outDir: `${root}dist/demo`,
      emptyOutDir: true,
      rolldownOptions: { input: pages.map((name) => `${root}demo/${name}`) },
    },
  };
}

function site(): UserConfig {
  return {
    root: `${root}site`,
    base: './',
    // Of its own: the demo may be served at the same time, and each would take the other's for outdated.
    cacheDir: `${root}node_modules/.vite/site`,
    // No page to be read leads to these.
    optimizeDeps: { entries: ['client/*.ts'] },
    appType: 'custom',
    publicDir: false,
    resolve: { alias: parserDataAlias },
    plugins: [mockServiceWorker(), documentation()],
    build: {
      target: 'es2022',
      outDir: `${root}dist/site`,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: {
        input: `${root}site/client/main.ts`,
        // Waiting for the library to be built takes its time.
        checks: { pluginTimings: false },
      },
    },
  };
}
