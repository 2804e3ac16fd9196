import { expect } from '@open-wc/testing';
import { formatDuration, formatElapsed } from '../../src/ui/duration.js';

describe('formatDuration', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0.0 s'],
    [1_234, '1.2 s'],
    [9_940, '9.9 s'],
    [9_960, '10 s'],
    [59_600, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [7_800_000, '2 h 10 min'],
    [820_800_000, '9 d 12 h'],
  ];
  for (const [milliseconds, text] of cases) {
    it(`says ${text} for ${milliseconds} ms`, () => {
      expect(formatDuration(milliseconds)).to.equal(text);
    });
  }
});

describe('formatElapsed', () => {
  const cases: readonly (readonly [number, string])[] = [
    [-5, '0 s'],
    [1_999, '1 s'],
    [9_999, '9 s'],
    [59_999, '59 s'],
    [185_900, '3 min 05 s'],
  ];
  for (const [milliseconds, text] of cases) {
    it(`says ${text} for ${milliseconds} ms, in whole seconds that have passed`, () => {
      expect(formatElapsed(milliseconds)).to.equal(text);
    });
  }
});
