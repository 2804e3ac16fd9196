import { expect } from 'chai';
import { matchPath } from '../../../demo/backend/route.js';

describe('matchPath', () => {
  it('takes the values of named segments, decoded', () => {
    const params = matchPath(
      '/api/conversations/:id/thinking',
      '/api/conversations/a%20b/thinking',
    );
    expect(params).to.deep.equal({ id: 'a b' });
  });

  it('refuses other segments, other lengths and empty values', () => {
    expect(matchPath('/message', '/messages')).to.equal(undefined);
    expect(matchPath('/message', '/message/')).to.equal(undefined);
    expect(matchPath('/a/:id', '/a/')).to.equal(undefined);
  });

  it('refuses an address with a stray percent sign', () => {
    expect(matchPath('/a/:id', '/a/%')).to.equal(undefined);
  });
});
