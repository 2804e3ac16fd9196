// Elements in registries of a page's own. Chromium is the one of the three that has them.
import { expect } from '@open-wc/testing';
import { defineElements, SseChat, SseSource, type Session } from '../../src/index.js';
import { deepElements, openChat } from '../support/open-chat.js';
import { nextFrame } from '../support/until.js';

/** A session in which everything is shown that a conversation has. */
async function openSession(): Promise<Session> {
  const { chat, ask, push } = await openChat();
  const stream = await ask('Hello');
  await push(stream, { content: 'Good *morning*', role: 'assistant', done: false });
  if (!chat.session) throw new Error('Expected a session');
  return chat.session;
}

/** Puts an element of a registry into a tree of that registry. */
function place(customElementRegistry: CustomElementRegistry, tag: string): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open', customElementRegistry });
  return root.appendChild(document.createElement(tag, { customElementRegistry }));
}

const ours = (chat: Element): Element[] =>
  deepElements(chat, '*').filter(({ localName }) => localName.startsWith('sse-'));

describe('a chat in a registry of its own', () => {
  it('takes what is in it from there, and registers what is missing', async () => {
    const session = await openSession();
    const registry = new CustomElementRegistry();
    registry.define('my-chat', class extends SseChat {});
    const chat = place(registry, 'my-chat') as SseChat;
    chat.session = session;
    await chat.updateComplete;
    await nextFrame();
    const inner = ours(chat);
    expect(inner.map(({ localName }) => localName)).to.include.members([
      ...['sse-composer', 'sse-checkpoint', 'sse-connection', 'sse-message', 'sse-markdown'],
    ]);
    expect(inner.filter((each) => each.customElementRegistry !== registry)).to.eql([]);
    expect(inner.filter((each) => !each.matches(':defined'))).to.eql([]);
  });

  it('leaves in it what the page has registered there', async () => {
    class Other extends HTMLElement {}
    const registry = new CustomElementRegistry();
    registry.define('sse-composer', Other);
    defineElements(registry);
    const chat = place(registry, 'sse-chat') as SseChat;
    await chat.updateComplete;
    expect(chat).to.be.instanceOf(SseChat);
    expect(deepElements(chat, 'sse-composer')[0]).to.be.instanceOf(Other);
  });

  it('finds a source that its registry knows later', async () => {
    const session = await openSession();
    const registry = new CustomElementRegistry();
    registry.define('my-chat', class extends SseChat {});
    const source = place(registry, 'my-source') as SseSource;
    source.id = 'late';
    const chat = document.createElement('my-chat', { customElementRegistry: registry });
    chat.setAttribute('for', 'late');
    source.after(chat);
    registry.define('my-source', class extends SseSource {});
    source.session = session;
    await nextFrame();
    expect((chat as SseChat).session).to.equal(session);
  });
});
