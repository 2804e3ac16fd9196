import { expect } from 'chai';
import { drainSockets, type Drain } from '../support/drain-connection.js';
import type { FaultAnswer } from '../support/fault-server/fault-answer.js';
import { decodeLastEventId } from '../support/fault-server/replay.js';
import { openFaults, type Faults } from '../support/faults.js';

/** A GET that is answered so, in order; what comes after is the last one again. */
async function get(...answers: FaultAnswer[]): Promise<{ run: Drain; server: Faults }> {
  const server = await openFaults();
  const always = answers.at(-1) ?? {};
  await server.answer({ answers, always });
  return { server, run: drainSockets({ url: server.url, method: 'GET' }) };
}

const texts = ['{"text":"ok…é"}', '日本語\nzwei Zeilen', '👍🏽 𝒳'];
const body = texts
  .map((text, index) => `id: ${index + 1}\r\n${text.replace(/^/gm, 'data: ')}\r\n\r\n`)
  .join('');

const tornBody = 'id: 1\ndata: a\n\nid: 2\ndata: {"torn":1}\n';

describe('over real sockets', () => {
  for (const slice of [1, 2, 3, 4, 5]) {
    it(`known bug 1: text in slices of ${slice} bytes is whole`, async () => {
      const { run } = await get({ body: `\uFEFF${body}`, slice, ending: 'stall' });
      await run.until(() => run.data.length === texts.length);
      expect(run.data).to.deep.equal(texts);
      await run.stop();
    });
  }

  it('a POST brings its text over, and its answer is read while it is written', async () => {
    const server = await openFaults();
    await server.answer({ answers: [{ body, slice: 20, pause: 'step', ending: 'stall' }] });
    const run = drainSockets({ url: server.url, method: 'POST', body: '{"a":"日"}' });
    for (let step = 0; run.data.length === 0; step += 1) await server.step();
    expect(run.data[0]).to.equal(texts[0]);
    expect((await server.requests(1))[0]).to.include({ method: 'POST', body: '{"a":"日"}' });
    await run.stop();
  });

  it('a server that is not there is a network failure', async () => {
    const run = drainSockets({ url: 'http://localhost:1/', method: 'GET' }, { maxRetries: 0 });
    await run.until(() => run.outcome !== 'open');
    expect(run.outcome).to.include({ kind: 'network', url: 'http://localhost:1/' });
  });

  it('a slow drip is read as it comes, message by message', async () => {
    const slice = 12;
    const { run, server } = await get({ body, slice, pause: 'step', ending: 'stall' });
    const slicesOf = (text: string) => Math.ceil(new TextEncoder().encode(text).length / slice);
    const first = slicesOf(body.slice(0, body.indexOf('id: 2')));
    for (let step = 0; step < first; step += 1) await server.step();
    await run.until(() => run.data.length === 1);
    expect(run.data).to.deep.equal(texts.slice(0, 1));
    for (let step = first; step < slicesOf(body); step += 1) await server.step();
    await run.until(() => run.data.length === texts.length);
    expect(run.items.filter(({ type }) => type === 'messages').length).to.be.above(1);
    expect(run.data).to.deep.equal(texts);
    await run.stop();
  });

  for (const ending of ['fin', 'reset'] as const) {
    it(`a feed goes on after a ${ending}, without the message that was torn`, async () => {
      const replay = { history: ['a', 'b'] };
      const torn = { body: tornBody, slice: 15, pause: 'step', ending } as const;
      const { run, server } = await get(torn, { replay, ending: 'stall' });
      await server.step();
      await run.until(() => run.data.length === 1);
      for (let rest = 0; rest < 3; rest += 1) await server.step();
      await run.until(() => run.data.length === 2);
      expect(run.data).to.deep.equal(['a', 'b']);
      const ids = (await server.requests(2)).map(({ headers }) => headers['last-event-id']);
      expect(ids).to.deep.equal([undefined, '1']);
      await run.stop();
    });
  }

  it('known bug 12: an id beyond Latin-1 does not kill the reconnect, and comes as UTF-8', async () => {
    const { run, server } = await get({ body: 'id: …日\ndata: a\n\n' }, { ending: 'stall' });
    const header = (await server.requests(2))[1]?.headers['last-event-id'];
    const id = decodeLastEventId(header);
    // WebKitGTK encodes every header once more, and no page can keep it from that.
    expect([id, decodeLastEventId(id)]).to.include('…日');
    await run.stop();
  });

  it('100,000 messages at once come all, and in order', async () => {
    const block = Array.from({ length: 100_000 }, (_, index) => `data: ${index}\n\n`).join('');
    const { run } = await get({ body: block, ending: 'stall' });
    await run.until(() => run.items.length > 1 && run.data.length === 100_000);
    expect(run.data.every((data, index) => data === String(index))).to.equal(true);
    await run.stop();
  });

  it('an endless line ends in an error, with nothing of it, and the server is let go', async () => {
    const { run, server } = await get({
      body: 'data: a\n\ndata: ',
      endless: 'x'.repeat(65_536),
    });
    await run.until(() => run.outcome !== 'open');
    expect(run.outcome).to.include({ kind: 'limit' });
    expect(run.data).to.deep.equal(['a']);
    expect(await server.requests(1, 1)).to.have.length(1);
  });

  it('known bug 31: an early exit closes the socket, also of a flood', async () => {
    const { run, server } = await get({ body: 'data: a\n\n', endless: 'data: more\n\n' });
    await run.until(() => run.data.length > 0);
    await run.stop();
    expect(await server.requests(1, 1)).to.have.length(1);
  });

  it('an abort closes the socket, also while nothing comes', async () => {
    for (const cutAt of [0, 1_000]) {
      // Firefox tells of an answer when the first byte of its body has come.
      const { run, server } = await get({ body: ':\n', cutAt, ending: 'stall' });
      await server.requests(1);
      await run.until(() => cutAt === 0 || run.phases.at(-1) === 'live');
      run.abort();
      await run.until(() => run.outcome !== 'open');
      expect(run.outcome).to.include({ kind: 'aborted' });
      expect(await server.requests(1, 1)).to.have.length(1);
    }
  });

  it('known bug 37: a feed whose heartbeats stop is found dead and opened again', async () => {
    const alive = `id: 7\ndata: a\n\n${': beat, a beat\n'.repeat(3)}`;
    const { run, server } = await get(
      { body: alive, slice: 15, pause: 'step', ending: 'stall' },
      { body: 'data: b\n\n', ending: 'stall' },
    );
    await server.step();
    for (let beat = 1; beat <= 3; beat += 1) {
      await run.until(() => run.items.length === beat + 1);
      await run.clock.advance(10_000);
      await server.step();
    }
    await run.until(() => run.items.length === 5);
    await run.clock.advance(24_999);
    expect(run.phases).to.deep.equal(['connecting', 'live']);
    await run.clock.advance(1);
    await run.until(() => run.data.length === 2);
    expect(run.phases.slice(1, 4)).to.deep.equal(['live', 'stalled', 'reconnecting']);
    expect((await server.requests(2, 1))[1]?.headers['last-event-id']).to.equal('7');
    await run.stop();
  });
});
