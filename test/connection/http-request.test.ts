import { expect } from 'chai';
import {
  openStream,
  type OpenStreamOptions,
  type StreamRequest,
} from '../../src/connection/index.js';
import { failureOf } from '../support/async-outcomes.js';
import {
  createFakeFetch,
  eventStreamResponse,
  pushStream,
  type FakeRequest,
} from '../support/fake-fetch.js';

const get: StreamRequest = { url: 'https://agent.example/feed?token=secret#top', method: 'GET' };

/** What reaches the server. */
async function send(
  request: Partial<StreamRequest>,
  options: OpenStreamOptions = {},
): Promise<FakeRequest> {
  const server = createFakeFetch();
  server.answer(eventStreamResponse(''));
  await openStream({ ...get, ...request }, { fetch: server.fetch, ...options });
  const [sent] = server.requests;
  if (!sent) throw new Error('Expected a request, got none');
  return sent;
}

describe('openStream sends', () => {
  it('a GET that no cache answers and that needs no preflight', async () => {
    const { headers, init, method, url } = await send({});
    expect([method, url]).to.deep.equal(['GET', get.url]);
    expect(init).to.include({ cache: 'no-store', credentials: 'same-origin', redirect: 'follow' });
    expect([...headers]).to.deep.equal([['accept', 'text/event-stream']]);
  });

  it('a POST with its body, headers and credentials', async () => {
    const { body, headers, init, method } = await send({
      method: 'POST',
      body: '{"content":"é"}',
      headers: { 'Content-Type': 'application/json' },
      credentials: 'include',
    });
    expect([method, body, init.credentials]).to.deep.equal(['POST', '{"content":"é"}', 'include']);
    expect(headers.get('content-type')).to.equal('application/json');
  });

  it('what it accepts: a stream, JSON, or what the page says', async () => {
    expect((await send({ accept: 'json' })).headers.get('accept')).to.equal('application/json');
    const custom = await send({ headers: { Accept: 'text/event-stream, application/json' } });
    expect(custom.headers.get('accept')).to.equal('text/event-stream, application/json');
  });

  it('the last event id as UTF-8 bytes, and no header for the empty one', async () => {
    const { headers } = await send({}, { lastEventId: '…日本👍' });
    const bytes = Uint8Array.from(headers.get('last-event-id') ?? '', (char) => char.charCodeAt(0));
    expect(new TextDecoder().decode(bytes)).to.equal('…日本👍');
    expect((await send({}, { lastEventId: '' })).headers.has('last-event-id')).to.equal(false);
  });

  it('no header of the page to where the server redirects', async () => {
    const redirect = async (request: Partial<StreamRequest>): Promise<unknown> =>
      (await send(request, { lastEventId: '1' })).init.redirect;
    expect(await redirect({ headers: { 'X-Api-Key': 'k' } })).to.equal('error');
    expect(await redirect({ headers: { Authorization: 'Bearer k' } })).to.equal('error');
    expect(await redirect({ headers: { 'Content-Type': 'application/json' } })).to.equal('follow');
    expect(await redirect({ headers: { 'X-Api-Key': 'k' }, redirect: 'follow' })).to.equal(
      'follow',
    );
  });

  it('nothing when the signal is already aborted', async () => {
    const server = createFakeFetch();
    server.answer(pushStream());
    const signal = AbortSignal.abort();
    const error = await failureOf(openStream(get, { fetch: server.fetch, signal }));
    expect(error.kind).to.equal('aborted');
    expect(server.requests).to.have.length(0);
  });

  it('nothing when the URL or a header cannot be sent, and does not quote secrets', async () => {
    const server = createFakeFetch();
    const requests: StreamRequest[] = [
      { ...get, url: 'https://?token=secret' },
      { ...get, url: 'https://user:secret@agent.example/' },
      { ...get, headers: { 'X-Api-Key': 'secret\n' + 'x: y' } },
      { ...get, headers: { 'X-Api-Key': 'secret …' } },
      { ...get, headers: { 'bad name': 'secret' } },
    ];
    for (const request of requests) {
      const error = await failureOf(openStream(request, { fetch: server.fetch }));
      expect(error.kind).to.equal('request');
      expect(`${error.message} ${String(error.cause)} ${error.url}`).to.not.include('secret');
    }
    expect(server.requests).to.have.length(0);
  });
});
