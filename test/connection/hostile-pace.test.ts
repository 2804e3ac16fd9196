import { expect } from 'chai';
import { seededRandom } from '../support/chunked-body.js';
import { createFakeClock } from '../support/fake-clock.js';
import { drainConnection, feed } from '../support/drain-connection.js';
import { eventStreamResponse, textResponse, type FakeAnswer } from '../support/fake-fetch.js';

const pick = <T>(random: () => number, [first, ...rest]: readonly [T, ...T[]]): T =>
  rest[Math.floor(random() * (rest.length + 1))] ?? first;

/** Reconnection times as a hostile server may give them. */
const times = ['0', '1', '499', '-1', '1e9', '٣', '', ' ', '0x1', '00', '9'.repeat(400)] as const;
const overflows = ['2147483647', '2147483648', '4294967296', '4294967297'] as const;
const waits = ['0', '-1', '0.001', 'now', '', 'Thu, 01 Jan 1970 00:00:00 GMT', '1e-9'] as const;

/** Whatever may make a client come back at once. */
function createHostileServer(random: () => number): () => FakeAnswer {
  let id = 0;
  // A second 401 without an answer between is final.
  let mayRefuse = true;
  return () => {
    const retry = pick(random, [...times, ...overflows]);
    const wait = { 'retry-after': pick(random, waits) };
    id += random() < 0.5 ? 1 : 0;
    const text = `retry: ${retry}\nid: ${id}\ndata: x\n\nretry: ${retry}`;
    if (mayRefuse && random() < 0.2) {
      mayRefuse = false;
      return textResponse(401);
    }
    const answer = pick<() => FakeAnswer>(random, [
      () => eventStreamResponse(text),
      () => eventStreamResponse(`retry:${retry}\r`),
      () => eventStreamResponse(''),
      () => textResponse(pick(random, [408, 425, 429, 500, 503]), '', wait),
      () => new TypeError('Failed to fetch'),
    ])();
    mayRefuse ||= answer instanceof Response && answer.ok;
    return answer;
  };
}

describe('known bug 42: a hostile server', () => {
  it('never makes a loop of requests that is faster than half a second', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = seededRandom(seed);
      const answer = createHostileServer(random);
      const moments: number[] = [];
      const start = createFakeClock().now();
      let now = (): number => start;
      const run = await drainConnection(
        feed,
        (server) =>
          server.always(() => {
            moments.push(now());
            return answer();
          }),
        { headers: () => ({ Authorization: 'Bearer x' }), maxRetries: Infinity },
      );
      now = run.clock.now;
      run.clock.setRandom(0);
      while (moments.length < 30) await run.clock.advance(run.clock.next ?? 0);
      // Once it goes round; one request for which new headers were asked may follow another at once.
      const loop = moments.filter((moment) => moment > start + 500);
      const spans = loop.slice(2).map((moment, index) => moment - (loop[index] ?? 0));
      expect(Math.min(...spans), `seed ${seed}`).to.be.within(500, 30_000);
    }
  });
});
