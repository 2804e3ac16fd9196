import { expect } from '@open-wc/testing';
import { createEventDialect } from '../../support/event-dialect.js';
import { deepText, openChat, type OpenChat } from '../../support/open-chat.js';

const status = (message: string) =>
  `event: status\ndata: ${JSON.stringify({ type: 'status', message, timestamp: 1 })}\n\n`;

function line({ chat }: OpenChat): string | undefined {
  const found = chat.shadowRoot?.querySelector('[part=status]');
  return found ? deepText(found) : undefined;
}

describe('the status line', () => {
  it('shows the newest status, and goes when the answer is done', async () => {
    const open = await openChat({ 'status-interval': '0' });
    const stream = await open.ask('Hi');
    stream.push(status('🤔 Thinking...'));
    await open.drawn();
    expect(line(open)).to.contain('Thinking...');
    stream.push(status('✍️ Writing'));
    await open.drawn();
    expect(line(open)).to.contain('Writing').and.not.to.contain('Thinking');
    stream.push('event: done\ndata: {"done": true}\n\n');
    await open.drawn();
    expect(line(open)).to.equal(undefined);
  });

  it('is no part of the conversation', async () => {
    const open = await openChat({ 'status-interval': '0' });
    const stream = await open.ask('Hi');
    stream.push(status('⚙️ Tool 1: search_web'));
    stream.push('event: done\ndata: {"done": true}\n\n');
    stream.end();
    await open.drawn();
    expect(deepText(open.chat)).not.to.contain('search_web');
  });

  it('holds a status that comes too soon, and shows the newest of them', async () => {
    const open = await openChat({ 'status-interval': '600000' });
    const stream = await open.ask('Hi');
    stream.push(status('One'));
    await open.drawn();
    stream.push(status('Two') + status('Three'));
    await open.drawn();
    expect(line(open)).to.equal('One');
    open.chat.statusInterval = 0;
    stream.push(status('Four'));
    await open.drawn();
    expect(line(open)).to.equal('Four');
  });

  it('shows the arguments of tools only when the page asks for it', async () => {
    const open = await openChat({ 'status-interval': '0' });
    const stream = await open.ask('Hi');
    stream.push(status('⚙️ Tool 1: search_web {"q": "Tokyo"}'));
    await open.drawn();
    expect(line(open)).to.contain('search_web').and.not.to.contain('Tokyo');
    open.chat.showToolArgs = true;
    await open.drawn();
    expect(line(open)).to.contain('Tokyo');
  });

  it('is left to the bar where that says the same, and says what no bar says', async () => {
    const open = await openChat({ 'status-interval': '0', 'session-id': 's' });
    open.chat.dialect = createEventDialect();
    await open.drawn();
    const stream = await open.ask('Hi');
    const bar = { type: 'progress', progressId: 'p', operation: 'Planning' } as const;
    await open.push(stream, { type: 'status', text: 'One' }, { ...bar, message: 'One' });
    expect(line(open)).to.equal(undefined);
    expect(deepText(open.chat)).to.contain('One');
    expect(open.chat.shadowRoot?.querySelector('.status')).to.equal(null);
    await open.push(stream, { type: 'status', text: 'Two' });
    expect(line(open)).to.equal('Two');
  });

  it('is not mixed up between two chats on one page', async () => {
    const one = await openChat({ 'status-interval': '0' });
    const two = await openChat({ 'status-interval': '0' });
    const first = await one.ask('A');
    const second = await two.ask('B');
    first.push(status('for A'));
    second.push(status('for B'));
    await one.drawn();
    expect([line(one), line(two)]).to.eql(['for A', 'for B']);
  });
});
