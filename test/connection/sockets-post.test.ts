import { expect } from 'chai';
import { drainSockets, type DrainOptions } from '../support/drain-connection.js';
import type { FaultAnswer } from '../support/fault-server/fault-answer.js';
import { openFaults } from '../support/faults.js';

/** The server is of another origin: no socket of the page's own is used again for it. */
const open = { 'access-control-allow-origin': '*' };

const message = 'id: 1\ndata: a\n\n';

const status = (code: number, headers: Record<string, string> = {}): FaultAnswer => ({
  status: code,
  headers: { 'content-type': 'text/plain', ...open, ...headers },
  body: 'no',
});

const stream = (body: string, rest: FaultAnswer = {}): FaultAnswer => ({
  headers: open,
  body,
  ...rest,
});

/** About as many bytes as come before the body. */
const head = 140;

const faults: Readonly<Record<string, FaultAnswer>> = {
  'a reset in place of an answer': stream('', { cutAt: 0, ending: 'reset' }),
  'a close in place of an answer': stream('', { cutAt: 0, ending: 'fin' }),
  'a reset inside the head': stream('', { cutAt: 30, ending: 'reset' }),
  'a close inside the head': stream('', { cutAt: 30, ending: 'fin' }),
  'a close after the head, without the last chunk': stream('', { ending: 'fin' }),
  'a reset after a comment': stream(': hello\n\n', { ending: 'reset' }),
  'a reset after a message': stream(message, { ending: 'reset' }),
  'a close after a message, without the last chunk': stream(message, { ending: 'fin' }),
  'a reset inside a message': stream(`${message}data: {"torn":`, { ending: 'reset' }),
  'a close inside a message': stream(`${message}data: {"torn":`, { ending: 'fin' }),
  'a reset inside a chunk': stream(message.repeat(20), { cutAt: head + 99, ending: 'reset' }),
  'a reset after a hostile retry': stream(`retry: 0\n${message}`, { ending: 'reset' }),
  'an empty stream': stream(''),
  'an endless line': stream(`${message}data: `, { endless: 'x'.repeat(65_536) }),
  'no content': { status: 204, headers: open },
  'a login page': status(200, { 'content-type': 'text/html' }),
  'plain text': status(200),
  'a stream with another status': { ...stream(message), status: 206 },
  'a redirect without a place': status(302),
  '429 without a time': status(429),
  '429 with a time that is too long': status(429, { 'retry-after': '601' }),
  '503 without a time': status(503),
  '503 with a time that nobody understands': status(503, { 'retry-after': 'soon' }),
  '500 with a time': status(500, { 'retry-after': '0' }),
  ...Object.fromEntries(
    [400, 401, 403, 404, 408, 409, 410, 413, 422, 425, 500, 502, 504].map((code) => [
      code,
      status(code),
    ]),
  ),
};

const chat = { method: 'POST', body: 'hi' } as const;

/** Sends a POST into a fault; gives how it ended and what reached the server. */
async function post(answer: FaultAnswer, options: DrainOptions = {}) {
  const server = await openFaults('other');
  await server.answer({ answers: [answer], always: stream('data: second run\n\n') });
  const run = drainSockets({ ...chat, url: server.url }, options);
  await run.until(() => run.outcome !== 'open');
  await run.clock.advance(3_600_000);
  return { run, requests: await server.requests(1) };
}

describe('known bug 22: a POST is not sent again, over real sockets, after', () => {
  for (const [name, answer] of Object.entries(faults)) {
    it(name, async () => {
      const { requests, run } = await post(answer);
      expect(requests.map(({ body, method }) => [method, body])).to.deep.equal([['POST', 'hi']]);
      expect(run.data).to.not.include('second run');
      expect(run.clock.pending).to.equal(0);
    });
  }

  it('silence for longer than the page allows, before and inside its answer', async () => {
    for (const cutAt of [0, 500]) {
      const server = await openFaults('other');
      const answer = stream(message, { cutAt, ending: 'stall' });
      await server.answer({ answers: [answer], always: stream('') });
      const run = drainSockets({ ...chat, url: server.url }, { idleTimeout: 5_000 });
      await server.requests(1);
      await run.until(() => cutAt === 0 || run.data.length === 1);
      await run.clock.advance(5_000);
      await run.until(() => run.outcome !== 'open');
      expect(run.outcome).to.include({ kind: 'idle' });
      expect(await server.requests(1, 1)).to.have.length(1);
    }
  });

  it('a cut that a resume request makes up for', async () => {
    const server = await openFaults('other');
    const replay = { history: ['a', 'b', 'c'] };
    const preflight = { ...open, 'access-control-allow-headers': 'last-event-id' };
    const cut = stream('', { replay, cutAt: head + 25, ending: 'reset' });
    await server.answer({ answers: [cut], always: stream('', { replay }), preflight });
    const resume = () => ({ url: `${server.url}/again`, method: 'GET' }) as const;
    const run = drainSockets({ ...chat, url: server.url }, { resume });
    await run.until(() => run.outcome !== 'open');
    expect([run.outcome, run.data]).to.deep.equal(['ended', ['a', 'b', 'c']]);
    const methods = (await server.requests(2)).map(({ method }) => method);
    expect(methods.filter((method) => method !== 'OPTIONS')).to.deep.equal(['POST', 'GET']);
  });
});

describe('a redirect of a POST', () => {
  it('to a login page is followed by GET, without what was said', async () => {
    const server = await openFaults('other');
    const answer = { status: 302, headers: { ...open, location: `${server.url}/login` } };
    const page = { headers: { ...open, 'content-type': 'text/html' }, body: '<form>' };
    await server.answer({ answers: [answer], always: page });
    const run = drainSockets({ ...chat, url: server.url });
    await run.until(() => run.outcome !== 'open');
    expect(run.outcome).to.include({ kind: 'content-type', body: '<form>' });
    expect(
      (await server.requests(2)).map(({ body, method, url }) => [method, url, body]),
    ).to.deep.equal([
      ['POST', '', 'hi'],
      ['GET', '/login', ''],
    ]);
  });

  for (const code of [301, 302, 303, 307, 308]) {
    it(`by ${code} is not followed when headers of the page go with it`, async () => {
      const server = await openFaults('other');
      const preflight = { ...open, 'access-control-allow-headers': 'x-api-key' };
      const answer = { status: code, headers: { ...open, location: `${server.url}/there` } };
      await server.answer({ answers: [answer], always: stream(message), preflight });
      const run = drainSockets({ ...chat, url: server.url, headers: { 'X-Api-Key': 'secret' } });
      await run.until(() => run.outcome !== 'open');
      expect(run.outcome).to.include({ kind: 'network' });
      const methods = (await server.requests(1)).map(({ method }) => method);
      expect(methods.filter((method) => method !== 'OPTIONS')).to.deep.equal(['POST']);
    });
  }
});
