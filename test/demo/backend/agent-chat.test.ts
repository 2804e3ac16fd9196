import { expect } from 'chai';
import {
  agentPath,
  ask,
  demoToken,
  readPairs,
  readSession,
} from '../../support/agent-chat-client.js';
import { createInstantBackend, post, readFixture } from '../../support/backend-client.js';

describe('agent-chat: conversations', () => {
  it('serves the recorded todo, but for the ids', async () => {
    const received = await readPairs(
      await ask(createInstantBackend(), 'Create a todo for meeting tomorrow'),
    );
    const recorded = await readFixture('agent-chat/todo');
    const withoutIds = (pairs: unknown) =>
      JSON.parse(
        JSON.stringify(pairs).replace(/"(session_id|todo_id)":"[^"]*"/g, '"$1":"…"'),
      ) as unknown;
    expect(withoutIds(received)).to.deep.equal(withoutIds(recorded));
  });

  it('serves the recorded nested form', async () => {
    const words = 'Say hello with an unreadable message';
    const received = await readPairs(
      await ask(createInstantBackend(), words, { query: '?form=nested' }),
    );
    const recorded = await readFixture('agent-chat/nested');
    expect(received.slice(1, recorded.length)).to.deep.equal(recorded.slice(1));
    expect(received[0]).to.deep.equal([
      undefined,
      { event: 'session_initialized', data: { session_id: 'id-1' } },
    ]);
  });

  it('keeps the digits of numbers in both forms', async () => {
    const words = 'Show me the ledger entry as it is';
    for (const query of ['', '?form=nested']) {
      const text = await (await ask(createInstantBackend(), words, { query })).text();
      expect(text).to.include('12345678901234567890.10').and.include('9007199254740993');
    }
  });

  it('answers without streaming in one JSON object, and nested in a list', async () => {
    const backend = createInstantBackend();
    const words = 'Say hello with an unreadable message';
    const plain = await ask(backend, words, { stream: false });
    expect(await plain.json()).to.deep.equal({ content: 'Hello world', session_id: 'id-1' });
    const nested = await ask(backend, words, { stream: false, query: '?form=nested' });
    expect(await nested.json()).to.deep.equal([{ role: 'assistant', content: 'Hello world' }]);
  });

  it('answers a failed run without streaming with 500 and the reason', async () => {
    const response = await ask(createInstantBackend(), 'Import my contacts', { stream: false });
    expect(response.status).to.equal(500);
    expect(((await response.json()) as { readonly detail: string }).detail).to.include('503');
  });

  it('says with an error that a run has failed, and sends neither end nor history', async () => {
    const received = await readPairs(await ask(createInstantBackend(), 'Import my contacts'));
    expect(received.at(-1)?.[0]).to.equal('error');
    expect(received.at(-1)?.[1]).to.include({ status: 'error' });
    expect(received.map(([event]) => event)).not.to.include('completed');
  });

  it('changes the agent’s name in the middle of a run', async () => {
    const received = await readPairs(
      await ask(createInstantBackend(), 'Plan my Thursday and tell the team'),
    );
    const names = received.filter(([event]) => event === 'agent_updated').map(([, data]) => data);
    expect(names).to.deep.equal([
      { name: 'Dispatcher' },
      { name: 'CalendarAgent' },
      { name: 'MailAgent' },
    ]);
  });
});

describe('agent-chat: sessions', () => {
  it('gives a new conversation a session, and keeps the one that is sent', async () => {
    const backend = createInstantBackend();
    const session = await readSession(await ask(backend, 'Hello'));
    expect(session).to.match(/^[A-Za-z0-9_-]+$/);
    expect(await readSession(await ask(backend, 'Again', { session }))).to.equal(session);
    expect(await readSession(await ask(backend, 'Hello'))).not.to.equal(session);
  });

  it('remembers: the second answer refers to the first, and history has both turns', async () => {
    const backend = createInstantBackend();
    const session = await readSession(await ask(backend, 'Say hello with an unreadable message'));
    const second = await readPairs(await ask(backend, 'Hello again', { session }));
    const third = await readPairs(await ask(backend, 'What is on my todo list?', { session }));
    expect(JSON.stringify(second.at(-2))).to.include('Say hello with an unreadable message');
    const history = third.at(-1)?.[1] as readonly {
      readonly role: string;
      readonly content: string;
    }[];
    expect(history.map(({ role }) => role)).to.deep.equal([
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
      'assistant',
    ]);
    expect(history[1]?.content).to.equal('Hello world');
  });

  it('remembers the todos of a session', async () => {
    const backend = createInstantBackend();
    const session = await readSession(await ask(backend, 'Create a todo for meeting tomorrow'));
    const listed = await (await ask(backend, 'What is on my todo list?', { session })).text();
    expect(listed).to.include('"item":"Team meeting"');
    const other = await (await ask(backend, 'What is on my todo list?')).text();
    expect(other).to.include('"todos":[]');
  });

  it('takes over what the client says went before', async () => {
    const messages = [
      { role: 'user', content: 'Earlier words' },
      { role: 'assistant', content: 'An answer' },
      { role: 'user', content: 'What did I ask you before?' },
    ];
    const headers = demoToken;
    const response = await createInstantBackend().fetch(post(agentPath, { messages }, { headers }));
    const received = await readPairs(response);
    expect(JSON.stringify(received.at(-2))).to.include('1. Earlier words');
  });

  it('writes down what a client had read when it left', async () => {
    const backend = createInstantBackend();
    const session = await readSession(await ask(backend, 'Hello'));
    const reader = (await ask(backend, 'Import my contacts', { session })).body?.getReader();
    for (let message = 0; message < 6; message += 1) await reader?.read();
    await reader?.cancel();
    const received = await readPairs(await ask(backend, 'What is on my todo list?', { session }));
    const history = received.at(-1)?.[1] as readonly { readonly content: string }[];
    expect(history[3]?.content)
      .to.match(/^Before this/)
      .and.not.include('540');
  });
});
