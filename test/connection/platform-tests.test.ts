// What the Web Platform Tests for EventSource check, as far as a client of `fetch` can be held to it. The titles
// begin with the names of their files; those about other origins are in sockets-cors.browser.test.ts,
// those about redirects in sockets-origins.test.ts.
// https://github.com/web-platform-tests/wpt/tree/master/eventsource
import { expect } from 'chai';
import type { SseMessage } from '../../src/connection/index.js';
import { chunkedBody, inPieces, toBytes } from '../support/chunked-body.js';
import { drainConnection, feed, type DrainedConnection } from '../support/drain-connection.js';
import { eventStreamBodies } from '../support/event-stream-bodies.js';
import { eventStreamResponse, textResponse, type FakeAnswer } from '../support/fake-fetch.js';

/** Connects in strict mode. After the answers given there is silence. */
function read(...answers: FakeAnswer[]): Promise<DrainedConnection> {
  return drainConnection(feed, (server) => server.answer(...answers, 'never'), { strict: true });
}

function messagesOf({ items }: DrainedConnection): SseMessage[] {
  return items.flatMap((item) => (item.type === 'messages' ? item.messages : []));
}

/** Our bodies that check the same. */
const bodies: Readonly<Record<string, string>> = {
  'format-bom': 'one byte order mark',
  'format-bom, later on': 'a byte order mark later on',
  'known bug 6: format-bom-2': 'two byte order marks',
  'format-comments': 'comments of all kinds',
  'format-data-before-final-empty-line': 'an unfinished block',
  'event-data': 'data lines, a comment between, and empty data',
  'format-field-data': 'data without a colon',
  'format-field-event': 'a named event',
  'format-field-event-empty': 'an empty event name',
  'format-field-id-3, persists and changes': 'ids that stick',
  'format-field-id-3, resets': 'an empty id, which resets',
  'format-field-id-null': 'ids with NUL, which are ignored',
  'format-field-parsing': 'field names that are not quite',
  'format-field-unknown': 'fields that nobody knows',
  'format-leading-space': 'one space less, and no tab less',
  'known bug 4: format-newlines': 'all three line ends mixed',
  'format-null-character': 'NUL in data',
};

describe('as the Web Platform Tests have it, in strict mode', () => {
  for (const [file, name] of Object.entries(bodies)) {
    it(`${file}: reads ${name}, whole and byte by byte`, async () => {
      const found = eventStreamBodies.find((candidate) => candidate.name === name);
      const bytes = toBytes(found?.body ?? '');
      const expected = found?.messages.map(([data, event = 'message', id = '']) => ({
        id,
        event,
        data,
      }));
      expect(messagesOf(await read(eventStreamResponse(bytes)))).to.deep.equal(expected);
      const inBytes = eventStreamResponse(chunkedBody(inPieces(bytes, 1)));
      expect(messagesOf(await read(inBytes))).to.deep.equal(expected);
    });
  }

  it('format-utf-8: another charset changes nothing', async () => {
    const headers = { 'content-type': 'text/event-stream;charset=windows-1252' };
    expect((await read(textResponse(200, 'data: ok…\n\n', headers))).data).to.deep.equal(['ok…']);
  });

  it('format-mime-trailing-semicolon: is still the type', async () => {
    const answer = textResponse(200, 'data: a\n\n', { 'content-type': 'text/event-stream;' });
    expect((await read(answer)).data).to.deep.equal(['a']);
  });

  for (const [file, type] of [
    ['format-mime-bogus', 'x bogus'],
    ['format-mime-valid-bogus', 'text/x-bogus'],
  ] as const) {
    it(`${file}: fails the connection`, async () => {
      const run = await read(textResponse(200, 'data: a\n\n', { 'content-type': type }));
      expect(run.outcome).to.include({ kind: 'content-type' });
      expect([run.data, run.phases.at(-1)]).to.deep.equal([[], 'closed']);
      expect([run.server.requests.length, run.clock.pending]).to.deep.equal([1, 0]);
    });
  }

  for (const status of [204, 205, 210, 299, 404, 410, 503]) {
    it(`request-status-error: ${status} fails the connection`, async () => {
      const body = status === 204 || status === 205 ? null : 'data: a\n\n';
      const run = await read(textResponse(status, body, { 'content-type': 'text/event-stream' }));
      await run.clock.advance(60_000);
      expect(run.outcome).to.be.instanceOf(Error).with.property('status', status);
      expect([run.data, run.server.requests.length]).to.deep.equal([[], 1]);
    });
  }

  it('request-accept, request-cache-control: says what it takes, and that no cache may answer', async () => {
    const [request] = (await read()).server.requests;
    expect(request?.headers.get('accept')).to.equal('text/event-stream');
    expect(request?.init.cache).to.equal('no-store');
  });

  for (const [file, lines, wait] of [
    ['format-field-retry', 'retry:3000', 3_000],
    ['format-field-retry-bogus', 'retry:3000\nretry:1000x', 3_000],
    ['format-field-retry-empty', 'retry', 0],
  ] as const) {
    it(`${file}: waits at least ${wait} ms`, async () => {
      const run = await read(eventStreamResponse(`${lines}\ndata:x\n\n`));
      const last = run.statuses.at(-1);
      const at = last?.phase === 'reconnecting' ? last.at - run.clock.now() : -1;
      expect(at).to.be.at.least(wait);
    });
  }

  it('format-field-id: sends the last id after a reconnect', async () => {
    const run = await read(eventStreamResponse('id: 1\ndata: hello\n\n'));
    await run.clock.advance(60_000);
    expect(run.server.requests[1]?.headers.get('last-event-id')).to.equal('1');
  });

  it('format-field-id-2: an id beyond Latin-1 is sent as UTF-8, and lasts', async () => {
    const run = await read(
      eventStreamResponse('id: …\ndata: hello\n\n'),
      eventStreamResponse('data: 1\n\n'),
      eventStreamResponse('data: 2\n\n'),
    );
    await run.clock.advance(60_000);
    expect(messagesOf(run).map(({ id }) => id)).to.deep.equal(['…', '…', '…']);
    const sent = run.server.requests.map(({ headers }) => headers.get('last-event-id'));
    expect(sent).to.deep.equal([null, 'â\x80¦', 'â\x80¦', 'â\x80¦']);
  });

  it('eventsource-reconnect: connects again after the end, and says so before', async () => {
    const run = await read(
      eventStreamResponse('retry: 2\ndata: ok\n\n'),
      eventStreamResponse('data: data\n\n'),
    );
    expect(run.phases).to.deep.equal(['connecting', 'live', 'reconnecting']);
    await run.clock.advance(1_000);
    expect(run.data).to.deep.equal(['ok', 'data']);
  });

  it('eventsource-close: is over at once, and no request follows', async () => {
    const run = await read(eventStreamResponse('data: a\n\n'));
    await run.stop();
    await run.clock.advance(60_000);
    expect([run.phases.at(-1), run.server.requests.length]).to.deep.equal(['closed', 1]);
  });

  it('eventsource-close, test events: reconnects until the server says 204', async () => {
    const run = await read(
      eventStreamResponse('data: opened\n\n'),
      eventStreamResponse('data: reconnected\n\n'),
      textResponse(204),
    );
    await run.clock.advance(60_000);
    expect(run.data).to.deep.equal(['opened', 'reconnected']);
    expect(run.outcome).to.include({ kind: 'no-content' });
    expect([run.phases.at(-1), run.server.requests.length]).to.deep.equal(['closed', 3]);
  });

  it('eventsource-request-cancellation: neither opens nor reconnects', async () => {
    const run = await read('never');
    run.abort();
    await run.clock.advance(60_000);
    expect(run.phases).to.deep.equal(['connecting', 'closed']);
    expect([run.items.length, run.server.requests.length]).to.deep.equal([0, 1]);
  });

  it('eventsource-onopen, eventsource-onmessage: opens first, then gives messages', async () => {
    const run = await read(eventStreamResponse('data: a\n\n'));
    expect(run.items.map(({ type }) => type)).to.deep.equal(['opened', 'messages']);
  });

  it('eventsource-constructor-url-bogus: says so, and sends nothing', async () => {
    const run = await drainConnection({ ...feed, url: 'http://[bogus]/' }, () => {});
    expect(run.outcome).to.include({ kind: 'request' });
    expect(run.server.requests).to.have.length(0);
  });
});
