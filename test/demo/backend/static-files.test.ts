import { expect } from 'chai';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from '../../../demo/backend/node-server.js';
import { instantPace } from '../../../demo/backend/pace.js';
import { serveStatic } from '../../../demo/backend/static-files.js';

describe('serveStatic', () => {
  let folder = '';
  let root = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sse-elements-'));
    root = join(folder, 'site');
    await mkdir(join(root, 'pages'), { recursive: true });
    await mkdir(join(folder, 'site-secret'));
    await mkdir(join(folder, 'more'));
    await writeFile(join(root, 'index.html'), '<p>start</p>');
    await writeFile(join(root, 'pages', 'index.html'), '<p>pages</p>');
    await writeFile(join(root, 'pages', 'my page.js'), 'export {};');
    await writeFile(join(root, '.env'), 'SECRET=1');
    await writeFile(join(folder, 'more', 'extra.css'), 'p {}');
    await writeFile(join(folder, 'outside.txt'), 'outside');
    await writeFile(join(folder, 'site-secret', 'key.txt'), 'key');
    await symlink(join(folder, 'outside.txt'), join(root, 'link.txt'));
  });

  after(() => rm(folder, { recursive: true }));

  it('serves files with their type, and the index of a directory', async () => {
    const start = await serveStatic([root], '/');
    expect(start?.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(await start?.text()).to.equal('<p>start</p>');
    expect(await (await serveStatic([root], '/pages'))?.text()).to.equal('<p>pages</p>');
    const script = await serveStatic([root], '/pages/my%20page.js');
    expect(script?.headers.get('content-type')).to.equal('text/javascript; charset=utf-8');
  });

  it('takes the first directory that has the file', async () => {
    const style = await serveStatic([root, join(folder, 'more')], '/extra.css');
    expect(await style?.text()).to.equal('p {}');
  });

  for (const path of [
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/..%5coutside.txt',
    '/pages/../../outside.txt',
    '/../site-secret/key.txt',
    '/link.txt',
    '/.env',
    '/%00',
    '/%',
    '/missing.html',
  ]) {
    it(`serves nothing for ${path}`, async () => {
      expect(await serveStatic([root], path)).to.equal(undefined);
    });
  }

  it('stands beside the backend on one server', async () => {
    const server = createServer({ pace: instantPace, static: root });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(await (await fetch(`${origin}/`)).text()).to.equal('<p>start</p>');
      const head = await fetch(`${origin}/index.html`, { method: 'HEAD' });
      expect([head.status, await head.text()]).to.deep.equal([200, '']);
      expect((await fetch(`${origin}/missing.html`)).status).to.equal(404);
      expect((await fetch(`${origin}/message`)).status).to.equal(405);
      const init = { method: 'POST', body: JSON.stringify({ content: 'Hello' }) };
      const answer = await fetch(`${origin}/message`, init);
      expect(await answer.text()).to.include('event: done');
    } finally {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });
});
