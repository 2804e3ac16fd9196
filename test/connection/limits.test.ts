import { expect } from 'chai';
import {
  defaultLimits,
  type Limits,
  openStream,
  resolveLimits,
} from '../../src/connection/index.js';

describe('resolveLimits', () => {
  it('fills in the defaults', () => {
    expect(resolveLimits()).to.deep.equal(defaultLimits);
    expect(resolveLimits({ idLength: 9 })).to.deep.equal({ ...defaultLimits, idLength: 9 });
  });

  it('takes Infinity to lift a limit', () => {
    expect(resolveLimits({ messageLength: Infinity }).messageLength).to.equal(Infinity);
  });

  it('refuses a limit that there is not', () => {
    const limits = { messageSize: 9 } as Partial<Limits>;
    const text =
      'Expected limits named messageLength, nameLength, idLength, queuedMessages, answerLength, errorLength, found messageSize';
    expect(() => resolveLimits(limits)).to.throw(RangeError, text);
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
