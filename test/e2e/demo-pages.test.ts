// The demo as static files: each page loads, sends, and gets an answer from the mock backend in its worker.
import { expect } from '@open-wc/testing';
import { decideOn, openDialog } from '../support/decide.js';
import { alertsOf } from '../support/live-chat.js';
import { openPage, type OpenPage } from '../support/open-page.js';
import { createOwnBackend } from '../support/own-backend.js';
import { deepElements, deepText } from '../support/screen.js';
import { until } from '../support/until.js';

/** What the answer to the first thing to say ends with. */
const pages: Readonly<Record<string, string>> = {
  'assistant-status': 'It is 18 °C and clear in Tokyo.',
  'agent-chat': 'Done: tomorrow at 14:00.',
  'thinking-feed': 'and no such delay.',
  'operation-progress': 'The export is missing',
};

const open = (name: string): Promise<OpenPage> =>
  openPage(`dist/demo/${name}`, createOwnBackend(), '?speed=20');

/** Presses the first thing to say. */
async function sayFirst(page: OpenPage): Promise<void> {
  await page.chat();
  page.document.querySelector<HTMLButtonElement>('.suggestions button')?.click();
}

after(async () => {
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
});

describe('the demo, built', () => {
  for (const [name, words] of Object.entries(pages)) {
    it(`answers on the page ${name}`, async () => {
      const page = await open(name);
      await sayFirst(page);
      await until('the answer', () => deepText(page.document).includes(words));
      expect(alertsOf(page.document.body)).to.eql([]);
    });
  }

  it('plans with a proposal and without a chat, and then with one', async () => {
    const page = await open('iterative-planning');
    await page.chat();
    const [source, chat] = ['sse-source', 'sse-chat'].map((tag) =>
      page.document.querySelector(tag),
    );
    if (!source || !chat) throw new Error('Expected both');
    for (let decisions = 0; decisions < 3; decisions += 1) await decideOn(source, 'Approve');
    await until('the end', () => deepText(source).includes('Finished'));
    await sayFirst(page);
    await decideOn(chat, 'Approve');
    await until('the plan', () => deepText(chat).includes('Hire a country lead'));
    expect(openDialog(page.document.body)?.open).to.equal(undefined);
  });

  it('shows one session in four places', async () => {
    const page = await open('shared');
    await sayFirst(page);
    const root = page.document.body;
    await until('the question', () => openDialog(root));
    expect(deepElements(root, '[role=progressbar]')).to.have.length(1);
    expect(deepElements(root, 'dialog[open]')).to.have.length(1);
    await decideOn(root, 'Approve');
    await until('the plan', () => deepText(root).includes('Hire a country lead'));
    const thinking = page.document.querySelector('sse-thinking') ?? root;
    await until('the end of the thinking', () => deepText(thinking).includes('Thinking finished'));
  });
});
