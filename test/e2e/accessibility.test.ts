// axe looks at a chat in each state, light and dark, from left to right and from right to left.
import { expect } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import { statusOf, toolsOf } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { deepElements } from '../support/screen.js';
import { agentAt, assistantAt } from '../support/systems.js';
import { nextFrame, until } from '../support/until.js';

/** Each brings a chat into one state. */
const states: Readonly<Record<string, () => Promise<SseChat>>> = {
  'is empty': async () => (await openLiveChat(assistantAt(createOwnBackend().url))).chat,

  'shows a status': async () => {
    const { chat, say } = await openLiveChat(assistantAt(createHeldBackend().url));
    await say('What is the weather in Tokyo?');
    await until('a status', () => statusOf(chat)?.includes('Thinking...'));
    return chat;
  },

  'shows a tool at work': async () => {
    const backend = createHeldBackend();
    const { chat, say } = await openLiveChat(agentAt(backend.url));
    await say('Create a todo for meeting tomorrow');
    await backend.step(3);
    await until('a tool', () => toolsOf(chat)[0] === 'create_todo running');
    return chat;
  },

  'shows every kind of Markdown': async () => {
    const { chat, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Show me what an answer can look like');
    return chat;
  },

  'shows tools that are done and open': async () => {
    const { chat, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Create a todo for meeting tomorrow');
    for (const details of deepElements(chat, 'details')) details.setAttribute('open', '');
    return chat;
  },

  'shows an error': async () => {
    const { chat, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Import my contacts');
    return chat;
  },

  'shows a quota': async () => {
    const { chat, ask } = await openLiveChat(agentAt(createOwnBackend().url));
    await ask('Use up my quota');
    return chat;
  },
};

const { documentElement: page } = document;

/** Axe must not measure a colour on its way to another. */
async function untilSettled(chat: SseChat): Promise<void> {
  await nextFrame();
  await until('the end of every transition', () =>
    deepElements(chat, '*')
      .flatMap((element) => element.getAnimations())
      .every((animation) => !(animation instanceof CSSTransition)),
  );
}

describe('accessibility of a chat', () => {
  afterEach(() => {
    page.style.colorScheme = '';
    page.dir = '';
  });

  for (const [what, open] of Object.entries(states)) {
    for (const scheme of ['light', 'dark']) {
      it(`is accessible when it ${what}, in ${scheme} colours and both directions`, async () => {
        page.style.colorScheme = scheme;
        const chat = await open();
        for (const direction of ['ltr', 'rtl']) {
          page.dir = direction;
          await untilSettled(chat);
          await expect(chat).to.be.accessible();
        }
      });
    }
  }
});
