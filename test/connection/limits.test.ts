import { expect } from 'chai';
import { defaultLimits, openStream, resolveLimits } from '../../src/connection/index.js';

describe('resolveLimits', () => {
  it('fills in the defaults', () => {
    expect(resolveLimits()).to.deep.equal(defaultLimits);
    expect(resolveLimits({ idLength: 9 })).to.deep.equal({ ...defaultLimits, idLength: 9 });
  });

  it('takes Infinity to lift a limit', () => {
    expect(resolveLimits({ messageLength: Infinity }).messageLength).to.equal(Infinity);
  });

  for (const value of [0, -1, Number.NaN]) {
    it(`refuses ${value}`, async () => {
      const text = `Expected limit messageLength to be a positive number, got ${value}`;
      expect(() => resolveLimits({ messageLength: value })).to.throw(RangeError, text);
      const request = { url: 'https://agent.example/', method: 'GET' } as const;
      const outcome = await openStream(request, { limits: { messageLength: value } }).catch(
        (error: unknown) => error,
      );
      expect(outcome).to.be.instanceOf(RangeError);
    });
  }
});
