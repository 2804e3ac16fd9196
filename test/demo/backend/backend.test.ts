import { expect } from 'chai';
import { createSteppedPace } from '../../../demo/backend/index.js';
import { createInstantBackend, post, settle } from '../../support/backend-client.js';

const question = { content: 'What is the weather in Tokyo?' };

describe('createBackend', () => {
  it('answers an address that it does not know with 404', async () => {
    const response = await createInstantBackend().fetch(post('/nowhere', {}));
    expect(response.status).to.equal(404);
    expect(await response.json()).to.deep.equal({ detail: 'Not Found' });
  });

  it('puts its prefix before every address', async () => {
    const backend = createInstantBackend({ prefix: '/mock' });
    expect((await backend.fetch(post('/mock/message', question))).status).to.equal(200);
    expect((await backend.fetch(post('/message', question))).status).to.equal(404);
    expect(backend.routes.every(({ path }) => path.startsWith('/mock/'))).to.equal(true);
    expect(backend.knows('/mock/message')).to.equal(true);
    expect(backend.knows('/message')).to.equal(false);
  });

  it('counts the scenarios that run, and stops one when its request is aborted', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const controller = new AbortController();
    const response = await backend.fetch(post('/message', question, { signal: controller.signal }));
    const body = response.text().catch((reason: unknown) => reason);
    await pace.paused();
    expect(backend.running).to.equal(1);
    controller.abort();
    expect(await body).to.have.property('name', 'AbortError');
    expect(backend.running).to.equal(0);
    expect(pace.pending).to.deep.equal([]);
  });

  it('counts a scenario no longer when it has come to its end', async () => {
    const backend = createInstantBackend();
    await (await backend.fetch(post('/message', question))).text();
    expect(backend.running).to.equal(0);
  });

  it('runs two requests side by side without mixing them', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const weather = backend.fetch(post('/message', question)).then((response) => response.text());
    const hello = backend
      .fetch(post('/message', { content: 'Say hello with an unreadable message' }))
      .then((response) => response.text());
    await pace.paused();
    await settle();
    expect(backend.running).to.equal(2);
    while (backend.running > 0) {
      pace.step();
      await settle();
    }
    expect(await weather)
      .to.include('Tokyo')
      .and.not.include('Hello');
    expect(await hello)
      .to.include('Hello')
      .and.not.include('Tokyo');
  });

  it('counts 15 seconds of silence before a comment, unless it is told otherwise', async () => {
    const intervals: number[] = [];
    const idle = async (ms: number) => void intervals.push(ms);
    const sleep = () => new Promise<void>(() => undefined);
    for (const options of [{}, { keepAlive: 4000 }, { keepAlive: 0 }]) {
      const backend = createInstantBackend({ pace: { sleep, idle }, ...options });
      const content = 'Start a sentence and leave it';
      const reader = (await backend.fetch(post('/message', { content }))).body?.getReader();
      await reader?.read();
      void reader?.read();
      await settle();
      await reader?.cancel();
    }
    expect([...new Set(intervals)]).to.deep.equal([15_000, 4000]);
  });

  it('drops a JSON answer whose conversation drops the connection', async () => {
    const headers = { Authorization: 'Bearer demo-token' };
    const messages = [{ role: 'user', content: 'Summarise the incident report' }];
    const request = post(
      '/api/todos/agent-create/stream',
      { messages, stream: false },
      { headers },
    );
    expect((await createInstantBackend().fetch(request)).type).to.equal('error');
  });
});
