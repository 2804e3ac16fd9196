import { expect } from 'chai';
import type { StreamRequest } from '../../src/connection/index.js';
import { drainSockets, type DrainOptions } from '../support/drain-connection.js';
import type { FaultRequest } from '../support/fault-server/fault-answer.js';
import { openFaults } from '../support/faults.js';

const redirects = [301, 302, 303, 307, 308] as const;

/** A thief's server: it lets everybody in, and wants every header. */
const welcome = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, x-api-key, x-session, content-type',
};

const live = { headers: welcome, body: 'data: live\n\n', ending: 'stall' } as const;

interface Journey {
  readonly outcome: unknown;
  readonly data: readonly string[];
  /** What reached the server that was asked. */
  readonly asked: readonly FaultRequest[];
  /** What reached the server of another origin to which it sends. */
  readonly elsewhere: readonly FaultRequest[];
}

/** Asks a server that sends the request to another origin. */
async function travel(
  status: number,
  request: Omit<StreamRequest, 'url'>,
  options: DrainOptions = {},
): Promise<Journey> {
  const [server, thief] = [await openFaults(), await openFaults('other')];
  const location = `${thief.url}/stolen`;
  await thief.answer({ always: live, preflight: welcome });
  await server.answer({ always: { status, headers: { location } } });
  const run = drainSockets({ url: server.url, ...request }, { maxRetries: 1, ...options });
  await run.until(() => run.outcome !== 'open' || run.data.length > 0);
  const { outcome, data } = run;
  await run.stop();
  return { outcome, data, asked: await server.requests(1), elsewhere: await thief.requests() };
}

describe('over real sockets, a redirect', () => {
  for (const status of redirects) {
    it(`request-redirect: by ${status} is followed where no header of the page is set`, async () => {
      const server = await openFaults();
      const there = { status, headers: { location: `${server.url}/there` } };
      await server.answer({ answers: [there], always: { body: live.body, ending: 'stall' } });
      const run = drainSockets({ url: `${server.url}/here`, method: 'GET' });
      await run.until(() => run.outcome !== 'open' || run.data.length > 0);
      await run.stop();
      const urls = (await server.requests(2)).map(({ url }) => url);
      expect([run.data, urls]).to.deep.equal([['live'], ['/here', '/there']]);
    });

    it(`known bug 36: by ${status} takes no header of the page to another origin`, async () => {
      for (const name of ['Authorization', 'X-Api-Key', 'X-Session']) {
        const headers = { [name]: 'secret' };
        const byRequest = await travel(status, { method: 'GET', headers });
        const byFunction = await travel(status, { method: 'GET' }, { headers: () => headers });
        const byPost = await travel(status, { method: 'POST', body: '{}', headers });
        for (const { asked, elsewhere, outcome } of [byRequest, byFunction, byPost]) {
          expect(asked[0]?.headers[name.toLowerCase()]).to.equal('secret');
          expect(elsewhere).to.deep.equal([]);
          expect(outcome).to.include({ kind: 'network' });
          expect(String((outcome as Error).stack)).to.not.include('secret');
        }
      }
    });
  }

  it('eventsource-cross-origin, redirect use: to another origin is followed without such headers', async () => {
    const { data, elsewhere } = await travel(307, { method: 'GET' });
    expect(data).to.deep.equal(['live']);
    expect(elsewhere.map(({ method }) => method)).to.deep.equal(['GET']);
  });
});
