import { expect } from 'chai';
import {
  openStream,
  type ConnectionError,
  type OpenedEventStream,
  type OpenStreamOptions,
  type StreamRequest,
} from '../../src/connection/index.js';
import { collect, failureOf } from '../support/async-outcomes.js';
import { createCountedSignal } from '../support/counted-signal.js';
import { createFakeClock, settle } from '../support/fake-clock.js';
import {
  createFakeFetch,
  eventStreamResponse,
  jsonResponse,
  pushStream,
  textResponse,
  type FakeAnswer,
  type FakeFetch,
} from '../support/fake-fetch.js';

const get: StreamRequest = { url: 'https://agent.example/feed', method: 'GET' };

function serve(answer: FakeAnswer): FakeFetch {
  const server = createFakeFetch();
  server.answer(answer);
  return server;
}

async function open(
  answer: FakeAnswer,
  options: OpenStreamOptions = {},
): Promise<OpenedEventStream> {
  const opened = await openStream(get, { fetch: serve(answer).fetch, ...options });
  if (opened.kind !== 'stream') throw new Error('Expected a stream, got JSON');
  return opened;
}

const failureToOpen = (answer: FakeAnswer, options: OpenStreamOptions): Promise<ConnectionError> =>
  failureOf(openStream(get, { fetch: serve(answer).fetch, ...options }));

describe('openStream obeys its signal', () => {
  it('while it waits for the answer', async () => {
    const controller = new AbortController();
    const reason = new Error('stop pressed');
    const failing = failureToOpen('never', { signal: controller.signal });
    await settle();
    controller.abort(reason);
    expect(await failing).to.include({ kind: 'aborted', cause: reason });
  });

  it('even if fetch does not, and lets go of an answer that comes too late', async () => {
    const controller = new AbortController();
    const stream = pushStream();
    let answer: (late: Response) => void = () => {};
    const deaf = (): Promise<Response> => new Promise((resolve) => (answer = resolve));
    const failing = failureOf(openStream(get, { fetch: deaf, signal: controller.signal }));
    controller.abort();
    expect((await failing).kind).to.equal('aborted');
    answer(eventStreamResponse(stream.body));
    await settle();
    expect(stream.isCancelled).to.equal(true);
  });

  it('while it waits for bytes', async () => {
    const controller = new AbortController();
    const stream = pushStream();
    const { messages } = await open(stream, { signal: controller.signal });
    const failing = failureOf(collect(messages));
    await settle();
    controller.abort();
    expect((await failing).kind).to.equal('aborted');
    expect(stream.isCancelled).to.equal(true);
  });

  it('while a message is handled: the others of the chunk do not come', async () => {
    const controller = new AbortController();
    const stream = pushStream();
    const { messages } = await open(stream, { signal: controller.signal });
    stream.push('data: a\n\ndata: b\n\n');
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { data } of messages) {
        seen.push(data);
        controller.abort();
      }
    })();
    expect((await failureOf(reading)).kind).to.equal('aborted');
    expect(seen).to.deep.equal(['a']);
  });

  it('while it reads the text of an error or of JSON', async () => {
    for (const status of [500, 200]) {
      const controller = new AbortController();
      const stream = pushStream();
      const headers = { 'content-type': 'application/json' };
      const answer = textResponse(status, stream.body, headers);
      const failing = failureToOpen(answer, {
        signal: controller.signal,
        clock: createFakeClock(),
      });
      await settle();
      controller.abort();
      expect((await failing).kind).to.equal('aborted');
      expect(stream.isCancelled).to.equal(true);
    }
  });

  it('and leaves no listener on it, however a stream ends', async () => {
    const counted = createCountedSignal();
    const { signal } = counted;
    for (let run = 0; run < 100; run += 1) {
      await collect((await open(eventStreamResponse('data: a\n\n'), { signal })).messages);
      (await open(pushStream(), { signal })).close();
      await failureToOpen(textResponse(500, 'no'), { signal });
      await failureToOpen(new TypeError('no'), { signal });
      await openStream(get, { fetch: serve(jsonResponse({})).fetch, signal });
    }
    expect(counted.listeners).to.equal(0);
  });
});
