// The documentation as a Vite plugin: pages are made of the manifest and the Markdown of the project when they are
// asked for, and all of them when the site is built. Addresses are relative, so that it can lie anywhere.
import { readdirSync } from 'node:fs';
import type { Plugin } from 'vite';
import { cdnFile } from '../tools/built-files.js';
import { integrityOf } from '../tools/integrity.js';
import type { Assets } from './layout.js';
import { filesRead, readProjectFile } from './markdown.js';
import { pages, renderSitePage } from './site.js';

const developing: Assets = {
  ...{ style: 'client/site.css', main: 'client/main.ts', library: 'client/library.ts' },
};

/** What the site has beside its pages, from where. */
const files: Readonly<Record<string, string>> = {
  'icon.svg': 'demo/public/icon.svg',
  'scheme.js': 'site/client/scheme.js',
  'custom-elements.json': 'custom-elements.json',
  ...Object.fromEntries(
    readdirSync(new URL('../themes', import.meta.url)).map((name) => [
      `themes/${name}`,
      `themes/${name}`,
    ]),
  ),
};

export function documentation(): Plugin {
  return {
    name: 'documentation',
    configureServer(server) {
      // Pages are partly made when the modules are loaded, so those are loaded anew.
      server.watcher.add([...filesRead]).on('change', (file) => {
        if (filesRead.has(file)) void server.restart();
      });
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const path = pathname === '/' ? 'index.html' : pathname.slice(1);
        const page = pages.find((candidate) => candidate.path === path);
        const file = files[path];
        if (page) {
          server
            .transformIndexHtml(pathname, renderSitePage(page, developing))
            .then((text) => response.setHeader('Content-Type', 'text/html').end(text), next);
        } else if (file === undefined) next();
        else {
          if (path.endsWith('.svg')) response.setHeader('Content-Type', 'image/svg+xml');
          if (path.endsWith('.css')) response.setHeader('Content-Type', 'text/css');
          if (path.endsWith('.js')) response.setHeader('Content-Type', 'text/javascript');
          response.end(readProjectFile(file));
        }
      });
    },
    buildStart() {
      // What has been read so far is what is read again.
      for (const file of filesRead) this.addWatchFile(file);
    },
    async generateBundle(_options, bundle) {
      await cdnFile.ensure();
      const emit = (fileName: string, source: string): void => {
        this.emitFile({ type: 'asset', fileName, source });
      };
      const main = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
      if (!main) throw new Error('Expected an entry for the script of the site');
      const library = readProjectFile(cdnFile.path);
      const assets: Assets = {
        main: main.fileName,
        style: 'assets/site.css',
        library: 'sse-elements.js',
        integrity: integrityOf(library),
      };
      emit(assets.style, readProjectFile('site/client/site.css'));
      emit(assets.library, library);
      emit(`${assets.library}.map`, readProjectFile(`${cdnFile.path}.map`));
      for (const [name, path] of Object.entries(files)) emit(name, readProjectFile(path));
      for (const page of pages) emit(page.path, renderSitePage(page, assets));
    },
  };
}
