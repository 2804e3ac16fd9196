// A whole conversation without a pointer.
import { expect } from '@open-wc/testing';
import { press, type } from '../support/browser.js';
import { lastMessage } from '../support/live-chat.js';
import { typeMessage } from '../support/open-page.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { conversationOf, deepText, fieldOf, focusedElement } from '../support/screen.js';
import { agentAt } from '../support/systems.js';
import { until } from '../support/until.js';

/** What has the focus, by its name. */
function focused(): string {
  const element = focusedElement();
  return element?.getAttribute('aria-label') ?? (element ? deepText(element) : 'nothing');
}

/** The names of what the Tab key leads to from before the chat, up to the composer. */
async function tabThrough(chat: Element): Promise<string[]> {
  const names: string[] = [];
  const before = document.createElement('button');
  chat.before(before);
  before.focus();
  while (names.at(-1) !== 'Message' && names.length < 20) {
    await press('Tab');
    names.push(focused().replace(/ \d+\.\d s$/, ''));
  }
  return names;
}

describe('a chat by keyboard alone', () => {
  it('leads from the log through tools and Retry to the composer, and to its button', async () => {
    const { chat, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Create a todo for meeting tomorrow');
    await ask('Import my contacts');
    expect(await tabThrough(chat)).to.eql([
      'Conversation',
      'create_todo finished',
      'Copy answer',
      'import_contacts no result received',
      'Copy answer',
      'Retry',
      'Message',
    ]);
    await press('Tab');
    expect(focused()).to.equal('Send');
    await press('Shift', 'Tab');
    expect(focused()).to.equal('Message');
  });

  it('opens a tool with Enter, and leads through what is in it', async () => {
    const { chat, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Create a todo for meeting tomorrow');
    chat.shadowRoot?.querySelector<HTMLElement>('[role=log]')?.focus();
    await press('Tab');
    await press('Enter');
    await press('Tab');
    expect(focused()).to.equal('Arguments');
    await press('Tab');
    expect(focused()).to.equal('Result');
  });

  it('tries again with Enter on Retry, and leaves the focus in the composer', async () => {
    const { heard, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Start a sentence and leave it');
    await press('Shift', 'Tab');
    expect(focused()).to.equal('Retry');
    await press('Enter');
    await until('a second answer', () => heard.filter((name) => name === 'interrupted').length > 1);
    expect(focused()).to.equal('Message');
  });

  it('breaks the line with Shift and Enter, and sends with Enter', async () => {
    const { chat, heard } = await openLiveChat(agentAt(createOwnBackend().url));
    fieldOf(chat).focus();
    await type('What is on');
    await press('Shift', 'Enter');
    expect(fieldOf(chat).value).to.equal('What is on\n');
    expect(heard).to.eql([]);
    await typeMessage(chat, 'my todo list?');
    await until('the answer', () => lastMessage(chat)?.includes('Your list is empty.'));
    expect(conversationOf(chat)[0]).to.equal('You: What is on my todo list?');
    expect(focused()).to.equal('Message');
  });

  it('stops with Escape, and writes on', async () => {
    const backend = createHeldBackend();
    const { chat, heard } = await openLiveChat(agentAt(backend.url));
    await typeMessage(chat, 'Compare PostgreSQL and SQLite for a small product');
    await backend.step(5);
    await until('some text', () => /^Guide: \S/.test(lastMessage(chat) ?? ''));
    await press('Escape');
    await until('the end', () => heard.includes('finished'));
    await until('a mark', () => lastMessage(chat)?.endsWith(' Stopped'));
    await type('And now');
    expect(fieldOf(chat).value).to.equal('And now');
  });
});
