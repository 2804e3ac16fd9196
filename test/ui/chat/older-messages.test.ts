import { expect } from '@open-wc/testing';
import type { HistoryMessage } from '../../../src/index.js';
import type { LoadOlder } from '../../../src/ui/chat/older-messages.js';
import {
  conversationOf,
  deepElements,
  deepText,
  findButton,
  frame,
  openChat,
  type OpenChat,
} from '../../support/open-chat.js';
import { watchReports } from '../../support/reported-errors.js';
import { until } from '../../support/until.js';

const COUNT = 200;

/** A record of so many messages, of which a page has the end. */
const record = Array.from({ length: COUNT }, (_, index): HistoryMessage => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: `number ${index}`,
}));

/** Gives 20 messages at a time, and notes how many were shown. */
function paged(asked: number[]): LoadOlder {
  return async (shown) => {
    asked.push(shown);
    return record.slice(Math.max(0, COUNT - shown - 20), COUNT - shown);
  };
}

async function openRecord(): Promise<OpenChat & { asked: number[]; log: HTMLElement }> {
  const asked: number[] = [];
  const open = await openChat();
  open.chat.loadOlder = paged(asked);
  await until('a page', () => conversationOf(open.chat).length >= 20);
  await settledIn(open);
  const [log] = deepElements(open.chat, '.log');
  if (!(log instanceof HTMLElement)) throw new Error('Expected a log');
  return { ...open, asked, log };
}

/** Until nothing more is loaded, drawn or moved. */
async function settledIn({ chat, drawn }: OpenChat): Promise<void> {
  let before = -1;
  while (before !== conversationOf(chat).length) {
    before = conversationOf(chat).length;
    for (let count = 0; count < 4; count++) await frame();
    await chat.updateComplete;
    await drawn();
  }
}

/** Where the message with this text stands in what is to be seen. */
function topOf({ chat, log }: { chat: Element; log: Element }, text: string): number | undefined {
  const message = deepElements(chat, 'article').find((one) => deepText(one).endsWith(text));
  return (
    message && Math.round(message.getBoundingClientRect().top - log.getBoundingClientRect().top)
  );
}

describe('older messages in <sse-chat>', () => {
  it('are asked for until what is to be seen is full, and no further', async () => {
    const { asked, chat, log } = await openRecord();
    const shown = conversationOf(chat);
    expect(shown.at(-1)).to.equal('Assistant: number 199');
    expect(asked[0]).to.equal(0);
    expect(shown.length).to.be.below(COUNT);
    expect(log.scrollTop).to.be.closeTo(log.scrollHeight - log.clientHeight, 1);
  });

  it('come when the reader is near the beginning, who stays at the same place', async () => {
    const open = await openRecord();
    const before = conversationOf(open.chat);
    const first = before[0]?.split(': ')[1] ?? '';
    open.log.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
    open.log.scrollTop = 30;
    const top = topOf(open, first);
    await settledIn(open);
    const now = conversationOf(open.chat);
    expect(now.length).to.be.above(before.length);
    expect(now.slice(-before.length)).to.deep.equal(before);
    expect(topOf(open, first)).to.be.closeTo(top ?? 0, 1);
    expect(deepText(open.chat)).to.not.include('new');
  });

  it('come while an answer goes on, and count as none that is new', async () => {
    const open = await openRecord();
    const stream = await open.ask('Hi');
    open.log.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
    open.log.scrollTop = 0;
    await settledIn(open);
    await open.push(stream, { content: 'Hello', role: 'assistant', done: false });
    expect(deepText(open.chat)).to.include('Jump to latest 1 new');
    expect(conversationOf(open.chat).slice(-2)).to.deep.equal(['You: Hi', 'Assistant: Hello']);
  });

  it('are no longer asked for when there are none', async () => {
    const open = await openChat();
    let count = 0;
    open.chat.loadOlder = async () => (count++ === 0 ? record.slice(0, 2) : []);
    await until('the end', () => deepText(open.chat).includes('Beginning of the conversation'));
    await settledIn(open);
    expect(count).to.equal(2);
    expect(findButton(open.chat, 'Show older')).to.equal(undefined);
  });

  it('can be asked for again when they could not be loaded', async () => {
    const { reported, restore } = watchReports();
    const open = await openChat();
    let count = 0;
    open.chat.loadOlder = async () => {
      if (count++ === 0) throw new Error('no network');
      return count === 2 ? record.slice(0, 2) : [];
    };
    const retry = await until('the failure', () =>
      findButton(open.chat, 'Older messages could not be loaded.'),
    );
    await settledIn(open);
    restore();
    expect([count, reported.map(String)]).to.deep.equal([1, ['Error: no network']]);
    retry.click();
    await until('them', () => conversationOf(open.chat).length === 2);
  });

  it('of a conversation that was forgotten do not come back', async () => {
    const open = await openRecord();
    open.chat.reset();
    await settledIn(open);
    expect(conversationOf(open.chat)).to.deep.equal([]);
    expect(findButton(open.chat, 'Show older')).to.equal(undefined);
  });

  it('are asked for by a button that anybody can find and use', async () => {
    const { chat } = await openRecord();
    expect(findButton(chat, 'Show older messages')?.type).to.equal('button');
    await expect(chat).to.be.accessible();
  });
});
