import { expect } from 'chai';
import { createSteppedPace } from '../../../demo/backend/index.js';
import {
  createInstantBackend,
  parseMessages,
  post,
  readMessages,
  recordedDay,
  settle,
} from '../../support/backend-client.js';

function get(path: string, init: RequestInit = {}): Request {
  return new Request(`http://localhost${path}`, init);
}

describe('fault routes', () => {
  for (const [method, createRequest] of [
    ['GET', get],
    ['POST', (path: string) => post(path, { content: 'x' })],
  ] as const) {
    for (const status of [204, 400, 401, 403, 404, 413, 422, 429, 500, 503]) {
      it(`answer ${method} /fault/${status} with that status`, async () => {
        const response = await createInstantBackend().fetch(createRequest(`/fault/${status}`));
        expect(response.status).to.equal(status);
        if (status === 204) expect(response.body).to.equal(null);
        else expect(await response.json()).to.have.property('detail');
      });
    }

    it(`answer ${method} /fault/html with a page and 200`, async () => {
      const response = await createInstantBackend().fetch(createRequest('/fault/html'));
      expect(response.status).to.equal(200);
      expect(response.headers.get('content-type')).to.equal('text/html');
    });

    it(`answer ${method} /fault/empty with a stream that ends at once`, async () => {
      const response = await createInstantBackend().fetch(createRequest('/fault/empty'));
      expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
      expect(await response.text()).to.equal('');
    });
  }

  it('says with 429 when to come back', async () => {
    const response = await createInstantBackend().fetch(get('/fault/429'));
    expect(response.headers.get('retry-after')).to.equal('2');
  });

  it('sends some text and drops the connection at /fault/cut, in either dialect', async () => {
    for (const [query, event] of [
      ['', 'message'],
      ['?dialect=agent-chat', 'message_delta'],
    ]) {
      const response = await createInstantBackend().fetch(get(`/fault/cut${query}`));
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (let read = 0; read < 3; read += 1) text += (await reader?.read())?.value ?? '';
      expect(parseMessages(text).map((message) => message.event)).to.deep.equal([
        event,
        event,
        event,
      ]);
      const error = await reader?.read().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(Error);
    }
  });

  it('mixes messages that are not JSON among good ones at /fault/garbage, and ends well', async () => {
    for (const [query, end] of [
      ['', 'done'],
      ['?dialect=agent-chat', 'completed'],
    ]) {
      const response = await createInstantBackend().fetch(get(`/fault/garbage${query}`));
      const messages = await readMessages(response);
      const isJson = messages.map(({ data }) => /^\{.*\}$/.test(data));
      expect(isJson).to.deep.equal([true, false, true, false, true, true]);
      expect(messages.at(-1)?.event).to.equal(end);
    }
  });

  it('goes quiet at /fault/stall, without a comment, until the client leaves', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const reader = (await backend.fetch(get('/fault/stall'))).body?.getReader();
    await reader?.read();
    let isSettled = false;
    void reader?.read().then(() => (isSettled = true));
    pace.strike();
    await settle();
    expect(isSettled).to.equal(false);
    await reader?.cancel();
    await settle();
    expect(backend.running).to.equal(0);
  });

  it('goes quiet after some heartbeats at /fault/faint, until the client leaves', async () => {
    const backend = createInstantBackend();
    const reader = (await backend.fetch(get('/fault/faint'))).body?.getReader();
    let text = '';
    for (let read = 0; read < 6; read += 1) {
      text += new TextDecoder().decode((await reader?.read())?.value);
    }
    expect(text.match(/: heartbeat/g)).to.have.length(4);
    let isSettled = false;
    void reader?.read().then(() => (isSettled = true));
    await settle();
    expect([isSettled, backend.running]).to.deep.equal([false, 1]);
    await reader?.cancel();
    await settle();
    expect(backend.running).to.equal(0);
  });

  /** The ids of what an address sends after an id, until it breaks or ends. */
  async function idsAfter(address: string, lastEventId?: string): Promise<number[]> {
    const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
    const response = await createInstantBackend().fetch(get(address, { headers }));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const read = await reader?.read().catch(() => undefined);
      if (!read || read.done) break;
      text += read.value;
    }
    return parseMessages(text).map(({ id }) => Number(id));
  }

  it('breaks now and then at /fault/broken, and goes on after the last id until its end', async () => {
    const first = await idsAfter('/fault/broken');
    expect(first).to.deep.equal(Array.from({ length: 12 }, (_, index) => index + 1));
    expect((await idsAfter('/fault/broken', '12'))[0]).to.equal(13);
    const response = await createInstantBackend().fetch(
      get('/fault/broken', { headers: { 'Last-Event-ID': '40' } }),
    );
    expect((await readMessages(response)).at(-1)?.event).to.equal('done');
  });

  it('leaves something out at /fault/gap when it goes on', async () => {
    expect((await idsAfter('/fault/gap', '12'))[0]).to.equal(16);
  });

  it('refuses to go on at /fault/gone', async () => {
    expect(await idsAfter('/fault/gone')).to.have.length(12);
    const again = get('/fault/gone', { headers: { 'Last-Event-ID': '12' } });
    expect((await createInstantBackend().fetch(again)).status).to.equal(502);
  });

  it('never answers at /fault/silent, and lets go when the client leaves', async () => {
    const controller = new AbortController();
    const request = get('/fault/silent', { signal: controller.signal });
    const answer = createInstantBackend()
      .fetch(request)
      .catch((reason: unknown) => reason);
    const first = await Promise.race([answer, settle().then(() => 'nothing yet')]);
    expect(first).to.equal('nothing yet');
    controller.abort();
    expect(await answer).to.have.property('name', 'AbortError');
  });

  it('is busy for a second at /fault/busy, for each key', async () => {
    let time = recordedDay;
    const backend = createInstantBackend({ now: () => time });
    expect((await backend.fetch(post('/fault/busy?key=a', {}))).status).to.equal(503);
    time += 999;
    expect((await backend.fetch(post('/fault/busy?key=a', {}))).status).to.equal(503);
    time += 1;
    expect((await backend.fetch(post('/fault/busy?key=a', {}))).status).to.equal(200);
    expect((await backend.fetch(post('/fault/busy?key=b', {}))).status).to.equal(503);
  });
});
