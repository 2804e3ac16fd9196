// Every conversation with the Node server, over real sockets.
import { expect } from '@open-wc/testing';
import { alertsOf, lastMessage, statusOf } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { deepText } from '../support/screen.js';
import { agentAt, assistantAt } from '../support/systems.js';
import { until } from '../support/until.js';
import {
  describeAgentChat,
  describeAgentChatConversations,
  describeAgentChatForms,
} from './suites/agent-chat.js';
import {
  describeAssistantStatus,
  describeAssistantStatusConversations,
  describeAssistantStatusForms,
} from './suites/assistant-status.js';
import { describePlanner, describePlannerConversations } from './suites/iterative-planning.js';
import {
  describeOperations,
  describeOperationsConversations,
} from './suites/operation-progress.js';
import { describeWorkflow, describeWorkflowConversations } from './suites/thinking-feed.js';

const open = (): string => createOwnBackend().url;

describe('assistant-status on the Node server', () => {
  describeAssistantStatusConversations(open);
  describeAssistantStatusForms(open, 'assistant-status');
  describeAssistantStatus(open);
});

describe('agent-chat on the Node server', () => {
  describeAgentChatConversations(open);
  describeAgentChatForms(open, 'agent-chat');
  describeAgentChat(open);
});

describe('iterative-planning on the Node server', () => {
  describePlannerConversations(open);
  describePlanner(open);
});

describe('thinking-feed on the Node server', () => {
  describeWorkflowConversations(open);
  describeWorkflow(open);
});

describe('operation-progress on the Node server', () => {
  describeOperationsConversations(open);
  describeOperations(open);
});

describe('auto on a Node server that speaks assistant-status', () => {
  describeAssistantStatusForms(open, 'auto');
});

describe('auto on a Node server that speaks agent-chat', () => {
  describeAgentChatForms(open, 'auto');
});

describe('while the Node server streams', () => {
  const assistant = (url: string) => ({ ...assistantAt(url), 'status-interval': '0' });

  it('each status takes the place of the one before, and stands beside the text', async () => {
    const backend = createHeldBackend();
    const { chat, say } = await openLiveChat(assistant(backend.url));
    const shows = (line: string) => until(line, () => statusOf(chat) === line);
    await say('What is the weather in Tokyo?');
    await shows('🤔 Thinking...');
    await backend.step();
    await shows('⚙️ Tool 1: search_web');
    await backend.step();
    await shows('✅ search_web (1.2s)');
    await backend.step(2);
    await shows('✍️ Writing');
    expect(lastMessage(chat)).to.equal('Assistant: It is 18 °C and');
    await backend.release();
    await until('the end', () => statusOf(chat) === undefined);
  });

  it('shows the arguments of tools when it may', async () => {
    const backend = createHeldBackend();
    const attributes = { ...assistant(backend.url), 'show-tool-args': '' };
    const { chat, say } = await openLiveChat(attributes);
    await say('How many orders came in yesterday?');
    await backend.step();
    const line = await until(
      'the tool',
      () => statusOf(chat)?.includes('Tool 1') && statusOf(chat),
    );
    expect(line).to.equal('⚙️ Tool 1: query_orders {"day":-1}');
  });

  it('does not mix two chats on one page', async () => {
    const [one, two] = [createHeldBackend(), createHeldBackend()];
    const first = await openLiveChat(assistant(one.url));
    const second = await openLiveChat(assistant(two.url));
    await first.say('What is the weather in Tokyo?');
    await second.say('Check all 150 files');
    await one.step();
    await first.shows('search_web');
    await second.shows('Checking file 1 of 150');
    expect(deepText(first.chat)).to.not.contain('file');
    expect(deepText(second.chat)).to.not.contain('search_web');
    await Promise.all([one.release(), two.release()]);
    await first.shows('clear in Tokyo.');
    await second.shows('All 150 files are in order.');
  });

  it('stops at once, keeps the text, and answers the next message', async () => {
    const backend = createHeldBackend();
    const { chat, heard, say, ask, shows, pressToEnd } = await openLiveChat(assistant(backend.url));
    await say('Compare PostgreSQL and SQLite for a small product');
    await backend.step(6);
    await until('some text', () => /^Assistant: \S/.test(lastMessage(chat) ?? ''));
    await pressToEnd('Stop');
    expect(lastMessage(chat)).to.match(/ Stopped$/);
    await backend.release();
    await ask('What is the weather in Tokyo?');
    await shows('clear in Tokyo.');
    expect(heard).to.eql(['send', 'opened', 'stop', 'finished', 'send', 'opened', 'finished']);
  });

  it('counts down to the end of a quota', async () => {
    const { chat, ask } = await openLiveChat(agentAt(open()));
    await ask('Use up my quota');
    expect(alertsOf(chat).join()).to.contain('201 of 200 used');
    const left = (): string | undefined => /Resets in (\d+) s/.exec(deepText(chat))?.[1];
    const first = left();
    expect(Number(first)).to.be.within(15, 21);
    await until('the countdown to go on', () => Number(left()) < Number(first));
  });
});
