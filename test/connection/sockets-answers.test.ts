import { expect } from 'chai';
import { defaultRetryPolicy } from '../../src/connection/index.js';
import { drainSockets, type Drain } from '../support/drain-connection.js';
import type { FaultAnswer } from '../support/fault-server/fault-answer.js';
import { openFaults } from '../support/faults.js';

const live: FaultAnswer = { body: 'data: live\n\n', ending: 'stall' };

/** A GET that meets an answer; the next one would be a stream. Gives how it went and how often it asked. */
async function meet(answer: FaultAnswer): Promise<{ run: Drain; requests: number }> {
  const server = await openFaults();
  await server.answer({ answers: [answer], always: live });
  const run = drainSockets({ url: server.url, method: 'GET' });
  await run.until(() => run.outcome !== 'open' || run.data.length > 0);
  await run.stop();
  return { run, requests: (await server.requests(1)).length };
}

const refusal = (status: number, headers: Record<string, string> = {}): FaultAnswer => ({
  status,
  headers: { 'content-type': 'text/plain', ...headers },
  body: 'No.',
});

describe('over real sockets, a GET', () => {
  for (const status of [400, 401, 403, 404, 405, 409, 410, 413, 418, 422, 451]) {
    it(`known bug 19: takes ${status} for final, with one request`, async () => {
      const { requests, run } = await meet(refusal(status));
      expect(run.outcome).to.include({ kind: 'status', status, body: 'No.' });
      expect(requests).to.equal(1);
    });
  }

  for (const status of [408, 425, 429, 500, 501, 502, 503, 504, 599]) {
    it(`asks again after ${status}`, async () => {
      const { requests, run } = await meet(refusal(status));
      expect([run.data, requests]).to.deep.equal([['live'], 2]);
    });
  }

  it('known bug 18: takes 204 for the end, also on the way', async () => {
    for (const answers of [[{ status: 204 }], [{ body: 'data: a\n\n' }, { status: 204 }]]) {
      const server = await openFaults();
      await server.answer({ answers, always: live });
      const run = drainSockets({ url: server.url, method: 'GET' });
      await run.until(() => run.outcome !== 'open');
      expect(run.outcome).to.include({ kind: 'no-content' });
      expect(await server.requests(answers.length)).to.have.length(answers.length);
    }
  });

  for (const [type, body] of [
    ['text/html', '<form action="/login">'],
    ['text/plain', 'data: a\n\n'],
    ['text/x-bogus', 'data: a\n\n'],
    ['application/octet-stream', 'data: a\n\n'],
  ] as const) {
    it(`known bug 20: does not read ${type} as a stream`, async () => {
      const { requests, run } = await meet({ headers: { 'content-type': type }, body });
      expect(run.outcome).to.include({ kind: 'content-type', contentType: type });
      expect([run.data, requests]).to.deep.equal([[], 1]);
    });
  }

  it('does not wait for the end of a login page', async () => {
    const server = await openFaults();
    const page = {
      headers: { 'content-type': 'text/html' },
      body: '<p>',
      ending: 'stall',
    } as const;
    await server.answer({ answers: [page] });
    const run = drainSockets({ url: server.url, method: 'GET' });
    await server.requests(1);
    while (run.clock.pending === 0) await run.clock.advance(0);
    await run.clock.advance(1_000);
    await run.until(() => run.outcome !== 'open');
    expect(run.outcome).to.include({ kind: 'content-type' });
    expect(await server.requests(1, 1)).to.have.length(1);
  });
});

describe('over real sockets, Retry-After', () => {
  /** What a server says, and the least milliseconds until the next request. */
  const forms: readonly (readonly [value: string, least: number])[] = [
    ['20', 20_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 00:00:20 GMT', 20_000],
    ['Saturday, 21-Nov-26 00:00:20 GMT', 20_000],
    ['Sat Nov 21 00:00:20 2026', 20_000],
    ['Fri, 20 Nov 2026 23:00:00 GMT', 0],
    ['soon', 0],
    ['-1', 0],
    ['601', 600_000],
    ['9'.repeat(400), 600_000],
    ['Sat, 21 Nov 2099 00:00:00 GMT', 600_000],
  ];
  for (const [value, least] of forms) {
    it(`of ${value.slice(0, 40)} is waited for`, async () => {
      const { run } = await meet(refusal(503, { 'retry-after': value }));
      const begin = Date.UTC(2026, 10, 21);
      const [at = 0] = run.statuses.flatMap((s) => (s.phase === 'reconnecting' ? [s.at] : []));
      expect(at - begin).to.be.within(least, least + defaultRetryPolicy.firstDelay);
      expect(run.data).to.deep.equal(['live']);
    });
  }
});
