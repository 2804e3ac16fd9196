// Texts of a hostile server in every place where a text can stand: names, titles, arguments, results, errors, figures,
// questions. What is drawn of them is text.
import { expect } from '@open-wc/testing';
import { loadExfiltrations } from '../../support/corpus.js';
import { createEventDialect, encode, ok } from '../../support/event-dialect.js';
import { countRuns, findHarm, foreignRequests, watchHarm } from '../../support/harmless.js';
import { hostileEvents } from '../../support/hostile-run.js';
import { deepElements, deepText, openChat, type OpenChat } from '../../support/open-chat.js';
import { xssPayloads } from '../../support/xss-payloads.js';

async function openAnything(): Promise<OpenChat> {
  const open = await openChat({ 'show-tool-args': '', 'status-interval': '0' });
  open.chat.dialect = createEventDialect();
  await open.chat.updateComplete;
  return open;
}

/** Has a server say each of the texts wherever it can, some of it in pieces; tells what was harmful. */
async function play(texts: readonly string[]): Promise<string[]> {
  const { ask, chat, drawn } = await openAnything();
  const stopWatching = watchHarm(chat.renderRoot);
  const stream = await ask(texts.join('\n').slice(0, 9_000));
  texts.forEach((text, at) => stream.push(encode(...hostileEvents(text, String(at)))));
  await drawn();
  for (const details of deepElements(chat, 'details')) details.setAttribute('open', '');
  for (const button of deepElements(chat, 'button[aria-expanded]')) (button as HTMLElement).click();
  await drawn();
  const harm = [...findHarm(chat.renderRoot as ShadowRoot), ...stopWatching()];
  stream.push(encode(ok));
  stream.end();
  await drawn();
  expect(deepText(chat)).to.include(texts.at(-1)?.slice(0, 5).trim());
  return [...harm, ...findHarm(chat.renderRoot as ShadowRoot)];
}

function inBatches<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

describe('Names, arguments and errors of a hostile server', () => {
  let counter: ReturnType<typeof countRuns>;
  beforeEach(() => (counter = countRuns()));
  afterEach(() => counter.stop());

  for (const [family, payloads] of Object.entries(xssPayloads)) {
    it(`run nothing and make nothing that could run of ${family}`, async () => {
      for (const batch of inBatches(payloads, 60)) expect(await play(batch)).to.deep.equal([]);
      expect(counter.runs).to.equal(0);
    });
  }

  it('request nothing', async () => {
    const before = foreignRequests();
    const texts = (await loadExfiltrations()).map(([, text]) => text);
    for (const batch of inBatches(texts, 20)) expect(await play(batch)).to.deep.equal([]);
    expect(foreignRequests()).to.deep.equal(before);
  });
});
