// The same conversations with no server at all: MSW's service worker answers in its place.
// WebKit delivers such a stream in one piece, so nothing here is about when something comes; a planner that waits
// and a feed that opens first are used there on the Node server, and once each here.
import { expect } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import { startWorker } from '../support/start-worker.js';
import { createBackend, instantPace } from '../../demo/backend/index.js';
import { canTransferStreams, handlers } from '../../demo/backend/msw.js';
import { decideOn } from '../support/decide.js';
import { lastMessage } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { plannerAt, workflowAt } from '../support/systems.js';
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
import {
  describePlanner,
  describePlannerConversations,
  describeTenPlanners,
} from './suites/iterative-planning.js';
import {
  describeOperations,
  describeOperationsConversations,
} from './suites/operation-progress.js';
import { describeWorkflow, describeWorkflowConversations } from './suites/thinking-feed.js';

const worker = setupWorker();
let backends = 0;

/** A backend that no other test uses, behind the worker. */
function open(): string {
  backends += 1;
  const prefix = `/mock-${backends}`;
  worker.use(...handlers(createBackend({ prefix, pace: instantPace })));
  return prefix;
}

before(async () => {
  await startWorker(worker);
});

afterEach(() => {
  worker.resetHandlers();
});

after(async () => {
  // Not awaited: it waits for every request, and one of them is never answered.
  void worker.stop();
  // It would stay between the pages of later tests and the server.
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
});

describe('assistant-status through a service worker', () => {
  describeAssistantStatusConversations(open);
  describeAssistantStatusForms(open, 'assistant-status');
  describeAssistantStatus(open);
});

describe('agent-chat through a service worker', () => {
  describeAgentChatConversations(open);
  describeAgentChatForms(open, 'agent-chat');
  describeAgentChat(open);
});

describe('iterative-planning through a service worker', () => {
  it('stops at a checkpoint and goes on, however the stream comes', async () => {
    const { chat, say, shows } = await openLiveChat(plannerAt(open()));
    await say('Enter the Nordic market');
    await decideOn(chat, 'Approve');
    await shows('Hire a country lead');
    expect(chat.session?.state.run?.checkpoints).to.have.length(1);
  });

  if (!canTransferStreams()) return;
  describePlannerConversations(open);
  describePlanner(open);
  describeTenPlanners(open);
});

describe('thinking-feed through a service worker', () => {
  it('answers with its thinking, however the feed comes', async () => {
    const { chat, ask } = await openLiveChat(workflowAt(open()));
    await ask('Who is on call this weekend?');
    expect(lastMessage(chat)).to.contain('Ines');
    expect(chat.session?.state.run?.steps.map(({ name }) => name)).to.include('get_schedule');
  });

  if (!canTransferStreams()) return;
  describeWorkflowConversations(open);
  describeWorkflow(open);
});

describe('operation-progress through a service worker', () => {
  describeOperationsConversations(open);
  describeOperations(open);
});

describe('a chat through a service worker', () => {
  it('stops an answer that never comes, and gets the next one', async () => {
    const url = open();
    const { chat, heard, say, ask, pressToEnd } = await openLiveChat({
      endpoint: `${url}/fault/silent`,
      dialect: 'assistant-status',
    });
    await say('Hello');
    await pressToEnd('Stop');
    chat.setAttribute('endpoint', `${url}/message`);
    await ask('What is the weather in Tokyo?');
    expect(lastMessage(chat)).to.equal('Assistant: It is 18 °C and clear in Tokyo.');
    expect(heard).to.eql(['send', 'stop', 'finished', 'send', 'opened', 'finished']);
  });
});
