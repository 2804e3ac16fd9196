import { expect } from 'chai';
import { dialects, findDialect } from '../../src/dialects/index.js';

describe('the registry of dialects', () => {
  it('finds every dialect by its own name', () => {
    for (const [name, dialect] of Object.entries(dialects)) {
      expect(dialect.name).to.equal(name);
      expect(findDialect(name)).to.equal(dialect);
    }
  });

  it('finds nothing by other names, inherited ones included', () => {
    for (const name of ['', 'customs', 'constructor', '__proto__', 'toString']) {
      expect(findDialect(name), name).to.equal(undefined);
    }
  });

  it('ends auto with its stream, and leaves naming the conversation to the server', () => {
    const { whenClosed, sessionIds } = dialects.auto;
    expect([whenClosed, sessionIds]).to.deep.equal(['finish', 'server']);
  });
});
