import { expect } from 'chai';
import { Watchdog } from '../../src/connection/watchdog.js';
import { createFakeClock, type FakeClock } from '../support/fake-clock.js';

interface Watched {
  readonly clock: FakeClock;
  readonly watchdog: Watchdog;
  readonly expired: number[];
}

function watch(idleTimeout?: number): Watched {
  const clock = createFakeClock(0);
  const watchdog = new Watchdog({ clock, idleTimeout });
  const expired: number[] = [];
  watchdog.restart((since) => expired.push(since));
  watchdog.wait();
  return { clock, watchdog, expired };
}

/** Time passes, then a byte comes. */
async function pass(
  { clock, watchdog }: Watched,
  milliseconds: number,
  isBeat: boolean,
): Promise<void> {
  await clock.advance(milliseconds);
  watchdog.rest();
  if (isBeat) watchdog.beat();
  watchdog.wait();
}

describe('Watchdog', () => {
  it('sleeps as long as no heartbeat was seen', async () => {
    const watched = watch();
    await pass(watched, 1_000, false);
    await pass(watched, 600_000, true);
    await watched.clock.advance(3_600_000);
    expect(watched.expired).to.deep.equal([]);
    expect(watched.clock.pending).to.equal(0);
  });

  for (const cadence of [5_000, 15_000, 30_000, 40_000]) {
    it(`finds a dead connection within 2.5 times a heartbeat of ${cadence} ms`, async () => {
      const watched = watch();
      for (let beat = 0; beat < 3; beat += 1) await pass(watched, cadence, true);
      const last = watched.clock.now();
      await watched.clock.advance(2.5 * cadence - 1);
      expect(watched.expired).to.deep.equal([]);
      await watched.clock.advance(1);
      expect(watched.expired).to.deep.equal([last]);
    });
  }

  it('takes heartbeats that are a little late for one cadence, the longest', async () => {
    const watched = watch();
    await pass(watched, 15_000, true);
    await pass(watched, 15_000, true);
    await pass(watched, 20_000, true);
    await watched.clock.advance(49_999);
    expect(watched.expired).to.have.length(0);
    await watched.clock.advance(1);
    expect(watched.expired).to.have.length(1);
  });

  it('does not learn from comments that come in a burst or now and then', async () => {
    const watched = watch();
    for (const gap of [0, 10, 10, 2_000, 9_000, 100, 30_000]) await pass(watched, gap, true);
    await watched.clock.advance(3_600_000);
    expect(watched.expired).to.have.length(0);
  });

  it('does not learn from messages', async () => {
    const watched = watch();
    for (let message = 0; message < 10; message += 1) await pass(watched, 2_000, false);
    await watched.clock.advance(3_600_000);
    expect(watched.expired).to.have.length(0);
  });

  it('takes any byte for a sign of life', async () => {
    const watched = watch(1_000);
    for (let byte = 0; byte < 10; byte += 1) await pass(watched, 999, false);
    expect(watched.expired).to.have.length(0);
  });

  it('keeps one timer for many bytes', async () => {
    const watched = watch(60_000);
    for (let byte = 0; byte < 1_000; byte += 1) await pass(watched, 1, false);
    expect(watched.clock.pending).to.equal(1);
  });

  it('does not count the time in which nobody asks for a byte', async () => {
    const { clock, expired, watchdog } = watch(1_000);
    await clock.advance(900);
    watchdog.rest();
    await clock.advance(60_000);
    watchdog.wait();
    await clock.advance(999);
    expect(expired).to.have.length(0);
    await clock.advance(1);
    expect(expired).to.have.length(1);
  });

  it('expires once after a sleep of the device', async () => {
    const { clock, expired } = watch(1_000);
    await clock.sleep(600_000);
    await clock.advance(600_000);
    expect(expired).to.deep.equal([0]);
  });

  it('keeps what it learned for the next connection, without the gap between', async () => {
    const watched = watch();
    for (let beat = 0; beat < 3; beat += 1) await pass(watched, 10_000, true);
    const again: number[] = [];
    watched.watchdog.restart((since) => again.push(since));
    watched.watchdog.wait();
    await watched.clock.advance(25_000);
    expect(again).to.have.length(1);
    expect(watched.expired).to.have.length(0);
  });

  it('never wakes when it is switched off, and leaves no timer when it is stopped', async () => {
    for (const off of [0, Infinity, -1, Number.NaN]) {
      const watched = watch(off);
      for (let beat = 0; beat < 5; beat += 1) await pass(watched, 10_000, true);
      expect(watched.clock.pending).to.equal(0);
    }
    const { clock, watchdog } = watch(2 ** 40);
    expect(clock.pending).to.equal(1);
    watchdog.stop();
    expect(clock.pending).to.equal(0);
  });
});
