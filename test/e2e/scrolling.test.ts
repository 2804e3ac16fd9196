// Where the log stands while an answer grows.
import { expect } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import { press } from '../support/browser.js';
import { lastMessage, type LiveChat } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend, type HeldBackend } from '../support/own-backend.js';
import { deepText, findButton } from '../support/screen.js';
import { agentAt } from '../support/systems.js';
import { nextFrame, until } from '../support/until.js';

interface Counting {
  readonly open: LiveChat;
  readonly chat: SseChat;
  readonly log: HTMLElement;
  readonly backend: HeldBackend;
  /** Lets so many numbers come, ten at a time, and waits until they are drawn. */
  countTo(number: number): Promise<void>;
}

/** A chat with an answer that is longer than the log, and grows when the test says so. */
async function startCounting(): Promise<Counting> {
  const backend = createHeldBackend();
  const open = await openLiveChat(agentAt(backend.url));
  const { chat } = open;
  const log = logOf(chat);
  let counted = 0;
  const countTo = async (number: number): Promise<void> => {
    await backend.step((number - counted) / 10);
    counted = number;
    await until(`the number ${number}`, () => lastMessage(chat)?.endsWith(` ${number}`));
  };
  await open.say('Count to two thousand as fast as you can');
  await countTo(1000);
  await until('the end in view', () => isAtEnd(log));
  expect(log.scrollHeight).to.be.above(log.clientHeight * 1.5);
  return { open, chat, log, backend, countTo };
}

function logOf(chat: SseChat): HTMLElement {
  const log = chat.shadowRoot?.querySelector<HTMLElement>('[role=log]');
  if (!log) throw new Error('Expected a log in the chat');
  return log;
}

function isAtEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < 2;
}

/** Scrolls up as a reader does, and waits until the log stands still. */
async function pageUp(chat: SseChat, log: HTMLElement): Promise<void> {
  log.focus();
  await press('PageUp');
  await until('a way back', () => findButton(chat, 'Jump to latest'));
  for (let top = -1; top !== log.scrollTop;) {
    top = log.scrollTop;
    for (let frame = 0; frame < 5; frame += 1) await nextFrame();
  }
}

describe('the log of a chat', () => {
  it('follows the end of an answer that grows', async () => {
    const { log, countTo } = await startCounting();
    const before = log.scrollTop;
    await countTo(1500);
    await until('the end in view', () => isAtEnd(log));
    expect(log.scrollTop).to.be.above(before);
  });

  it('stays where the reader is who has scrolled up, until they jump to the latest', async () => {
    const { chat, log, open, countTo } = await startCounting();
    await pageUp(chat, log);
    const top = log.scrollTop;
    const height = log.scrollHeight;
    await countTo(1500);
    expect(log.scrollHeight).to.be.above(height);
    expect(log.scrollTop).to.equal(top);
    await open.press('Jump to latest');
    await until('the end in view', () => isAtEnd(log));
    await until('no button any more', () => !findButton(chat, 'Jump to latest'));
    await countTo(2000);
    await until('the end in view', () => isAtEnd(log));
  });

  it('follows again when the reader comes back to the end', async () => {
    const { chat, log, countTo } = await startCounting();
    await pageUp(chat, log);
    await press('End');
    await until('no button any more', () => !findButton(chat, 'Jump to latest'));
    const before = log.scrollTop;
    await countTo(1500);
    await until('the end in view', () => isAtEnd(log));
    expect(log.scrollTop).to.be.above(before);
  });

  it('counts the messages that the reader has not seen', async () => {
    const { chat, log, open, backend, countTo } = await startCounting();
    await countTo(2000);
    await until('the end of the answer', () => findButton(chat, 'Send'));
    await open.say('Plan my Thursday and tell the team');
    await backend.step(3);
    await until('the first agent', () => lastMessage(chat)?.startsWith('Dispatcher: '));
    await pageUp(chat, log);
    expect(deepText(chat)).to.not.match(/\d new/);
    await backend.release();
    await open.shows('Jump to latest 2 new');
  });

  it('goes to the end for a message of one’s own', async () => {
    const { chat, log, open, backend } = await startCounting();
    await backend.release();
    await until('the end of the answer', () => findButton(chat, 'Send'));
    await pageUp(chat, log);
    await open.ask('What is on my todo list?');
    await until('the end in view', () => isAtEnd(log));
    expect(findButton(chat, 'Jump to latest')).to.equal(undefined);
  });

  it('does not move under a reader while five hundred tokens a second arrive', async () => {
    const { chat, say } = await openLiveChat(agentAt(createOwnBackend('real').url));
    const log = logOf(chat);
    await say('Count to two thousand as fast as you can');
    await until('more than fits', () => log.scrollHeight > log.clientHeight * 1.5);
    await pageUp(chat, log);
    const top = log.scrollTop;
    const seen = lastMessage(chat)?.length ?? 0;
    await until('much more text', () => (lastMessage(chat)?.length ?? 0) > seen + 2_000);
    expect(log.scrollTop).to.equal(top);
    expect(isAtEnd(log)).to.equal(false);
  });

  it('makes the page no longer than the chat, however much is in it', async () => {
    const { chat, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Count to two thousand as fast as you can');
    await ask('What is the weather in Tokyo, Oslo and Nairobi?');
    await until('something to scroll', () => logOf(chat).scrollHeight > logOf(chat).clientHeight);
    const page = document.documentElement;
    expect(page.scrollHeight).to.be.at.most(
      Math.max(page.clientHeight, Math.ceil(chat.getBoundingClientRect().bottom) + 16),
    );
  });
});
