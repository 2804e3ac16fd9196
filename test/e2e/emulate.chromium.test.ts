import { expect } from '@open-wc/testing';
import { emulate } from '../support/browser.js';

describe('emulate', () => {
  for (const [name, value] of [
    ['forced-colors', 'active'],
    ['prefers-color-scheme', 'dark'],
    ['prefers-contrast', 'more'],
    ['prefers-reduced-motion', 'reduce'],
  ] as const) {
    it(`sets ${name} and takes it back`, async () => {
      const query = matchMedia(`(${name}: ${value})`);
      await emulate({ [name]: value });
      expect(query.matches).to.equal(true);
      await emulate({});
      expect(query.matches).to.equal(false);
    });
  }
});
