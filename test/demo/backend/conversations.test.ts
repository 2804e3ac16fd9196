import { expect } from 'chai';
import { type Backend, type Conversation, conversations } from '../../../demo/backend/index.js';
import { findConversation } from '../../../demo/backend/conversation.js';
import { agentChatConversations } from '../../../demo/backend/systems/agent-chat/conversations.js';
import { assistantStatusConversations } from '../../../demo/backend/systems/assistant-status/conversations.js';
import { iterativePlanningConversations } from '../../../demo/backend/systems/iterative-planning/conversations.js';
import { operationProgressConversations } from '../../../demo/backend/systems/operation-progress/conversations.js';
import { thinkingFeedConversations } from '../../../demo/backend/systems/thinking-feed/conversations.js';
import { createInstantBackend, parseMessages, post } from '../../support/backend-client.js';

const headers = { Authorization: 'Bearer demo-token' };

const ask = {
  'assistant-status': (backend: Backend, content: string) =>
    backend.fetch(post('/message', { content })),
  'agent-chat': (backend: Backend, content: string) => {
    const body = { messages: [{ role: 'user', content }] };
    return backend.fetch(post('/api/todos/agent-create/stream', body, { headers }));
  },
};

/** The text of a stream, up to where it was cut if it was. */
async function readAll(response: Response): Promise<{ text: string; isCut: boolean }> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
    return { text, isCut: false };
  } catch {
    return { text, isCut: true };
  }
}

/** How each conversation ends that does not end well. */
const otherEnds: Readonly<Record<string, string>> = {
  'assistant-status/cut': 'message',
  'agent-chat/fails': 'error',
  'agent-chat/unfinished': 'message_delta',
  'agent-chat/dropped': 'message_delta',
  'agent-chat/quota': 'rate_limit_exceeded',
};

for (const [dialect, list] of Object.entries(conversations)) {
  describe(`conversations of ${dialect}`, () => {
    it('have ids, prompts and titles of their own', () => {
      for (const field of ['id', 'title', 'prompt', 'note'] as const) {
        const values = list.map((suggestion) => suggestion[field]);
        expect(values).not.to.include('');
        if (field !== 'note') expect(new Set(values).size).to.equal(values.length);
      }
    });
  });
}

for (const dialect of ['assistant-status', 'agent-chat'] as const) {
  describe(`conversations of ${dialect}, one by one`, () => {
    const list = conversations[dialect];

    for (const { id, prompt } of list) {
      it(`play “${prompt}” to its end`, async () => {
        const { text, isCut } = await readAll(await ask[dialect](createInstantBackend(), prompt));
        const end =
          otherEnds[`${dialect}/${id}`] ?? (dialect === 'agent-chat' ? 'history' : 'done');
        expect(parseMessages(text).at(-1)?.event).to.equal(end);
        expect(isCut).to.equal(id === 'dropped');
      });
    }

    it('are listed by the answer to anything else', async () => {
      const { text } = await readAll(await ask[dialect](createInstantBackend(), 'Zzz'));
      const words = parseMessages(text)
        .map(({ data }) => (JSON.parse(data) as { readonly content?: string }).content ?? '')
        .join('');
      expect(words).to.include('mock backend');
      for (const { prompt } of list) expect(words).to.include(prompt);
    });
  });
}

describe('conversations of agent-chat, at their end', () => {
  it('say in the final message what the deltas or the whole message have said', async () => {
    const answers = [];
    for (const { prompt } of conversations['agent-chat']) {
      const { text } = await readAll(await ask['agent-chat'](createInstantBackend(), prompt));
      answers.push(readAnswer(text));
    }
    const ended = answers.filter(({ final }) => final !== undefined);
    expect(ended.length).to.be.above(10);
    expect(ended.map(({ said }) => said)).to.deep.equal(ended.map(({ final }) => final));
  });
});

/** The last message of an agent-chat stream, as its pieces or its whole give it, and the final one. */
function readAnswer(text: string): { said: string; final: string | undefined } {
  let said = '';
  let isWhole = false;
  let final: string | undefined;
  for (const { event, data } of parseMessages(text)) {
    const value = data.startsWith('{')
      ? (JSON.parse(data) as Readonly<Record<string, string>>)
      : {};
    if (event === 'message_delta') said = (isWhole ? '' : said) + (value['content'] ?? '');
    if (event === 'message') said = value['content'] ?? '';
    if (event === 'message_delta' || event === 'message') isWhole = event === 'message';
    if (event === 'completed') final = value['final_message'];
  }
  return { said, final };
}

describe('findConversation', () => {
  it('takes a prompt by its words alone, whatever else they would match', () => {
    for (const list of [
      assistantStatusConversations,
      iterativePlanningConversations,
      agentChatConversations,
      thinkingFeedConversations,
      operationProgressConversations,
    ]) {
      for (const { id, prompt } of list) {
        expect(
          findConversation<Conversation<never>>(list, ` ${prompt.toUpperCase()} `)?.id,
        ).to.equal(id);
      }
    }
  });

  it('takes other words that fit', () => {
    expect(findConversation(agentChatConversations, 'Is SQLite good enough?')?.id).to.equal(
      'databases',
    );
    expect(findConversation(agentChatConversations, 'ما معنى هذا؟')?.id).to.equal('arabic');
  });

  it('finds nothing for words that fit nowhere', () => {
    expect(findConversation(agentChatConversations, 'Zzz')).to.equal(undefined);
  });
});

describe('the pace of conversations', () => {
  it('lets a tool take 0.8 to 2 seconds, unless it is the slow one', async () => {
    const pauses: number[] = [];
    const pace = {
      sleep: async (ms: number) => void pauses.push(ms),
      idle: () => new Promise<void>(() => undefined),
    };
    await readAll(
      await ask['agent-chat'](createInstantBackend({ pace }), 'Plan my Thursday and tell the team'),
    );
    expect(pauses.filter((ms) => ms >= 500)).to.deep.equal([1300, 1800]);
  });

  it('gives five hundred tokens a second when it is asked to be fast', async () => {
    let time = 0;
    const pace = {
      sleep: async (ms: number) => void (time += ms),
      idle: () => new Promise<void>(() => undefined),
    };
    const response = await ask['agent-chat'](
      createInstantBackend({ pace }),
      'Count to two thousand as fast as you can',
    );
    const { text } = await readAll(response);
    const deltas = parseMessages(text).filter(({ event }) => event === 'message_delta');
    expect(deltas.length / (time / 1000)).to.equal(500);
  });
});
