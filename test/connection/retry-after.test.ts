import { expect } from 'chai';
import { parseRetryAfter } from '../../src/connection/index.js';

const now = Date.UTC(2026, 10, 21, 12, 0, 0);

describe('parseRetryAfter', () => {
  const cases: readonly (readonly [value: string | null, milliseconds: number | undefined])[] = [
    ['120', 120_000],
    [' 5 ', 5_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 12:00:05 GMT', 5_000],
    ['Saturday, 21-Nov-26 12:00:05 GMT', 5_000],
    ['Sat Nov 21 12:00:05 2026', 5_000],
    ['Tue Dec  1 12:00:00 2026', 864_000_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['5 apples', undefined],
    ['2026-11-21T12:00:05Z', undefined],
    ['Sat Nov 21 2026 12:00:05', undefined],
    ['5, 5', undefined],
    ['Sat, 99 Nov 2026 12:00:05 GMT', undefined],
  ];
  for (const [value, milliseconds] of cases) {
    it(`reads ${JSON.stringify(value)} as ${milliseconds}`, () => {
      expect(parseRetryAfter(value, now)).to.equal(milliseconds);
    });
  }

  it('gives a finite number for any number of digits', () => {
    expect(parseRetryAfter('9'.repeat(400), now)).to.equal(1e12);
  });
});
