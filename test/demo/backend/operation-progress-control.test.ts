import { expect } from 'chai';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createSteppedPace } from '../../../demo/backend/index.js';
import { createServer } from '../../../demo/backend/node-server.js';
import { createInstantBackend, post, settle } from '../../support/backend-client.js';
import { readLive } from '../../support/live-stream.js';
import { cancel, chat, readChat, resume } from '../../support/operation-client.js';
import { stepUntil } from '../../support/step-until.js';

const archive = 'Reindex the archive and back it up';
const warehouses = 'Compare both warehouses';

describe('operation-progress: POST /api/agent/cancel', () => {
  it('stops one operation at once, says so, and lets the other go on', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const stream = await readChat(backend, archive, { session: 's1' });
    const end = stream.readAll();
    await stepUntil(pace, () => stream.messages.length >= 6);
    const response = await cancel(backend, 'reindex');
    expect(response.status).to.equal(200);
    expect(await response.json()).to.deep.equal({
      status: 'cancelled',
      operation: 'reindex',
      message: 'Cancelled reindex',
    });
    await settle();
    const heard = stream.messages.length;
    expect(stream.pairs.at(-1)?.[1]).to.deep.equal({
      type: 'error',
      data: { operation: 'reindex', message: 'Cancelled', metadata: { state: 'cancelled' } },
    });
    expect(pace.pending).to.have.length(1);
    await stepUntil(pace, () => backend.running === 0);
    expect(await end).to.equal('ended');
    const rest = JSON.stringify(stream.pairs.slice(heard));
    expect(rest).not.to.include('"reindex"');
    expect(rest).to.include('"operation":"backup","percentage":96');
    expect(rest).to.include('"type":"done","data":{"operation":"backup"');
  });

  it('leaves out what a single scenario would have said of a cancelled operation', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const stream = await readChat(backend, 'Chart the orders of October', { session: 's1' });
    void stream.readAll();
    await pace.paused();
    await cancel(backend, 'chart_generation');
    await stepUntil(pace, () => backend.running === 0);
    const about = stream.messages.filter(({ data }) => data.includes('chart_generation'));
    expect(about).to.have.length(2);
    expect(stream.text).to.include('Answer ready');
  });

  it('ends a stall when the operation that stalls is cancelled', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const stream = await readChat(backend, 'Rebuild the search index', { session: 's1' });
    void stream.readAll();
    await stepUntil(pace, () => pace.pending[0] === 45_000);
    await cancel(backend, 'index_rebuild');
    await settle();
    expect(pace.pending).not.to.include(45_000);
    await stepUntil(pace, () => backend.running === 0);
    expect(stream.text).to.include('Cancelled').and.not.include('switching');
  });

  it('answers 404 for what it does not know, and 409 for what is over', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    expect((await cancel(backend, 'reindex')).status).to.equal(404);
    const stream = await readChat(backend, archive, { session: 's1' });
    void stream.readAll();
    await pace.paused();
    await settle();
    expect((await cancel(backend, 'dishes')).status).to.equal(404);
    expect((await cancel(backend, 'reindex', 's2')).status).to.equal(404);
    expect((await cancel(backend, 'reindex')).status).to.equal(200);
    const again = await cancel(backend, 'reindex');
    expect(again.status).to.equal(409);
    expect(await again.json()).to.deep.equal({ detail: 'The operation is over: reindex' });
    await stepUntil(pace, () => backend.running === 0);
    expect((await cancel(backend, 'backup')).status).to.equal(409);
  });

  it('keeps the operations of two sessions apart', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const streams = await Promise.all(
      ['s1', 's2'].map((session) => readChat(backend, archive, { session })),
    );
    for (const stream of streams) void stream.readAll();
    await pace.paused();
    await settle();
    await cancel(backend, 'backup', 's2');
    await settle();
    expect(streams.map(({ text }) => text.includes('Cancelled'))).to.deep.equal([false, true]);
    await Promise.all(streams.map((stream) => stream.leave()));
  });

  for (const [what, body, detail] of [
    ['a body that is not JSON', '{', 'body: Not JSON'],
    ['a body that is no object', '[]', 'body: Expected an object'],
    ['a missing operation', { session_id: 's1' }, 'operation: Field required'],
    ['a missing session', { operation: 'backup' }, 'session_id: Field required'],
    [
      'an operation of another type',
      { operation: 7, session_id: 's1' },
      'operation: Expected some text',
    ],
    ['an empty session', { operation: 'backup', session_id: '' }, 'session_id: Expected some text'],
  ] as const) {
    it(`refuses ${what} with 422 and says why`, async () => {
      const response = await createInstantBackend().fetch(post('/api/agent/cancel', body));
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
    });
  }
});

describe('operation-progress: GET /api/agent/chat/{session}/stream', () => {
  it('goes on after a drop without losing or repeating anything', async () => {
    const backend = createInstantBackend();
    const first = await readChat(backend, warehouses, { session: 's1' });
    expect(await first.readAll()).to.equal('cut');
    const second = readLive(await resume(backend, 's1', first.lastEventId));
    expect(await second.readAll()).to.equal('ended');
    const ids = [...first.messages, ...second.messages].map(({ id }) => Number(id));
    expect(ids).to.deep.equal(ids.map((_, index) => index + 1));
    const text = (`${first.text}${second.text}`.match(/"content":"[^"]*"/g) ?? [])
      .map((content) => content.slice(11, -1))
      .join('');
    expect(text).to.match(/^Both warehouses hold the same 1,204 articles.*in number\.$/);
  });

  it('says how far the open operations are to a client that has lost its place', async () => {
    const backend = createInstantBackend();
    const first = await readChat(backend, warehouses, { session: 's1' });
    await first.readAll();
    const second = readLive(await resume(backend, 's1'));
    expect(await second.readAll()).to.equal('ended');
    expect(second.pairs[0]?.[1]).to.have.nested.property('data.percentage', 45);
    expect(second.pairs[1]?.[1]).to.have.nested.property('data.percentage', 80);
    expect(second.text).not.to.include('Both warehouses');
  });

  it('answers 204 when there is nothing more to hear, and 404 for an unknown session', async () => {
    const backend = createInstantBackend();
    const stream = await readChat(backend, 'Chart the revenue by region', { session: 's1' });
    await stream.readAll();
    expect((await resume(backend, 's1', stream.lastEventId)).status).to.equal(204);
    expect((await resume(backend, 's1')).status).to.equal(204);
    expect((await resume(backend, 's2')).status).to.equal(404);
    const missed = readLive(await resume(backend, 's1', stream.messages.at(-2)?.id));
    await missed.readAll();
    expect(missed.messages).to.have.length(1);
  });

  it('takes the session from the query as well', async () => {
    const backend = createInstantBackend();
    const body = { message: warehouses, stream: true };
    await backend.fetch(post('/api/agent/chat?session_id=s7', body));
    expect((await resume(backend, 's7')).status).to.equal(200);
  });

  it('goes on with the latest run of a session, whose ids go on as well', async () => {
    const backend = createInstantBackend();
    const first = await readChat(backend, 'Chart the orders of October', { session: 's1' });
    await first.readAll();
    const second = await readChat(backend, warehouses, { session: 's1' });
    await second.readAll();
    expect(Number(second.messages[0]?.id)).to.equal(Number(first.lastEventId) + 1);
    const third = readLive(await resume(backend, 's1', second.lastEventId));
    await third.readAll();
    expect(third.text).to.include('Compared 1,204 articles');
  });

  it('works over real connections', async () => {
    const server = createServer({ backend: createInstantBackend() });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/agent/chat`;
    try {
      const body = JSON.stringify({ message: warehouses, stream: true, session_id: 's1' });
      const first = readLive(await fetch(base, { method: 'POST', body }));
      expect(await first.readAll()).to.equal('cut');
      const headers = { 'Last-Event-ID': first.lastEventId ?? '' };
      const second = readLive(await fetch(`${base}/s1/stream`, { headers }));
      expect(await second.readAll()).to.equal('ended');
      expect(second.text).to.include('Answer ready');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('does not let a run without a session be found', async () => {
    const backend = createInstantBackend();
    await chat(backend, warehouses);
    expect((await cancel(backend, 'comparison', 'anonymous')).status).to.equal(404);
  });
});
