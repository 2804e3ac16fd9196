import { expect } from 'chai';
import {
  openStream,
  type ConnectionError,
  type OpenStreamOptions,
  type StreamRequest,
} from '../../src/connection/index.js';
import { collect, failureOf } from '../support/async-outcomes.js';
import { chunkedBody, toBytes } from '../support/chunked-body.js';
import { createFakeClock, settle } from '../support/fake-clock.js';
import {
  createFakeFetch,
  pushStream,
  textResponse,
  type FakeAnswer,
} from '../support/fake-fetch.js';

const get: StreamRequest = { url: 'https://agent.example/feed?token=secret#top', method: 'GET' };

function serve(answer: FakeAnswer): typeof fetch {
  const server = createFakeFetch();
  server.answer(answer);
  return server.fetch;
}

const refuse = (answer: FakeAnswer, options: OpenStreamOptions = {}): Promise<ConnectionError> =>
  failureOf(openStream(get, { fetch: serve(answer), ...options }));

describe('openStream looks at the status, then the content type, then the body', () => {
  const bogus = 'data: not a stream\n\n';

  for (const type of [
    'text/event-stream',
    'text/event-stream;charset=utf-8',
    'Text/Event-Stream ; x=y',
    'text/event-stream;charset=windows-1251',
    'text/event-stream, text/event-stream',
    'text/html, text/event-stream',
    'text/event-stream; x="a, text/html", */*, bogus',
  ]) {
    it(`streams ${type}, as UTF-8`, async () => {
      const answer = textResponse(200, 'data: é\n\n', { 'content-type': type });
      const opened = await openStream(get, { fetch: serve(answer) });
      if (opened.kind !== 'stream') throw new Error('Expected a stream, got JSON');
      const [message] = await collect(opened.messages);
      expect(message).to.include({ data: 'é' });
    });
  }

  for (const type of [
    'text/html',
    'text/event-streams',
    'text/x-bogus',
    'x bogus',
    'text/plain',
    'text/event-stream, text/html',
    '',
  ]) {
    it(`refuses "${type}" and keeps the beginning of its text`, async () => {
      const error = await refuse(textResponse(200, bogus, { 'content-type': type }));
      expect(error).to.include({ kind: 'content-type', status: 200, body: bogus });
      expect(error.message).to.equal(`Expected text/event-stream, got "${type}"`);
    });
  }

  for (const type of [undefined, '', 'text/', 'Text/Event-Stre']) {
    it(`takes an empty answer of type ${type} for one whose head was cut`, async () => {
      const headers = type === undefined ? {} : { 'content-type': type };
      expect((await refuse(textResponse(200, null, headers))).kind).to.equal('cut');
      const strict = await refuse(textResponse(200, null, headers), { strict: true });
      expect(strict.kind).to.equal('content-type');
    });
  }

  it('says so when there is no content type', async () => {
    const body = chunkedBody([toBytes(bogus)]);
    const error = await refuse(textResponse(200, body));
    expect(error.message).to.equal('Expected text/event-stream, got no content type');
  });

  for (const status of [400, 401, 403, 404, 410, 413, 422, 429, 500, 502, 503, 504, 201, 206]) {
    it(`does not parse the body of status ${status} as a stream`, async () => {
      const error = await refuse(
        textResponse(status, bogus, { 'content-type': 'text/event-stream' }),
      );
      expect(error).to.include({ kind: 'status', status, body: bogus });
      expect(error.message).to.equal(`Expected status 200, got ${status}`);
    });
  }

  it('takes 204 for "stop asking"', async () => {
    expect(await refuse(textResponse(204, null))).to.include({ kind: 'no-content', status: 204 });
  });

  it('reads at most 1 kB of an error, cut between characters, and lets go of the rest', async () => {
    const stream = pushStream();
    stream.push('é'.repeat(511) + '日'.repeat(10));
    stream.push('x'.repeat(5_000));
    const answer = textResponse(500, stream.body, { 'content-type': 'text/plain' });
    expect((await refuse(answer)).body).to.equal('é'.repeat(511));
    expect(stream.isCancelled).to.equal(true);
  });

  it('does not wait for the text of an error for longer than a second', async () => {
    const clock = createFakeClock();
    const stream = pushStream();
    stream.push('half');
    const answer = textResponse(503, stream.body, { 'content-type': 'text/html' });
    const failing = refuse(answer, { clock });
    await clock.advance(1_000);
    expect(await failing).to.include({ kind: 'status', status: 503 });
    expect([stream.isCancelled, clock.pending]).to.deep.equal([true, 0]);
  });

  it('does not read what is no text', async () => {
    const stream = pushStream();
    const answer = textResponse(404, stream.body, { 'content-type': 'image/png' });
    expect((await refuse(answer)).body).to.equal(undefined);
    expect(stream.isCancelled).to.equal(true);
  });

  it('known bug 35: gives the facts of a refusal, and of the URL only origin and path', async () => {
    const headers = { 'content-type': 'application/json', 'retry-after': '7' };
    const error = await refuse(textResponse(429, '{"message":"slow down"}', headers));
    expect(error).to.include({
      kind: 'status',
      status: 429,
      retryAfter: 7_000,
      contentType: 'application/json',
      body: '{"message":"slow down"}',
      url: 'https://agent.example/feed',
    });
    expect(JSON.stringify(error) + error.message + error.stack).to.not.include('secret');
  });

  it('calls it a network failure when no answer comes', async () => {
    const cause = new TypeError('Failed to fetch');
    const error = await refuse(cause);
    expect(error).to.include({ kind: 'network', cause, url: 'https://agent.example/feed' });
    expect(error.message).to.equal(
      'Expected an answer from https://agent.example/feed, got none (no network, or refused by CORS)',
    );
  });
});

describe('openStream takes JSON for the answer that is no stream', () => {
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'application/problem+json',
  ]) {
    it(`of type ${type}`, async () => {
      const fetch = serve(textResponse(200, '{"content":"é"}', { 'content-type': type }));
      const opened = await openStream(get, { fetch });
      expect(opened).to.include({ kind: 'json', status: 200, text: '{"content":"é"}' });
    });
  }

  it('unless it is strict: then JSON is a wrong content type', async () => {
    const answer = textResponse(200, '{}', { 'content-type': 'application/json' });
    const error = await refuse(answer, { strict: true });
    expect(error).to.include({ kind: 'content-type', contentType: 'application/json' });
  });

  it('with any successful status', async () => {
    const fetch = serve(textResponse(202, '[]', { 'content-type': 'application/json' }));
    expect(await openStream(get, { fetch })).to.include({ kind: 'json', status: 202 });
  });

  const json = { 'content-type': 'application/json' };

  it('but not beyond the limit', async () => {
    const stream = pushStream();
    stream.push(`[${'1,'.repeat(600)}`);
    const error = await refuse(textResponse(200, stream.body, json), {
      limits: { answerLength: 1_000 },
    });
    expect(error.kind).to.equal('limit');
    expect(stream.isCancelled).to.equal(true);
  });

  it('and says when it was cut', async () => {
    const stream = pushStream();
    stream.push('[1,');
    const failing = refuse(textResponse(200, stream.body, json));
    await settle();
    stream.fail();
    expect((await failing).kind).to.equal('cut');
  });
});
