import { expect } from '@open-wc/testing';
import { listenTo } from '../../support/announcements.js';
import { settle } from '../../support/fake-clock.js';
import {
  composerOf,
  conversationOf,
  deepElements,
  deepText,
  findButton,
  frame,
  openChat,
  write,
} from '../../support/open-chat.js';
import { authorOf } from '../../support/screen.js';
import { until } from '../../support/until.js';

const text = (content: string) => ({ content, role: 'assistant', done: false });
const done = { done: true };

describe('<sse-chat>', () => {
  it('shows what was said and the answer as it arrives', async () => {
    const { chat, ask, push } = await openChat();
    const stream = await ask('Weather in Tokyo?');
    await push(stream, text('It is **18 °C** '));
    expect(conversationOf(chat)).to.deep.equal([
      'You: Weather in Tokyo?',
      'Assistant: It is 18 °C',
    ]);
    await push(stream, text('and clear.'), done);
    stream.end();
    expect(conversationOf(chat)[1]).to.equal('Assistant: It is 18 °C and clear.');
  });

  it('draws the first token in the first frame after its bytes', async () => {
    const { chat, ask } = await openChat();
    const stream = await ask('Hi');
    stream.push(`data: ${JSON.stringify(text('Hello'))}\n\n`);
    await settle();
    await frame();
    expect(conversationOf(chat)[1]).to.equal('Assistant: Hello');
  });

  it('gives its highlighter to the code in its messages', async () => {
    const { chat, ask, push } = await openChat();
    chat.highlighter = () => [{ kind: 'keyword', start: 0, end: 3 }];
    const stream = await ask('Hi');
    await push(stream, text('```js\nlet a;\n```\n'), done);
    const word = await until('a colour', () => deepElements(chat, '.keyword')[0]);
    expect(word.textContent).to.equal('let');
  });

  it('draws once a frame, however many tokens come', async () => {
    const { chat, ask, push } = await openChat();
    const stream = await ask('Hi');
    await push(stream, text('0 '));
    let updates = 0;
    const { requestUpdate } = chat;
    chat.requestUpdate = (...args) => {
      updates += 1;
      requestUpdate.apply(chat, args);
    };
    await push(stream, ...Array.from({ length: 500 }, (_, index) => text(`${index} `)));
    // A burst is taken in piece by piece.
    await until('all of it', () => conversationOf(chat)[1]?.includes('499'));
    expect(updates).to.be.at.most(3);
  });

  it('is a log of articles, with a text field and buttons that have names', async () => {
    const { chat, ask, push } = await openChat();
    const stream = await ask('Hi');
    await push(stream, text('Hello'));
    const log = chat.shadowRoot?.querySelector('[role=log]');
    expect(log?.getAttribute('aria-label')).to.equal('Conversation');
    expect(deepElements(chat, 'article').map(authorOf)).to.eql(['You', 'Assistant']);
    expect(composerOf(chat).querySelector('textarea')?.getAttribute('aria-label')).to.equal(
      'Message',
    );
    expect(findButton(chat, 'Stop')).to.not.equal(undefined);
  });

  it('marks the message that is being written as busy until it is complete', async () => {
    const { chat, ask, push } = await openChat();
    const stream = await ask('Hi');
    await push(stream, text('Hello'));
    const article = deepElements(chat, 'article').at(-1);
    expect(article?.getAttribute('aria-busy')).to.equal('true');
    await push(stream, done);
    expect(article?.getAttribute('aria-busy')).to.equal('false');
  });

  it('says when a run begins and ends, outside the log', async () => {
    const { chat, ask, push } = await openChat();
    const { says } = listenTo(chat);
    const stream = await ask('Hi');
    expect(await says('working')).to.equal('The agent is working.');
    await push(stream, text('Hello'), done);
    stream.end();
    expect(await says('complete')).to.equal('Hello. Answer complete.');
  });

  it('stops at once, keeps what has come, and sends again afterwards', async () => {
    const { chat, server, heard, ask, push, drawn } = await openChat();
    const stream = await ask('Tell me a lot');
    await push(stream, text('Once upon'));
    findButton(chat, 'Stop')?.click();
    await drawn();
    expect(stream.isLive).to.equal(false);
    expect(conversationOf(chat)[1]).to.contain('Once upon').and.to.contain('Stopped');
    const second = await ask('Again');
    await push(second, text('There was'), done);
    second.end();
    await drawn();
    expect(conversationOf(chat)[3]).to.equal('Assistant: There was');
    expect(server.requests).to.have.length(2);
    expect(heard).to.eql(['send', 'opened', 'stop', 'finished', 'send', 'opened', 'finished']);
  });

  it('sends nothing when the page cancels sse-send, and does not stop when it cancels sse-stop', async () => {
    const { chat, server, ask, drawn } = await openChat();
    const refuse = (event: Event): void => event.preventDefault();
    chat.addEventListener('sse-send', refuse);
    await write(chat, 'Hello');
    await drawn();
    expect(server.requests).to.have.length(0);
    chat.removeEventListener('sse-send', refuse);
    const stream = await ask('Hello');
    chat.addEventListener('sse-stop', refuse);
    findButton(chat, 'Stop')?.click();
    expect(stream.isLive).to.equal(true);
  });

  it('shows a slot for an empty conversation until something is said', async () => {
    const { chat, ask } = await openChat();
    expect(deepText(chat)).to.contain('Send a message to begin.');
    await ask('Hi');
    expect(deepText(chat)).not.to.contain('Send a message to begin.');
  });

  it('does not scroll sideways, however long a name is', async () => {
    const { chat, ask, drawn } = await openChat({ dialect: 'agent-chat' });
    chat.style.inlineSize = '20rem';
    const stream = await ask('Hi');
    stream.push(`event: agent_updated\ndata: {"name":"${'Beauftragter'.repeat(9)}"}\n\n`);
    stream.push('event: message_delta\ndata: {"content":"Hello"}\n\n');
    await drawn();
    const log = chat.shadowRoot?.querySelector('.log');
    expect(conversationOf(chat)[1]).to.contain('Beauftragter');
    expect(log?.scrollWidth).to.equal(log?.clientWidth);
  });

  it('keeps the nodes of messages that are complete', async () => {
    const { chat, ask, push, drawn } = await openChat();
    const stream = await ask('One');
    await push(stream, text('First'), done);
    stream.end();
    await drawn();
    const before = deepElements(chat, 'article');
    const second = await ask('Two');
    await push(second, text('Second'));
    expect(deepElements(chat, 'article').slice(0, 2)).to.eql(before);
  });

  it('takes attributes in any order and at any time', async () => {
    const { chat, server, ask, drawn } = await openChat({ endpoint: '/old' });
    chat.setAttribute('endpoint', '/new');
    chat.userId = 'ann';
    await drawn();
    await ask('Hi');
    expect(server.requests[0]?.url).to.contain('/new');
    expect(JSON.parse(server.requests[0]?.body ?? '')).to.include({
      user_id: 'ann',
      content: 'Hi',
    });
  });

  it('keeps its session when it is moved, and closes it when it is removed', async () => {
    const { chat, ask, push, drawn } = await openChat();
    const stream = await ask('Hi');
    const place = document.body.appendChild(document.createElement('div'));
    place.append(chat);
    await push(stream, text('Still here'));
    expect(conversationOf(chat)[1]).to.equal('Assistant: Still here');
    place.remove();
    await drawn();
    expect(stream.isLive).to.equal(false);
  });

  it('is accessible when empty, while it streams and when done', async () => {
    const { chat, ask, push, drawn } = await openChat();
    await expect(chat).to.be.accessible();
    const stream = await ask('Hi');
    await push(stream, text('Hello **there**'));
    await expect(chat).to.be.accessible();
    await push(stream, done);
    stream.end();
    await drawn();
    await expect(chat).to.be.accessible();
  });
});
