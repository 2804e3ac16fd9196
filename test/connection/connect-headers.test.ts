import { expect } from 'chai';
import type { AttemptReason } from '../../src/connection/index.js';
import { drainConnection, feed, prompt } from '../support/drain-connection.js';
import { cutStreamResponse, eventStreamResponse, textResponse } from '../support/fake-fetch.js';

const status = (code: number, headers: Record<string, string> = {}): Response =>
  textResponse(code, 'no', { 'content-type': 'text/plain', ...headers });

describe('the headers function', () => {
  it('known bug 34: is asked for every attempt, with the reason', async () => {
    const reasons: AttemptReason[] = [];
    const run = await drainConnection(
      prompt,
      (server) => {
        server.answer(status(429, { 'retry-after': '1' }), status(401));
        server.answer(cutStreamResponse('id: 1\ndata: a\n\n'), eventStreamResponse(''));
      },
      {
        resume: () => feed,
        headers: (reason) => {
          reasons.push(reason);
          return { Authorization: `Bearer ${reasons.length}` };
        },
      },
    );
    await run.clock.advance(60_000);
    expect(reasons).to.deep.equal(['open', 'retry', 'unauthorized', 'resume']);
    const sent = run.server.requests.map(({ headers }) => headers.get('authorization'));
    expect(sent).to.deep.equal(['Bearer 1', 'Bearer 2', 'Bearer 3', 'Bearer 4']);
    expect(run.server.requests[0]?.headers.get('content-type')).to.equal('application/json');
  });

  it('is asked once more after a 401, at once, and a second 401 is final', async () => {
    let asked = 0;
    const run = await drainConnection(prompt, (server) => server.always(() => status(401)), {
      headers: () => {
        asked += 1;
        return Promise.resolve([['Authorization', 'Bearer stale']]);
      },
    });
    expect([asked, run.server.requests.length]).to.deep.equal([2, 2]);
    expect(run.outcome).to.include({ kind: 'status', status: 401 });
    expect(run.clock.pending).to.equal(0);
  });

  it('may be asked again after a later 401, when the one before was cured', async () => {
    const run = await drainConnection(
      feed,
      (server) => {
        server.answer(status(401), eventStreamResponse('id: 1\ndata: a\n\n'));
        server.answer(status(401), eventStreamResponse('id: 2\ndata: b\n\n'), 'never');
      },
      { headers: () => ({ Authorization: 'Bearer x' }) },
    );
    await run.clock.advance(5_000);
    expect(run.data).to.deep.equal(['a', 'b']);
  });

  it('is not asked for where the headers are fixed: a 401 is final', async () => {
    const headers = { Authorization: 'Bearer x' };
    const run = await drainConnection(prompt, (server) => server.answer(status(401)), { headers });
    expect(run.server.requests).to.have.length(1);
    expect(run.server.requests[0]?.init.redirect).to.equal('error');
  });

  it('ends the connection as a bad request when it throws, rejects or gives nonsense', async () => {
    const cause = new Error('no token');
    const sources = [
      () => {
        throw cause;
      },
      () => Promise.reject(cause),
      () => ({ Authorization: 'secret\n…' }),
      () => ({ 'bad name': 'secret' }),
    ];
    for (const headers of sources) {
      const run = await drainConnection(prompt, () => {}, { headers });
      expect(run.outcome).to.include({ kind: 'request' });
      expect(String(run.outcome)).to.not.include('secret');
      expect(run.server.requests).to.have.length(0);
    }
  });

  it('is not waited for any more when the connection is closed', async () => {
    const run = await drainConnection(prompt, () => {}, { headers: () => new Promise(() => {}) });
    await run.stop();
    expect(run.outcome).to.equal('ended');
  });
});
