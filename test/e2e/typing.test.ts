// Five hundred tokens a second, and somebody who writes meanwhile.
import { expect } from '@open-wc/testing';
import { type } from '../support/browser.js';
import { conversationOf, fieldOf } from '../support/screen.js';
import { lastMessage } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createOwnBackend } from '../support/own-backend.js';
import { agentAt } from '../support/systems.js';
import { nextFrame, until } from '../support/until.js';

describe('typing while an answer streams', () => {
  it('takes every key, shows every token, and draws no more than once a frame', async () => {
    const { chat, heard, say } = await openLiveChat(agentAt(createOwnBackend('real').url));
    const isOver = () => heard.includes('finished');
    let updates = 0;
    chat.addController({ hostUpdated: () => void (updates += 1) });
    let frames = 0;
    const countFrames = async (): Promise<void> => {
      for (; !isOver(); frames += 1) await nextFrame();
    };

    const start = performance.now();
    await say('Count to two thousand as fast as you can');
    const counted = countFrames();
    await until('the first tokens', () => lastMessage(chat)?.includes(' 1 2 3 '));
    fieldOf(chat).focus();
    let typed = '';
    for (let word = 1; !isOver(); word += 1) {
      await type(`word${word} `);
      typed += `word${word} `;
    }
    await counted;
    // A page that gets no frames draws every 200 ms all the same.
    const timers = Math.ceil((performance.now() - start) / 200);

    expect(fieldOf(chat).value).to.equal(typed);
    expect(updates).to.be.at.most(frames + timers);
    const numbers = Array.from({ length: 2000 }, (_, index) => index + 1).join(' ');
    await until('every token', () => lastMessage(chat)?.endsWith(` ${numbers}`));
    expect(conversationOf(chat)).to.have.length(2);
  });
});
