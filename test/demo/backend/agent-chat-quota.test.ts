import { expect } from 'chai';
import { ask, readPairs } from '../../support/agent-chat-client.js';
import { createInstantBackend, readFixture, recordedDay } from '../../support/backend-client.js';

const minute = 60_000;

describe('agent-chat: quota', () => {
  it('counts down for each token and then serves the recorded refusal', async () => {
    const backend = createInstantBackend({ requestsPerMinute: 1000 });
    for (let request = 0; request < 200; request += 1) await ask(backend, 'Hello');
    const received = await readPairs(await ask(backend, 'Hello'));
    expect(received).to.deep.equal(await readFixture('agent-chat/rate-limit'));
    const other = await readPairs(await ask(backend, 'Hello', { token: 'guest-token' }));
    expect(other[0]?.[0]).to.equal('session_initialized');
  });

  it('begins anew with the next month', async () => {
    let time = recordedDay;
    const backend = createInstantBackend({ monthlyQuota: 1, now: () => time });
    await ask(backend, 'Hello');
    expect((await readPairs(await ask(backend, 'Hello')))[0]?.[0]).to.equal('rate_limit_exceeded');
    time = Date.UTC(2026, 11, 1);
    expect((await readPairs(await ask(backend, 'Hello')))[0]?.[0]).to.equal('session_initialized');
  });

  it('spends nothing on requests that it refuses', async () => {
    const backend = createInstantBackend({ monthlyQuota: 1 });
    await ask(backend, '');
    await ask(backend, 'Hello', { session: 'made-up' });
    expect((await readPairs(await ask(backend, 'Hello')))[0]?.[0]).to.equal('session_initialized');
  });

  it('answers without streaming with 429 and the time until the reset', async () => {
    const backend = createInstantBackend({ monthlyQuota: 0 });
    const response = await ask(backend, 'Hello', { stream: false });
    expect(response.status).to.equal(429);
    const untilDecember = (Date.UTC(2026, 11, 1) - recordedDay) / 1000;
    expect(response.headers.get('retry-after')).to.equal(String(untilDecember));
    expect(await response.json()).to.include({ monthly_limit: 0, remaining_quota: 0 });
  });

  it('uses the quota up on demand, refuses everything until the reset, and then goes on', async () => {
    let time = recordedDay + 400;
    const backend = createInstantBackend({ now: () => time });
    const words = 'Use up my quota';
    const [, refusal] = await readPairs(await ask(backend, words));
    expect(refusal?.[0]).to.equal('rate_limit_exceeded');
    const { reset_date: resetDate } = Object(refusal?.[1]) as { readonly reset_date: string };
    expect((await readPairs(await ask(backend, 'Hello')))[0]?.[0]).to.equal('rate_limit_exceeded');
    time = Date.parse(resetDate);
    expect(await (await ask(backend, words)).text()).to.include('Your quota is back');
    time += minute;
    expect((await readPairs(await ask(backend, words))).at(-1)?.[0]).to.equal(
      'rate_limit_exceeded',
    );
  });
});
