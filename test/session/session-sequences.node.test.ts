import { expect } from 'chai';
import { seededRandom } from '../support/chunked-body.js';
import { encode, ok, said } from '../support/event-dialect.js';
import { settle } from '../support/fake-clock.js';
import {
  pushStream,
  textResponse,
  type FakeAnswer,
  type PushStream,
} from '../support/fake-fetch.js';
import { listenForRejections } from '../support/rejections.js';
import { createSessionStand, type SessionStand } from '../support/session-stand.js';

const STEPS = 25;

/** A session on a server that answers as it likes, and everything that can happen to it. */
function createPlay(random: () => number) {
  const streams: PushStream[] = [];
  let most = 0;
  const answer = (): FakeAnswer => {
    const chance = random();
    if (chance < 0.15) return new TypeError('Failed to fetch');
    if (chance < 0.25) return textResponse(503, null, { 'retry-after': '1' });
    if (chance < 0.35) return 'never';
    const stream = pushStream();
    streams.push(stream);
    return stream;
  };
  const isFeed = random() < 0.5;
  const stand: SessionStand = createSessionStand(
    { autoRetry: true, idempotent: random() < 0.3, resumeEndpoint: '/resume' },
    isFeed ? { opens: true, whenClosed: 'reopen' } : { opens: true },
  );
  const { clock, network, server, session } = stand;
  server.always(() => {
    // The request that comes now, and those that are still there.
    most = Math.max(most, server.requests.filter(({ isLive }) => isLive).length);
    return answer();
  });
  clock.setRandom(random);
  const push = (text: string): void => {
    const stream = streams.at(-1);
    if (stream?.isLive) stream.push(`id: ${streams.length}\n${text}`);
  };
  const happenings: readonly (() => unknown)[] = [
    () => void session.send('Hi'),
    () => void session.open(),
    () => void session.retry(),
    () => session.stop(),
    () => session.reset(),
    () => push(encode(said('x'))),
    () => push(encode(ok)),
    () => streams.at(-1)?.end(),
    () => streams.at(-1)?.fail(),
    () => network.set(random() < 0.6),
    // Hidden, where timers stand still, and shown again.
    () => clock.sleep(random() * 100_000),
    () => clock.advance(random() * 3_000),
    () => settle(1),
    () => settle(1),
  ];
  const step = async (): Promise<void> => {
    await happenings[Math.floor(random() * happenings.length)]?.();
  };
  return { stand, step, most: () => most };
}

describe('known bug 25: a session under any sequence of events', () => {
  for (let group = 0; group < 4; group += 1) {
    it(`never has two connections, and leaves nothing behind (${group + 1} of 4)`, async () => {
      const rejections = listenForRejections();
      for (let seed = group * 250; seed < (group + 1) * 250; seed += 1) {
        const { most, stand, step } = createPlay(seededRandom(seed));
        for (let count = 0; count < STEPS; count += 1) await step();
        const { clock, network, server, session } = stand;
        session.close();
        const requests = server.requests.length;
        await clock.advance(60_000);
        expect(most(), `seed ${seed}`).to.be.at.most(1);
        const left = [server.requests.filter(({ isLive }) => isLive).length, clock.pending];
        expect([...left, network.listeners], `seed ${seed}`).to.deep.equal([0, 0, 0]);
        expect(server.requests.length, `seed ${seed}`).to.equal(requests);
      }
      rejections.stop();
      expect(rejections.heard).to.deep.equal([]);
    });
  }
});
