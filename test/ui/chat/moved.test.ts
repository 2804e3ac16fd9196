import { expect } from '@open-wc/testing';
import { openChat } from '../../support/open-chat.js';
import { fieldOf } from '../../support/screen.js';

const status = (message: string) =>
  `event: status\ndata: ${JSON.stringify({ type: 'status', message, timestamp: 1 })}\n\n`;
const piece = (content: string) => `data: ${JSON.stringify({ content, done: false })}\n\n`;

/** Puts an element into another place of the page. */
function move(element: Element): void {
  const place = document.createElement('div');
  element.parentElement?.append(place);
  place.append(element);
}

describe('a chat that is moved', () => {
  it('still shows the newest status, which had to wait', async () => {
    const { ask, chat, drawn } = await openChat({ 'status-interval': '600000' });
    const stream = await ask('Hi');
    stream.push(status('One'));
    await drawn();
    stream.push(status('Two'));
    await drawn();
    move(chat);
    await drawn();
    expect(chat.shadowRoot?.querySelector('[part=status]')?.textContent).to.contain('Two');
  });

  it('is at its end again, and follows it', async () => {
    const { ask, chat, drawn } = await openChat();
    const stream = await ask('Hi');
    stream.push(piece('line\n\n'.repeat(100)));
    await drawn();
    const log = chat.shadowRoot?.querySelector('.log');
    if (!log) throw new Error('Expected a log');
    move(chat);
    await drawn();
    const left = (): number => log.scrollHeight - log.clientHeight - log.scrollTop;
    expect(left()).to.be.below(2);
  });
});

describe('a chat that is taken away', () => {
  it('listens to nothing any more, though it is drawn once again', async () => {
    const { chat } = await openChat();
    const listen = window.addEventListener;
    const signals: unknown[] = [];
    window.addEventListener = (...given: unknown[]) => signals.push(given[2]);
    chat.label = 'Other';
    chat.remove();
    await chat.updateComplete;
    window.addEventListener = listen;
    expect(signals).to.deep.equal([]);
  });
});

describe('a chat whose conversation is forgotten', () => {
  it('does not take what was sent for something that was not', async () => {
    const { ask, chat, drawn } = await openChat();
    await ask('Hello');
    chat.reset();
    await drawn();
    expect(fieldOf(chat).value).to.equal('');
  });
});
