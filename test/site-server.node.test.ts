// The documentation as `npm run site:start` serves it while somebody writes it.
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { createServer, type ViteDevServer } from 'vite';
import { pages } from '../site/site.js';

describe('the documentation, while it is written', () => {
  let server: ViteDevServer;
  let origin = '';

  before(async () => {
    server = await createServer({
      configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
      mode: 'site',
      logLevel: 'silent',
      // What the scripts import is of no matter here.
      optimizeDeps: { noDiscovery: true, entries: [] },
      server: { host: '127.0.0.1', port: 0, ws: false, hmr: false },
    });
    await server.listen();
    const address = server.httpServer?.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });

  after(() => server.close());

  it('has every page', async () => {
    const answers = await Promise.all(pages.map(({ path }) => fetch(`${origin}/${path}`)));
    expect(answers.filter(({ status }) => status !== 200).map(({ url }) => url)).to.eql([]);
  });

  it('has every script, style and picture that its pages ask for', async () => {
    const page = `${origin}/guides/theming.html`;
    const text = await (await fetch(page)).text();
    const found = text.matchAll(/(?:<script[^>]* src|<link[^>]* href|<img[^>]* src)="([^"]+)"/g);
    const addresses = Array.from(found, ([, path = '']) => new URL(path, page).href);
    expect(addresses).to.include(`${origin}/client/library.ts`);
    const answers = await Promise.all(addresses.map((address) => fetch(address)));
    expect(answers.filter(({ status }) => status !== 200).map(({ url }) => url)).to.eql([]);
  });
});
