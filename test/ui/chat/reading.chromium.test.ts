// What only Chromium can be asked for: a finger, and what is found in the page.
import { expect } from '@open-wc/testing';
import { swipe } from '../../support/browser.js';
import {
  deepElements,
  findButton,
  frame,
  openChat,
  type OpenChat,
} from '../../support/open-chat.js';

const words = (content: string) => ({ content, role: 'assistant', done: false });

/** A chat with a history of many groups, of which only the last is in sight. */
async function openLong(): Promise<OpenChat & { log: Element }> {
  const open = await openChat();
  const [log] = deepElements(open.chat, '.log');
  if (!log) throw new Error('Expected a log');
  open.chat.session?.addHistory(
    Array.from({ length: 200 }, (_, index) => ({
      role: index % 2 === 0 ? 'user' : 'assistant',
      content: `number ${index}`,
    })),
  );
  await open.drawn();
  await open.chat.updateComplete;
  await open.drawn();
  return { ...open, log };
}

/** Where a log comes to stand: what a finger has moved goes on for a while. */
async function still(log: Element): Promise<number> {
  for (let top = NaN; top !== log.scrollTop;) {
    top = log.scrollTop;
    for (let count = 0; count < 5; count++) await frame();
  }
  return log.scrollTop;
}

describe('a long conversation in Chromium', () => {
  it('is found in the page as far as it is out of sight', async () => {
    const { log } = await openLong();
    const find = Reflect.get(window, 'find') as (text: string) => boolean;
    getSelection()?.removeAllRanges();
    const before = log.scrollTop;
    expect(find.call(window, 'number 42')).to.equal(true);
    await frame();
    expect(log.scrollTop).to.be.below(before);
  });

  it('lets a finger scroll it up while an answer comes, and stays there', async () => {
    const { ask, chat, log, push } = await openLong();
    const stream = await ask('Go on');
    const before = log.scrollTop;
    const swiped = swipe(log, 200);
    for (let round = 0; round < 10; round++) await push(stream, words('word '.repeat(20)));
    await swiped;
    const top = await still(log);
    expect(top).to.be.below(before);
    for (let round = 0; round < 5; round++) await push(stream, words('\n\nmore '.repeat(20)));
    expect(log.scrollTop).to.equal(top);
    expect(findButton(chat, 'Jump to latest')).to.not.equal(undefined);
  });
});
