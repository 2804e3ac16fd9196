// Pages in tabs of their own, as a person opens them: nothing jumps, nothing is complained of, nobody else is asked.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'puppeteer-core';
import { createHandler } from '../../demo/backend/node-server.js';
import { createRealPace } from '../../demo/backend/index.js';
import { reportAbsent } from '../../tools/absent.js';
import { findBrowser } from '../../tools/browsers.mjs';
import { cdnFile, demoPages, sitePages } from '../../tools/built-files.js';
import { integrityOf } from '../../tools/integrity.js';
import { launchChromium } from '../../tools/launch-chromium.js';
import { visit, type Visit, type VisitOptions } from '../support/visit.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const demos = [
  'index',
  'agent-chat',
  'assistant-status',
  'iterative-planning',
  'operation-progress',
  'shared',
  'thinking-feed',
];

/** One page of each kind. */
const kinds = [
  'index',
  'guides/start',
  'guides/theming',
  'elements/sse-chat',
  'elements/sse-markdown',
  'dialects/agent-chat',
  'frameworks/react-19',
];

/** Pages with an example that is made of other elements. */
const demoed = ['source', 'thinking', 'progress', 'checkpoint'].map(
  (name) => `elements/sse-${name}`,
);

/** The share of the window that a shift must move for a person to see it; a bar that is redrawn moves by 0.00002. */
const VISIBLE = 0.001;

describe('whole pages', () => {
  if (findBrowser('chromium') === undefined) {
    if (reportAbsent('chromium')) it('are tested', () => expect.fail('Chromium is not installed'));
    return;
  }
  let browser: Browser | undefined;
  let server: Server;
  let url = '';

  before(async function prepare() {
    this.timeout(120_000);
    for (const files of [cdnFile, demoPages, sitePages]) await files.ensure();
    const statics = [`${root}dist`, `${root}examples/html`, `${root}dist/cdn`];
    server = createServer(createHandler({ pace: createRealPace(50), static: statics }));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  });

  async function open(path: string, options?: VisitOptions): Promise<Visit> {
    if (!browser) throw new Error('Expected Chromium');
    return visit(browser, `${url}/${path}`, options);
  }

  it('answer with three lines and a static server', async () => {
    const { page, complaints, strangers } = await open('three-lines.html');
    await page.locator('::-p-aria(Message[role="textbox"])').fill('What is the weather in Tokyo?');
    await page.keyboard.press('Enter');
    await page.locator('::-p-text(and clear in Tokyo)').wait();
    // A browser looks for an icon by itself.
    expect(complaints.filter((text) => !text.includes('404'))).to.eql([]);
    expect(strangers).to.eql([]);
  });

  for (const name of demos) {
    it(`neither jump nor complain when elements are upgraded: the demo's ${name}`, async () => {
      const { page, complaints, strangers, shifts } = await open(`demo/${name}.html`);
      await page.waitForSelector('sse-chat:defined');
      expect(await shifts()).to.be.below(VISIBLE);
      expect(complaints).to.eql([]);
      expect(strangers).to.eql([]);
      await page.close();
    });
  }

  for (const path of [...kinds, ...demoed].map((name) => `${name}.html`)) {
    it(`neither jump nor complain under the strict policy: the site's ${path}`, async () => {
      const { page, complaints, strangers, shifts } = await open(`site/${path}`);
      await page.waitForFunction(() => document.querySelector('[data-live][inert]') === null);
      expect(await shifts()).to.be.below(VISIBLE);
      expect(complaints).to.eql([]);
      expect(strangers).to.eql([]);
      await page.close();
    });
  }

  it('answer on the site, whatever it lies below', async () => {
    const { page, complaints } = await open('site/dialects/assistant-status.html?speed=50');
    await page.waitForFunction(() => document.querySelector('[data-live][inert]') === null);
    await page.locator('[data-say]').click();
    await page.locator('::-p-text(and clear in Tokyo)').wait();
    expect(complaints).to.eql([]);
  });

  it('say the integrity of the file that they run', () => {
    const integrity = integrityOf(readFileSync(root + cdnFile.path, 'utf8'));
    const page = readFileSync(`${root}dist/site/guides/start.html`, 'utf8');
    expect(page).to.contain(`sse-elements.js" integrity="${integrity}"`);
    expect(page.split(integrity)).to.have.length(3);
    expect(readFileSync(`${root}dist/site/sse-elements.js`, 'utf8')).to.equal(
      readFileSync(root + cdnFile.path, 'utf8'),
    );
  });

  for (const kind of kinds) {
    for (const options of [{ isDark: false }, { isDark: true, width: 360 }]) {
      it(`are accessible: ${kind}, ${options.isDark ? 'narrow and dark' : 'wide and light'}`, async () => {
        const { page, violations } = await open(`site/${kind}.html`, options);
        await page.waitForFunction(() => document.querySelector('[data-live][inert]') === null);
        expect(await violations()).to.eql([]);
        const isTooWide = await page.evaluate(
          () => document.documentElement.scrollWidth > innerWidth,
        );
        expect(isTooWide).to.equal(false);
        await page.close();
      });
    }
  }
});
