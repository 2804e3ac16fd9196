// Whatever a person, a server and a network do, in whatever order: a session keeps its promises.
import { expect } from 'chai';
import type { SessionNotice } from '../../src/session/index.js';
import { seededRandom } from '../support/chunked-body.js';
import { settle } from '../support/fake-clock.js';
import { jsonResponse, pushStream, textResponse, type PushStream } from '../support/fake-fetch.js';
import { createEventDialect, encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand, type SessionStand } from '../support/session-stand.js';

interface Trial extends SessionStand {
  readonly random: () => number;
  readonly streams: PushStream[];
  /** The ids of the runs that have begun. */
  readonly runs: Set<string>;
}

type Act = (trial: Trial) => unknown;

const settings = {
  endpoint: '/agent',
  checkpointEndpoint: '/decide',
  dialect: createEventDialect(),
};
const trouble = { type: 'trouble', fatal: true, sort: 'rate-limit', text: 'Wait.' } as const;
const open = {
  type: 'checkpoint.open',
  checkpointId: 'c',
  ask: 'approve',
  canEdit: false,
} as const;
const reply = { dialect: 'plain', send: 'post' } as const;

const latest = ({ streams }: Trial): PushStream | undefined =>
  streams.findLast(({ isLive }) => isLive);

const acts: readonly Act[] = [
  ({ session }) => void session.send('Hi'),
  ({ session }) => void session.send('Hi'),
  ({ session }) => void session.retry(),
  ({ session }) => session.stop(),
  ({ session }) => session.reset(),
  ({ session }) => session.addHistory([{ role: 'user', content: 'Before' }], 'before'),
  ({ session }) => void session.decide('c', 'approve'),
  ({ random, session, server }) =>
    session.configure({ ...settings, fetch: server.fetch, autoRetry: random() < 0.5 }),
  (trial) => latest(trial)?.push(encode(said('x'))),
  (trial) => latest(trial)?.push(encode({ ...open, reply })),
  (trial) => latest(trial)?.push(encode(ok)),
  (trial) =>
    latest(trial)?.push(
      encode({ ...trouble, retryAfter: 700 }, { type: 'run.end', status: 'failed' }),
    ),
  (trial) => latest(trial)?.end(),
  (trial) => latest(trial)?.fail(),
  ({ network, random }) => network.set(random() < 0.7),
  ({ clock, random }) => clock.advance(random() * 1_000),
  () => settle(1),
];

function createTrial(seed: number): Trial {
  const random = seededRandom(seed);
  const stand = createSessionStand({ ...settings, autoRetry: true });
  const runs = new Set<string>();
  stand.session.subscribe(() => {
    const { run } = stand.session.state;
    if (run) runs.add(run.id);
  });
  const streams: PushStream[] = [];
  stand.server.always(({ url }) => {
    if (url === '/decide') return random() < 0.5 ? jsonResponse({}) : textResponse(500);
    const chance = random();
    if (chance < 0.1) return new TypeError('refused');
    if (chance < 0.2) return textResponse(500);
    if (chance < 0.3) return 'never';
    const stream = pushStream();
    streams.push(stream);
    return stream;
  });
  return { ...stand, random, streams, runs };
}

describe('A session', () => {
  it('has one live connection at most, and is quiet once it is closed, whatever happens', async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const trial = createTrial(seed);
      const { clock, network, notices, random, server, session } = trial;
      for (let count = 0; count < 25; count += 1) {
        await acts[Math.floor(random() * acts.length)]?.(trial);
        expect(server.liveStreams, `seed ${seed}, act ${count}`).to.be.at.most(1);
      }
      session.close();
      const requests = server.requests.length;
      const told = notices.length;
      network.set(true);
      await clock.advance(60_000);
      const quiet = [server.requests.length - requests, notices.length - told, clock.pending];
      expect([...quiet, network.listeners, server.liveStreams], `seed ${seed}`).to.deep.equal([
        0, 0, 0, 0, 0,
      ]);
    }
  });

  it('sends nothing twice, and tells the end of each run once, whatever happens', async () => {
    let begun = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const trial = createTrial(seed);
      const { notices, random, runs, server, session } = trial;
      for (let count = 0; count < 25; count += 1) {
        await acts[Math.floor(random() * acts.length)]?.(trial);
      }
      session.stop();
      const asked = server.requests.filter(({ url }) => url === '/agent').length;
      expect(asked, `seed ${seed}`).to.be.at.most(runs.size);
      const ends = notices.flatMap((notice) => endedRun(notice) ?? []);
      expect(ends.toSorted(), `seed ${seed}`).to.deep.equal([...runs].toSorted());
      begun += runs.size;
    }
    expect(begun).to.be.above(300);
  });
});

function endedRun(notice: SessionNotice): string | undefined {
  const isEnd = ['finished', 'failed', 'interrupted'].includes(notice.type);
  return isEnd && 'run' in notice ? notice.run?.id : undefined;
}
