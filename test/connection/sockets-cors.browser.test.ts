import { expect } from 'chai';
import type { StreamRequest } from '../../src/connection/index.js';
import { drainSockets } from '../support/drain-connection.js';
import type { FaultRequest } from '../support/fault-server/fault-answer.js';
import { openFaults } from '../support/faults.js';

const headers = { 'access-control-allow-origin': '*' };
const preflight = { ...headers, 'access-control-allow-headers': 'last-event-id' };
const body = 'id: 5\ndata: a\n\n';

const brief = (requests: readonly FaultRequest[]): string[] =>
  requests.map(({ headers: sent, method }) => `${method} ${sent['last-event-id'] ?? '-'}`);

describe('a request to another origin', () => {
  it('known bug 49: eventsource-cross-origin, basic use: needs no preflight without an id', async () => {
    const server = await openFaults('other');
    await server.answer({ always: { headers, body, ending: 'stall' } });
    const run = drainSockets({ url: server.url, method: 'GET' });
    await run.until(() => run.data.length > 0);
    await run.stop();
    const [request, ...others] = await server.requests(1);
    expect([request?.method, others.length]).to.deep.equal(['GET', 0]);
    expect(request?.headers).to.include({ accept: 'text/event-stream' });
  });

  for (const [kind, id] of [
    ['safe', '5'],
    ['too long', 'x'.repeat(200)],
    ['of unsafe characters', '{"page":5}'],
  ] as const) {
    it(`eventsource-cross-origin-preflight: goes on after an id that is ${kind}, with one`, async () => {
      const server = await openFaults('other');
      const first = { headers, body: `id: ${id}\ndata: a\n\n` };
      const again = { headers, body: 'data: b\n\n', ending: 'stall' } as const;
      await server.answer({ answers: [first], always: again, preflight });
      const run = drainSockets({ url: server.url, method: 'GET' });
      await run.until(() => run.data.length === 2);
      await run.stop();
      expect(brief(await server.requests(3))).to.deep.equal(['GET -', 'OPTIONS -', `GET ${id}`]);
    });
  }

  it('pauses where the server does not allow the id, and says so', async () => {
    const server = await openFaults('other');
    await server.answer({ always: { headers, body } });
    const run = drainSockets({ url: server.url, method: 'GET' }, { maxRetries: 2 });
    await run.until(() => run.outcome !== 'open');
    expect(run.outcome).to.include({ kind: 'network' });
    expect(String(run.outcome)).to.include('refused by CORS');
    expect(brief(await server.requests(3))).to.deep.equal(['GET -', 'OPTIONS -', 'OPTIONS -']);
  });

  for (const allowed of [undefined, '', 'http://example.org'] as const) {
    it(`eventsource-cross-origin: is not read when the server allows ${JSON.stringify(allowed)}`, async () => {
      const server = await openFaults('other');
      const origin = allowed === undefined ? {} : { 'access-control-allow-origin': allowed };
      await server.answer({ always: { headers: origin, body } });
      const run = drainSockets({ url: server.url, method: 'GET' }, { maxRetries: 0 });
      await run.until(() => run.outcome !== 'open');
      expect(run.outcome).to.include({ kind: 'network' });
      expect(run.data).to.deep.equal([]);
    });
  }

  for (const credentials of ['include', 'same-origin', 'omit', undefined] as const) {
    const takes = credentials === 'include' ? 'takes' : 'takes no';
    it(`request-credentials: ${takes} cookies with credentials ${credentials}`, async () => {
      document.cookie = 'fault=1; path=/';
      const server = await openFaults('other');
      const own = {
        'access-control-allow-origin': location.origin,
        'access-control-allow-credentials': 'true',
      };
      await server.answer({ always: { headers: own, body, ending: 'stall' } });
      const request: StreamRequest = { url: server.url, method: 'GET' };
      const run = drainSockets(credentials === undefined ? request : { ...request, credentials });
      await run.until(() => run.data.length > 0);
      await run.stop();
      const [sent] = await server.requests(1);
      const cookies = sent?.headers['cookie'] ?? '';
      expect(cookies.includes('fault=1')).to.equal(credentials === 'include');
    });
  }
});
