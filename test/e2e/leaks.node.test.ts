// Nothing that a server says makes a browser ask anybody but that server: not by drawing it, not when it is hovered over,
// scrolled through and focused. What counts is the log of the browser's own network, in which look-ups stand, too.
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { reportAbsent } from '../../tools/absent.js';
import { findBrowser } from '../../tools/browsers.mjs';
import { cdnFile } from '../../tools/built-files.js';
import { loadExfiltrations } from '../support/corpus.js';
import { startLeakingServer, type LeakingServer } from '../support/leaking-server.js';
import { logNetwork } from '../support/network-log.js';

/** Waits in the page until two frames are drawn. */
const draw = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Has a conversation, and touches all of it; tells how many links the mouse was moved to. */
async function read(page: Page, { url }: LeakingServer): Promise<number> {
  await page.goto(url);
  await page.evaluate(async () => {
    const chat = document.querySelector('sse-chat');
    await chat?.send('What do you know of me?');
  });
  await page.evaluate(draw);
  await page.keyboard.press('Escape');
  for (let step = 0; step < 40; step += 1) {
    await page.mouse.move(150 + (step % 5) * 140, 60 + (step % 7) * 70);
    await page.mouse.wheel({ deltaY: step < 20 ? -400 : 400 });
    await page.keyboard.press('Tab');
  }
  await page.evaluate(touchAll);
  let links = 0;
  for (let at = 0; at < 8; at += 1) {
    const place = await page.evaluate(placeOfLink, at);
    if (!place) break;
    links += 1;
    await page.mouse.move(...place, { steps: 3 });
    await page.evaluate(draw);
  }
  await page.evaluate(draw);
  return links;
}

/** In the page: opens what is folded, and hovers over and focuses everything, through shadow roots. */
function touchAll(): void {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element instanceof HTMLDetailsElement) element.open = true;
      for (const name of ['pointerover', 'mouseover', 'mouseenter', 'touchstart']) {
        element.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
      }
      if (element.matches('a, summary')) element.focus();
      if (element.matches('a')) element.scrollIntoView();
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
}

/** In the page: brings a link of an answer into sight; tells where its middle is. */
function placeOfLink(at: number): [x: number, y: number] | undefined {
  const chat = document.querySelector('sse-chat')?.shadowRoot;
  const link = chat?.querySelectorAll('sse-markdown a').item(at);
  link?.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = link?.getBoundingClientRect() ?? {};
  if (!left || !top || !width || !height) return undefined;
  return [left + width / 2, top + height / 2];
}

describe('What a browser asks the network for', () => {
  const chromium = findBrowser('chromium')?.path;
  if (chromium === undefined) {
    if (reportAbsent('chromium')) it('is tested', () => expect.fail('Chromium is not installed'));
    return;
  }
  const strangers = (names: readonly string[]): string[] =>
    names.filter((name) => !name.includes('127.0.0.1'));

  before(() => cdnFile.ensure());

  it('is the endpoint alone, whatever the server says', async () => {
    const texts = (await loadExfiltrations()).map(([, text]) => text);
    const server = await startLeakingServer(texts);
    let links = 0;
    const look = async (page: Page): Promise<void> => void (links = await read(page, server));
    const { urls, hosts } = await logNetwork(chromium, look).finally(server.close);
    expect(links).to.be.above(0);
    expect([strangers(urls), strangers(hosts)]).to.deep.equal([[], []]);
    expect(server.requests).to.deep.equal([
      ...['GET /', 'GET /dist/cdn/sse-elements.js', 'POST /ask'],
    ]);
  });

  it('would show an image, a look-up and a connection in advance', async () => {
    const leaks = `
      <img src="http://image.invalid/x" alt="" />
      <link rel="dns-prefetch" href="//look-up.invalid" />
      <link rel="preconnect" href="https://connection.invalid" />`;
    const server = await startLeakingServer([], leaks);
    const { urls, hosts } = await logNetwork(chromium, async (page) => {
      await read(page, server);
    }).finally(server.close);
    const found = [...strangers(urls), ...strangers(hosts)].join(' ');
    for (const name of ['image', 'look-up', 'connection']) expect(found).to.include(name);
  });
});
