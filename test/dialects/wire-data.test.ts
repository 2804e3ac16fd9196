import { expect } from 'chai';
import { readFields } from '../../src/dialects/wire-data.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { only } from '../support/decode.js';

const wire = (value: unknown) => ({ event: 'e', value, text: () => JSON.stringify(value) });

describe('reading the members of an object', () => {
  it('takes those of the right type, and says once what is wrong with the others', () => {
    const events: StreamEventBody[] = [];
    const value = { a: 'x', b: 7, c: '', d: [], e: null };
    const wanted = {
      a: 'string',
      b: 'string',
      c: 'name',
      d: 'object',
      e: 'any',
      f: 'any',
    } as const;
    expect(readFields(wire(value), wanted, events)).to.deep.equal({ a: 'x', e: null });
    expect(only(events, 'trouble').map(({ text }) => text)).to.deep.equal([
      'Expected "b" to be a string and "c" to be a name and "d" to be an object and "f" in e, found the number 7 and nothing and a list and nothing.',
    ]);
  });

  it('minds no member that may be missing, unless it is of another type', () => {
    const events: StreamEventBody[] = [];
    const wanted = { a: 'number?', b: 'number?', c: 'number?', d: 'object?' } as const;
    const fields = readFields(wire({ a: 1, b: null, d: { x: 1 } }), wanted, events);
    expect(fields).to.deep.equal({ a: 1, d: { x: 1 } });
    expect(events).to.deep.equal([]);
    readFields(wire({ a: '1' }), wanted, events);
    expect(only(events, 'trouble')[0]?.text).to.equal(
      'Expected "a" to be a number in e, found "1".',
    );
  });

  it('takes nothing that the page has put on prototypes', () => {
    expect(readFields(wire({}), { toString: 'any?', constructor: 'any?' }, [])).to.deep.equal({});
  });
});
