// A page that was drawn on a server is there before any script, and stays as it is when the scripts have come.
import { expect } from '@open-wc/testing';
import type { LiveChat } from '../support/live-chat.js';
import { openPage } from '../support/open-page.js';
import { conversationOf, deepElements } from '../support/screen.js';

interface Before {
  readonly log: Element;
  readonly box: DOMRect;
  readonly text: string;
}

async function open(query = ''): Promise<LiveChat & { readonly before: Before }> {
  const page = await openPage('rendered', { url: '' }, query);
  const chat = await page.chat();
  const { before } = page.document.defaultView as unknown as { readonly before: Before };
  return { ...chat, before };
}

describe('a chat that was drawn on a server', () => {
  it('is there before any script, with its composer', async () => {
    const { before } = await open();
    expect(before.log).to.have.property('role', 'log');
    expect(before.box.height).to.be.above(200);
  });

  it('is taken over as it is, in the same place and size', async () => {
    const { chat, before } = await open();
    const logs = deepElements(chat, '.log');
    expect([logs.length, logs[0] === before.log]).to.deep.equal([1, true]);
    expect(deepElements(chat, 'textarea')).to.have.length(1);
    expect(chat.getBoundingClientRect().toJSON()).to.deep.equal(before.box);
    expect(chat.querySelector('[slot=empty]')?.getBoundingClientRect().height).to.be.above(0);
  });

  it('answers, with the avatar that was there', async () => {
    const { chat, ask } = await open();
    await ask('What is the weather in Tokyo?');
    expect(deepElements(chat, '[part=avatar]').map((copy) => copy.textContent)).to.eql(['R']);
    const conversation = conversationOf(chat);
    expect(conversation[1]).to.equal('Assistant: R It is 18 °C and clear in Tokyo.');
  });
});

describe('a chat that was drawn on a server, with the file of one tag', () => {
  it('is drawn anew in its place, once, in the same size', async () => {
    const { chat, before } = await open('?cdn');
    const logs = deepElements(chat, '.log');
    expect([logs.length, logs[0] === before.log]).to.deep.equal([1, false]);
    expect(chat.getBoundingClientRect().toJSON()).to.deep.equal(before.box);
    const markdown = chat.ownerDocument.querySelector('sse-markdown:defined');
    expect(markdown?.shadowRoot?.querySelectorAll('p')).to.have.length(1);
  });

  it('answers', async () => {
    const { chat, ask } = await open('?cdn');
    await ask('What is the weather in Tokyo?');
    expect(conversationOf(chat)).to.have.length(2);
  });
});
