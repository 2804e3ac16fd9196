// Whatever comes first: the tag, what is set on it, or the script; and whatever the tag is called.
import { expect } from '@open-wc/testing';
import type { SseChat, SseSource } from '../../src/index.js';
import { openPage } from '../support/open-page.js';
import { createOwnBackend } from '../support/own-backend.js';
import { conversationOf, write } from '../support/screen.js';
import { until } from '../support/until.js';

const question = 'What is the weather in Tokyo?';
const conversation = [`You: ${question}`, 'Assistant: It is 18 °C and clear in Tokyo.'];

interface LatePage {
  readonly document: Document;
  readonly elements: CustomElementRegistry;
  /** Loads the library. */
  load(): Promise<void>;
}

async function openLate(): Promise<LatePage> {
  const { document: page } = await openPage('late', createOwnBackend());
  const view = page.defaultView;
  if (!view) throw new Error('Expected a page');
  const load = (): Promise<void> =>
    new Promise((resolve) => {
      const script = page.createElement('script');
      script.src = 'dist/cdn/sse-elements.js';
      script.addEventListener('load', () => resolve());
      page.head.append(script);
    });
  return { document: page, elements: view.customElements, load };
}

/** Has a conversation, and waits until it is as it should be. */
async function assertAnswers(chat: Element): Promise<void> {
  await (chat as SseChat).updateComplete;
  await write(chat, question);
  await until('the answer', () => conversationOf(chat).join() === conversation.join());
}

describe('a chat', () => {
  it('takes properties that were set before it was defined, functions among them', async () => {
    const { document: page, load } = await openLate();
    const chat = page.createElement('sse-chat');
    let asked = 0;
    const headers = (): HeadersInit => {
      asked += 1;
      return { 'X-Test': 'yes' };
    };
    Object.assign(chat, { endpoint: 'message', dialect: 'assistant-status', headers });
    page.body.append(chat);
    await load();
    await assertAnswers(chat);
    expect([asked, chat.headers]).to.deep.equal([1, headers]);
  });

  it('takes attributes that were set before it was attached, and after', async () => {
    const { document: page, load } = await openLate();
    await load();
    const chat = page.createElement('sse-chat');
    chat.setAttribute('dialect', 'assistant-status');
    page.body.append(chat);
    chat.setAttribute('endpoint', 'message');
    await assertAnswers(chat);
  });

  it('finds what it names before that is there, or defined', async () => {
    const { document: page, load } = await openLate();
    const chat = page.createElement('sse-chat');
    chat.setAttribute('for', 'agent');
    page.body.append(chat);
    await load();
    const source: SseSource = page.createElement('sse-source');
    Object.assign(source, { id: 'agent', endpoint: 'message', dialect: 'assistant-status' });
    page.body.append(source);
    await assertAnswers(chat);
  });

  it('goes on with its conversation when it is moved', async () => {
    const { document: page, load } = await openLate();
    await load();
    const chat = page.createElement('sse-chat');
    Object.assign(chat, { endpoint: 'message', dialect: 'assistant-status' });
    page.body.append(chat);
    await assertAnswers(chat);
    const { session } = chat;
    page.body.append(page.createElement('section'));
    page.querySelector('section')?.append(chat);
    await chat.updateComplete;
    expect(chat.session).to.equal(session);
    expect(conversationOf(chat)).to.deep.equal(conversation);
  });

  it('answers under another name', async () => {
    const { document: page, elements, load } = await openLate();
    await load();
    const Chat = elements.get('sse-chat') as typeof SseChat;
    elements.define('acme-chat', class extends Chat {});
    const chat = page.createElement('acme-chat');
    Object.assign(chat, { endpoint: 'message', dialect: 'assistant-status' });
    page.body.append(chat);
    await assertAnswers(chat);
  });

  it('answers where it is defined by a registry of its own, in browsers that have them', async () => {
    const { document: page, elements, load } = await openLate();
    await load();
    const registry = createRegistry(page);
    const Chat = elements.get('sse-chat') as typeof SseChat;
    registry.define('my-chat', class extends Chat {});
    const box = page.createElement('div');
    page.body.append(box);
    const init = { mode: 'open', customElementRegistry: registry } as const;
    const root = box.attachShadow(init);
    const chat = root.appendChild(registry.create('my-chat'));
    Object.assign(chat, { endpoint: 'message', dialect: 'assistant-status' });
    await assertAnswers(chat);
  });
});

interface OwnRegistry {
  define(tag: string, element: CustomElementConstructor): void;
  create(tag: string): Element;
}

/** A registry of its own; where the browser has none, the page's. */
function createRegistry(page: Document): OwnRegistry & CustomElementRegistry {
  const view = page.defaultView;
  if (!view) throw new Error('Expected a page');
  const { CustomElementRegistry: Registry, customElements: shared } = view;
  const create = (options?: object) => (tag: string) => page.createElement(tag, options);
  try {
    const customElementRegistry = new Registry();
    return Object.assign(customElementRegistry, { create: create({ customElementRegistry }) });
  } catch {
    return Object.assign(shared, { create: create() }); // not to be made, as in WebKitGTK
  }
}
