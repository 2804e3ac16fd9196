import { expect } from '@open-wc/testing';
import { humanised } from '../../src/ui/humanised.js';

describe('humanised', () => {
  const cases = [
    ['data_points_so_far', 'Data points so far'],
    ['_private_', 'Private'],
    ['Already said', 'Already said'],
    ['', ''],
  ] as const;
  for (const [name, words] of cases) {
    it(`reads "${name}" as "${words}"`, () => {
      expect(humanised(name)).to.equal(words);
    });
  }
});
