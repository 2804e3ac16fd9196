import { expect } from 'chai';
import { setupServer } from 'msw/node';
import { type Backend, createSteppedPace } from '../../../demo/backend/index.js';
import { handlers } from '../../../demo/backend/msw.js';
import { createInstantBackend, readMessages, settle } from '../../support/backend-client.js';
import { readLive } from '../../support/live-stream.js';
import { provideWithResolvers } from '../../support/with-resolvers.js';

const origin = 'http://mock.example';

describe('handlers for MSW', () => {
  let stop: () => void = () => undefined;
  let withdraw: () => void = () => undefined;

  /** Answers every request of this process by the backend until the test is over. */
  function mock(backend: Backend): void {
    const server = setupServer(...handlers(backend));
    server.listen({ onUnhandledFrame: 'error' });
    stop = () => server.close();
  }

  before(() => {
    withdraw = provideWithResolvers();
  });

  afterEach(() => {
    stop();
    stop = () => undefined;
  });

  after(() => withdraw());

  it('serve a conversation as a stream', async () => {
    mock(createInstantBackend());
    const init = {
      method: 'POST',
      body: JSON.stringify({ content: 'What is the weather in Tokyo?' }),
    };
    const response = await fetch(`${origin}/message`, init);
    expect(response.headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
    expect((await readMessages(response)).at(-1)?.event).to.equal('done');
  });

  it('serve each message as it comes, and stop the scenario when the client leaves', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    mock(backend);
    const controller = new AbortController();
    const { signal } = controller;
    const body = JSON.stringify({ content: 'What is the weather in Tokyo?' });
    const response = await fetch(`${origin}/message`, { method: 'POST', body, signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).to.include('Thinking');
    const next = reader?.read().catch((reason: unknown) => reason);
    await pace.paused();
    controller.abort();
    await next;
    while (backend.running > 0) await settle();
    expect(pace.pending).to.deep.equal([]);
  });

  it('serve refusals, and keep the state of the backend', async () => {
    mock(createInstantBackend());
    const ask = (session?: string) =>
      fetch(`${origin}/api/todos/agent-create/stream`, {
        method: 'POST',
        headers: { Authorization: 'Bearer demo-token' },
        body: JSON.stringify({
          messages: [{ role: 'user', content: 'Hello' }],
          session_id: session,
        }),
      });
    expect((await ask('made-up')).status).to.equal(403);
    const [first] = await readMessages(await ask());
    const { session_id: session } = JSON.parse(first?.data ?? '') as {
      readonly session_id: string;
    };
    expect((await ask(session)).status).to.equal(200);
  });

  it('serve a feed and the message that it belongs to', async () => {
    mock(createInstantBackend());
    const base = `${origin}/api/conversations/c1`;
    const feed = readLive(await fetch(`${base}/thinking`));
    await feed.readUntil(': connected');
    const body = JSON.stringify({ content: 'Who is on call this weekend?' });
    expect((await fetch(`${base}/messages`, { method: 'POST', body })).status).to.equal(200);
    expect(await feed.readAll()).to.equal('ended');
    expect(feed.messages.at(-1)?.data).to.equal('[Roster] agent finished');
  });

  it('drop the connection where the scenario does', async () => {
    mock(createInstantBackend());
    const response = await fetch(`${origin}/fault/cut`);
    const error = await response.text().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
  });

  it('let requests to other addresses and origins through', async () => {
    const backend = createInstantBackend({ prefix: '/mock' });
    const [handler] = handlers(backend, { origin });
    const answer = (address: string) =>
      handler?.run({
        request: new Request(address, { method: 'POST', body: '{}' }),
        requestId: 'r',
      });
    expect((await answer(`${origin}/mock/message`))?.response?.status).to.equal(422);
    expect(await answer(`${origin}/message`)).to.equal(null);
    expect(await answer('http://elsewhere.example/mock/message')).to.equal(null);
  });

  it('do not take an address that only ends like one of theirs', async () => {
    const [handler] = handlers(createInstantBackend());
    const request = new Request(`${origin}/other/message`, { method: 'POST', body: '{}' });
    expect((await handler?.run({ request, requestId: 'r' }))?.response).to.equal(undefined);
  });
});
