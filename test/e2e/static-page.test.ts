// The CDN file and a tag, on a page served beside a backend: what somebody has who follows the README.
import { expect } from '@open-wc/testing';
import { alertsOf, lastMessage, statusOf, toolsOf } from '../support/live-chat.js';
import { openPage, typeMessage } from '../support/open-page.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { conversationOf, fieldOf, findButton } from '../support/screen.js';
import { until } from '../support/until.js';

const script = 'dist/cdn/sse-elements.js';

describe('a static page for assistant-status', () => {
  it('shows the status line, then the answer as it arrives, then the end', async () => {
    const backend = createHeldBackend();
    const { chat } = await (await openPage('script-before', backend)).chat();
    await typeMessage(chat, 'What is the weather in Tokyo?');
    await until('the first status', () => statusOf(chat)?.includes('Thinking...'));
    await backend.step();
    await until('the tool', () => statusOf(chat)?.includes('Tool 1: search_web'));
    await backend.step();
    await until('its duration', () => statusOf(chat)?.includes('search_web (1.2s)'));
    await backend.step();
    await until('the first half', () => lastMessage(chat) === 'Assistant: It is 18 °C and');
    expect(findButton(chat, 'Stop')).to.not.equal(undefined);
    await backend.release();
    await until('the end', () => findButton(chat, 'Send'));
    expect(conversationOf(chat)).to.eql([
      'You: What is the weather in Tokyo?',
      'Assistant: It is 18 °C and clear in Tokyo.',
    ]);
    expect(statusOf(chat)).to.equal(undefined);
  });

  it('requests the script and the endpoint, and nothing else', async () => {
    const page = await openPage('script-before', createOwnBackend());
    const { ask } = await page.chat();
    await ask('Show me what an answer can look like');
    await until('the request in the list', () => page.requests.length > 1);
    expect(page.requests).to.eql([script, 'message']);
  });

  for (const name of ['script-after', 'script-async', 'script-module', 'script-twice']) {
    it(`works all the same in ${name}.html`, async () => {
      const page = await openPage(name, createOwnBackend());
      const { chat, ask } = await page.chat();
      await ask('What is the weather in Tokyo?');
      await ask('What did I ask you before?');
      expect(lastMessage(chat)).to.contain('What is the weather in Tokyo?');
      expect(conversationOf(chat)).to.have.length(4);
    });
  }
});

describe('a static page for agent-chat', () => {
  it('shows tools while they run and when they are done', async () => {
    const backend = createHeldBackend();
    const { chat } = await (await openPage('agent-chat', backend)).chat();
    await typeMessage(chat, 'Create a todo for meeting tomorrow');
    await backend.step(3);
    await until('a running tool', () => toolsOf(chat)[0] === 'create_todo running');
    expect(lastMessage(chat)).to.match(/^TodoAgent: .*I'll create a todo for your meeting\./);
    await backend.release();
    await until('the result', () => toolsOf(chat)[0]?.startsWith('create_todo finished'));
    await until('the end', () => lastMessage(chat)?.includes('Done: tomorrow at 14:00.'));
  });

  it('stops with the button, keeps the text, and answers the next message', async () => {
    const backend = createHeldBackend();
    const { chat, ask, pressToEnd } = await (await openPage('agent-chat', backend)).chat();
    await typeMessage(chat, 'Explain server-sent events in full');
    await backend.step(5);
    await until('some text', () => lastMessage(chat)?.startsWith('Guide: '));
    await pressToEnd('Stop');
    expect(lastMessage(chat)).to.match(/^Guide: .+ Stopped$/);
    await backend.release();
    await ask('Show me the ledger entry as it is');
    expect(lastMessage(chat)).to.contain('The entry is above');
  });

  it('carries the session to the second turn', async () => {
    const page = await openPage('agent-chat', createOwnBackend());
    const { chat, ask } = await page.chat();
    await ask('Create a todo for meeting tomorrow');
    await ask('What is on my todo list?');
    expect(lastMessage(chat)).to.contain('Team meeting');
  });

  it('says that a token is wrong, and takes another one at any time', async () => {
    const page = await openPage('agent-chat', createOwnBackend());
    const { chat, heard, ask, pressToEnd } = await page.chat();
    chat.setAttribute('headers', '{"Authorization": "Bearer wrong"}');
    await ask('What is on my todo list?');
    expect(alertsOf(chat).join()).to.contain('(401). The server says: Invalid or expired token');
    expect(heard).to.include('failed');
    chat.setAttribute('headers', '{"Authorization": "Bearer demo-token"}');
    await pressToEnd('Retry');
    expect(lastMessage(chat)).to.contain('Your list is empty.');
  });
});

describe('a static page with a strict policy', () => {
  it('runs both systems without a violation', async () => {
    const page = await openPage('strict', createOwnBackend());
    const assistant = await page.chat('#assistant');
    const agent = await page.chat('#agent');
    await assistant.ask('Show me what an answer can look like');
    await assistant.ask('Find me a quiet weekend in Lisbon in December');
    await agent.ask('Create a todo for meeting tomorrow');
    await agent.ask('Use up my quota');
    fieldOf(agent.chat).focus();
    expect(lastMessage(assistant.chat)).to.contain('Together');
    expect(page.document.documentElement.dataset['violations']).to.equal(undefined);
  });

  it('would show a violation if there were one', async () => {
    const page = await openPage('strict', createOwnBackend());
    const style = page.document.createElement('style');
    style.textContent = 'body { color: red }';
    page.document.head.append(style);
    const { dataset } = page.document.documentElement;
    expect(await until('a violation', () => dataset['violations'])).to.contain('style-src');
  });
});
