import { expect } from 'chai';
import { diagnoseCut, diagnoseWhole } from '../../src/session/diagnose-stream.js';

const second = 1_000;

/** A stream of twelve messages; times in seconds from its request on. */
function whole(firstAt: number | undefined, endedAt: number, messages = 12): string | undefined {
  const record = { sentAt: 0, heardAt: endedAt * second, messages };
  const first = firstAt === undefined ? {} : { firstAt: firstAt * second };
  return diagnoseWhole({ ...record, ...first }, endedAt * second)?.message;
}

/** A stream that was last heard of, and ended, so many seconds after its request. */
function cut(heardAt: number, endedAt: number, error?: Parameters<typeof diagnoseCut>[2]) {
  return diagnoseCut({ sentAt: 0, heardAt: heardAt * second }, endedAt * second, error);
}

describe('a stream that is whole', () => {
  it('came in one burst when all of it came at its end, long after the request', () => {
    expect(whole(31, 31.2)).to.equal(
      'Expected events as they happen, found all 12 at once, 31 s after the request. ' +
        'See "Late or bunched events" in docs/deployment.md',
    );
    expect(whole(5, 5, 3)).to.include('all 3 at once');
  });

  it('is well when it came early, bit by bit, or is short', () => {
    expect(whole(4.9, 5)).to.equal(undefined);
    expect(whole(31, 31.3)).to.equal(undefined);
    expect(whole(31, 31, 2)).to.equal(undefined);
    expect(whole(undefined, 31, 0)).to.equal(undefined);
  });
});

describe('a stream that is cut', () => {
  it('after a round number of seconds met a limit', () => {
    for (const limit of [15, 30, 60, 100, 120, 230, 240, 300]) {
      expect(cut(3, limit)?.code, `${limit} s`).to.equal('gateway-timeout');
      expect(cut(3, limit + 1)?.code, `${limit + 1} s`).to.equal('gateway-timeout');
    }
    expect(cut(58, 60)?.message).to.equal(
      'Expected the stream to last as long as the run, found it closed after 60 s in all. ' +
        'See "Early close" in docs/deployment.md',
    );
  });

  it('after a round number of seconds of silence met a limit', () => {
    expect(cut(40, 100)?.message).to.include('found it closed after 60 s of silence.');
    expect(cut(0, 60, { kind: 'network' })?.message).to.include('60 s of silence.');
  });

  it('at another time, or by ourselves, met none', () => {
    expect(cut(40, 45)).to.equal(undefined);
    expect(cut(40, 57.9)).to.equal(undefined);
    for (const kind of ['idle', 'limit', 'content-type', 'no-content'] as const) {
      expect(cut(0, 60, { kind }), kind).to.equal(undefined);
    }
  });

  it('is a gateway’s doing whenever it is one that answers', () => {
    for (const status of [504, 524]) {
      const message = cut(0, 47.2, { kind: 'status', status })?.message;
      expect(message).to.include(`found status ${status} after 47 s.`);
    }
    expect(cut(0, 60, { kind: 'status', status: 503 })).to.equal(undefined);
  });
});
