import { expect } from 'chai';
import { diagnoseFeed, type FeedRecord } from '../../src/session/diagnose-feed.js';
import { noon } from '../support/stream-events.js';

const second = 1_000;

/** A feed that goes as it should, but for some changes; times in seconds from its opening on. */
function diagnose(changes: Partial<FeedRecord> = {}): string | undefined {
  const record = { askedAt: 0, openedAt: 0, sentAt: 0, answeredAt: 10, closedAt: 10 };
  const lines = { lines: 6, firstLineAt: 0.2, lastLineAt: 9.8, heardAt: 9.8 };
  const times = Object.entries({ ...record, ...lines, ...changes }).map(([name, value]) => [
    name,
    name === 'lines' || value === undefined ? value : noon + value * second,
  ]);
  return diagnoseFeed(Object.fromEntries(times) as FeedRecord)?.code;
}

/** The same without the close. */
const open = { closedAt: Infinity };
/** All lines at once. */
const burst = { firstLineAt: 9.9, lastLineAt: 9.95 };

describe('a feed', () => {
  it('that goes as it should has nothing wrong with it', () => {
    expect(diagnose()).to.equal(undefined);
    expect(diagnose(open)).to.equal(undefined);
  });

  it('that has never opened has been told of already', () => {
    const record = { lines: 0, firstLineAt: 0, lastLineAt: 0, sentAt: 0, answeredAt: 9 * second };
    expect(diagnoseFeed({ ...record, askedAt: 0, heardAt: 0 })).to.equal(undefined);
  });

  it('that is silent while the answer comes is served by another worker', () => {
    expect(diagnose({ ...open, lines: 0 })).to.equal('feed-silent');
    expect(diagnose({ closedAt: 2, lines: 0 })).to.equal('feed-silent');
  });

  it('that is silent and closes with the answer had nothing to say', () => {
    expect(diagnose({ lines: 0 })).to.equal(undefined);
    expect(diagnose({ lines: 0, closedAt: 10.5 })).to.equal(undefined);
  });

  it('that comes in one burst with the answer is held back', () => {
    expect(diagnose(burst)).to.equal('feed-buffered');
    expect(diagnose({ firstLineAt: 10.2, lastLineAt: 10.2 })).to.equal('feed-buffered');
    expect(diagnose({ ...burst, openedAt: 9.9 })).to.equal('feed-buffered');
  });

  it('is not held back when it is merely short, early or spread', () => {
    expect(diagnose({ ...burst, lines: 2 })).to.equal(undefined);
    expect(diagnose({ firstLineAt: 5, lastLineAt: 5 })).to.equal(undefined);
    expect(diagnose({ ...burst, firstLineAt: 9.6 })).to.equal(undefined);
    const soon = { answeredAt: 1, closedAt: 1, firstLineAt: 0.9, lastLineAt: 0.9 };
    expect(diagnose(soon)).to.equal(undefined);
  });

  it('that closes after a round number of seconds, before the answer, met a limit', () => {
    for (const limit of [15, 30, 60, 100, 120, 230, 240, 300]) {
      for (const closedAt of [limit - 1, limit, limit + 1]) {
        const code = diagnose({ closedAt, answeredAt: closedAt + 4 });
        expect(code, `${closedAt} s`).to.equal('gateway-timeout');
      }
    }
  });

  it('that closes after a round number of seconds of silence met one, too', () => {
    const late = { openedAt: 5, heardAt: 5, closedAt: 65, answeredAt: 70 };
    expect(diagnose(late)).to.equal('gateway-timeout');
  });

  it('that closes at any other time, or with the answer, met none', () => {
    expect(diagnose({ closedAt: 45, answeredAt: 50 })).to.equal(undefined);
    expect(diagnose({ closedAt: 30, answeredAt: 30.9 })).to.equal(undefined);
    expect(diagnose({ closedAt: 60, answeredAt: 60 })).to.equal(undefined);
  });
});
