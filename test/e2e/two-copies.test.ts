// Two copies of the library on a page, as when a page has one and a script of somebody else brings another.
import { expect, fixture, html } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import { followChat } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createOwnBackend } from '../support/own-backend.js';
import { conversationOf } from '../support/screen.js';

const question = 'What is the weather in Tokyo?';
const conversation = [`You: ${question}`, 'Assistant: It is 18 °C and clear in Tokyo.'];

describe('two copies of the library', () => {
  it('leave each tag to the one that came first, and share a session', async () => {
    const endpoint = `${createOwnBackend().url}/message`;
    const first = await openLiveChat({ endpoint, dialect: 'assistant-status' });
    const { SseChat: Other } = await import('../../src/index.js');
    await import('../../src/ui/define.js');
    expect(first.chat).to.not.be.instanceOf(Other);
    customElements.define('other-chat', class extends Other {});
    const other = await fixture<SseChat>(
      html`<other-chat .session=${first.chat.session}></other-chat>`,
    );
    await followChat(other).ask(question);
    expect([conversationOf(first.chat), conversationOf(other)]).to.deep.equal([
      conversation,
      conversation,
    ]);
  });

  it('find the sources of each other', async () => {
    const endpoint = `${createOwnBackend().url}/message`;
    const { chat } = await openLiveChat({ endpoint, dialect: 'assistant-status' });
    chat.id = 'first';
    const other = await fixture<SseChat>(html`<other-chat for="first"></other-chat>`);
    expect(other.session).to.equal(chat.session);
    expect(other.session).to.not.equal(undefined);
  });
});
