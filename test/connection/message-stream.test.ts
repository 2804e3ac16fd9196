import { expect } from 'chai';
import {
  openStream,
  type OpenedEventStream,
  type OpenStreamOptions,
  type StreamRequest,
} from '../../src/connection/index.js';
import { collect, failureOf } from '../support/async-outcomes.js';
import { chunkedBody, inPieces, toBytes } from '../support/chunked-body.js';
import { settle } from '../support/fake-clock.js';
import {
  createFakeFetch,
  eventStreamResponse,
  pushStream,
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

describe('an opened stream reads', () => {
  it('the same messages by messages and by batches, in any chunks', async () => {
    const bytes = toBytes('id: 1\ndata: a\n\nevent: x\ndata: b\ndata: ü\n\ndata: c\n\n');
    const expected = [
      { id: '1', event: 'message', data: 'a' },
      { id: '1', event: 'x', data: 'b\nü' },
      { id: '1', event: 'message', data: 'c' },
    ];
    for (const length of [1, 2, 3, 7, 1_000]) {
      const answer = (): Response => eventStreamResponse(chunkedBody(inPieces(bytes, length)));
      expect(await collect((await open(answer())).messages)).to.deep.equal(expected);
      expect((await collect((await open(answer())).batches)).flat()).to.deep.equal(expected);
    }
  });

  it('known bug 44: a message before the next byte comes', async () => {
    const stream = pushStream();
    const messages = (await open(stream)).messages[Symbol.asyncIterator]();
    stream.push('data: first\n\n');
    expect((await messages.next()).value).to.include({ data: 'first' });
    stream.push('data: second\n\ndata: th');
    expect((await messages.next()).value).to.include({ data: 'second' });
  });

  it('an empty batch for a piece without a message, which is a sign of life', async () => {
    const stream = pushStream();
    const comments: string[] = [];
    const opened = await open(stream, { onComment: (text) => comments.push(text) });
    const batches = opened.batches[Symbol.asyncIterator]();
    stream.push(': keep-alive\n\n');
    expect((await batches.next()).value).to.deep.equal([]);
    expect(comments).to.deep.equal(['keep-alive']);
  });

  it('nothing from an empty chunk, which is neither an end nor a sign of life', async () => {
    const stream = pushStream();
    const batches = (await open(stream)).batches[Symbol.asyncIterator]();
    stream.push(new Uint8Array());
    stream.push('data: a\n\n');
    expect((await batches.next()).value).to.deep.equal([{ id: '', event: 'message', data: 'a' }]);
  });

  it('known bug 32: nothing from the network until a message is asked for', async () => {
    const stream = pushStream();
    const { batches } = await open(stream);
    await settle();
    expect(stream.pulls).to.equal(0);
    const reading = batches[Symbol.asyncIterator]();
    const first = reading.next();
    await settle();
    stream.push('data: a\n\n');
    await first;
    await settle();
    expect(stream.pulls).to.equal(1);
  });

  it('each message once to calls that do not wait for each other', async () => {
    const stream = pushStream();
    const messages = (await open(stream)).messages[Symbol.asyncIterator]();
    const calls = Array.from({ length: 4 }, () => messages.next());
    stream.push('data: a\n\ndata: b\n\n');
    await settle();
    stream.push('data: c\n\n');
    stream.end();
    const results = await Promise.all(calls);
    expect(results.map(({ value }) => value?.data)).to.deep.equal(['a', 'b', 'c', undefined]);
  });

  it('a big chunk in pieces, so that no more messages wait than allowed, and loses none', async () => {
    const bytes = toBytes('data\n\n'.repeat(100_000));
    const { batches } = await open(eventStreamResponse(bytes));
    const lengths = (await collect(batches)).map((batch) => batch.length);
    expect(Math.max(...lengths)).to.be.at.most(10_000);
    expect(lengths.reduce((sum, length) => sum + length)).to.equal(100_000);
  });

  it('no more messages at once than the limit says, whatever it is', async () => {
    const bytes = toBytes('data: ab\n\n'.repeat(100));
    for (const queuedMessages of [1, 2, 10]) {
      const answer = eventStreamResponse(bytes);
      const batches = await collect((await open(answer, { limits: { queuedMessages } })).batches);
      expect(Math.max(...batches.map((batch) => batch.length))).to.be.at.most(queuedMessages);
      expect(batches.flat()).to.have.length(100);
    }
  });

  it('a leftover block at the end, marked, unless it is strict', async () => {
    const body = 'data: {"a":1}\n';
    expect(await collect((await open(eventStreamResponse(body))).messages)).to.deep.equal([
      { id: '', event: 'message', data: '{"a":1}', recovered: true },
    ]);
    const strict = await open(eventStreamResponse(body), { strict: true });
    expect(await collect(strict.messages)).to.deep.equal([]);
  });

  it('the id and retry time so far', async () => {
    const body = 'retry: 1234\nid: 5\ndata: a\n\nid: 6\n\n';
    const opened = await open(eventStreamResponse(body), { lastEventId: '4' });
    expect([opened.lastEventId, opened.retryTime]).to.deep.equal(['4', undefined]);
    await collect(opened.messages);
    expect([opened.lastEventId, opened.retryTime]).to.deep.equal(['6', 1_234]);
  });

  it('nothing from a response without a body, and ends', async () => {
    const answer = eventStreamResponse(null);
    expect(await collect((await open(answer)).messages)).to.deep.equal([]);
  });
});

describe('an opened stream ends', () => {
  it('with `cut` when the body breaks, after the messages before it, without the torn one', async () => {
    const stream = pushStream();
    const seen: string[] = [];
    const { messages } = await open(stream);
    const reading = failureOf(
      (async () => {
        for await (const { data } of messages) seen.push(data);
      })(),
    );
    stream.push('data: a\n\ndata: {"torn":1}\n');
    await settle();
    stream.fail();
    expect(await reading).to.include({ kind: 'cut', url: 'https://agent.example/feed' });
    expect(seen).to.deep.equal(['a']);
  });

  it('with `limit`, after the messages before it, and lets go of the connection', async () => {
    const stream = pushStream();
    const seen: string[] = [];
    const { messages } = await open(stream, { limits: { messageLength: 10 } });
    stream.push('data: a\n\ndata: 12345678901\n\ndata: b\n\n');
    const reading = (async () => {
      for await (const { data } of messages) seen.push(data);
    })();
    expect((await failureOf(reading)).kind).to.equal('limit');
    expect(seen).to.deep.equal(['a']);
    expect(stream.isCancelled).to.equal(true);
  });

  it('when the consumer breaks off, and lets go of the connection', async () => {
    const stream = pushStream();
    const { messages } = await open(stream);
    stream.push('data: a\n\ndata: b\n\n');
    for await (const message of messages) {
      expect(message.data).to.equal('a');
      break;
    }
    expect(stream.isCancelled).to.equal(true);
  });

  for (const way of ['messages', 'batches'] as const) {
    it(`known bug 33: at once on return(), also while ${way} wait, and again on a second return()`, async () => {
      const stream = pushStream();
      const other = pushStream();
      const iterator = (await open(stream))[way][Symbol.asyncIterator]();
      const untouched = (await open(other)).messages[Symbol.asyncIterator]();
      const waiting = iterator.next();
      await settle();
      await iterator.return?.();
      await iterator.return?.();
      expect(await waiting).to.deep.equal({ done: true, value: undefined });
      expect(await iterator.next()).to.deep.equal({ done: true, value: undefined });
      expect(stream.isCancelled).to.equal(true);
      other.push('data: still here\n\n');
      expect((await untouched.next()).value).to.include({ data: 'still here' });
    });
  }

  it('when it is closed, also before it was read and more than once', async () => {
    const stream = pushStream();
    const opened = await open(stream);
    opened.close();
    opened.close();
    expect(stream.isCancelled).to.equal(true);
    expect(await collect(opened.messages)).to.deep.equal([]);
  });

  it('when it is closed while a message is handled, without the others of the chunk', async () => {
    const stream = pushStream();
    const opened = await open(stream);
    const seen: string[] = [];
    stream.push('data: a\n\ndata: b\n\ndata: c\n\n');
    for await (const { data } of opened.messages) {
      seen.push(data);
      opened.close();
    }
    expect(seen).to.deep.equal(['a']);
  });

  it('without an error when it is closed before the error is due', async () => {
    const stream = pushStream();
    const opened = await open(stream, { limits: { messageLength: 10 } });
    stream.push('data: a\n\ndata: 12345678901\n\n');
    const seen: string[] = [];
    for await (const batch of opened.batches) {
      seen.push(...batch.map(({ data }) => data));
      opened.close();
    }
    expect(seen).to.deep.equal(['a']);
  });

  it('for one consumer only: a second is told so', async () => {
    const opened = await open(pushStream());
    opened.messages[Symbol.asyncIterator]();
    expect(() => opened.batches[Symbol.asyncIterator]()).to.throw(TypeError, 'one consumer');
  });
});
