import { expect } from 'chai';
import { figuresOf } from '../../../src/ui/progress/figures.js';

describe('figuresOf', () => {
  const cases: readonly [title: string, value: unknown, text: string][] = [
    ['keeps the digits of numbers', 1200345.5, '1200345.5'],
    ['keeps text as it is', 'orders', 'orders'],
    ['says booleans', false, 'false'],
    ['joins short lists', ['SWOT', 'PESTEL'], 'SWOT, PESTEL'],
    ['counts long lists', Array.from({ length: 24 }, () => 1), '24'],
    ['counts lists of objects', [{}, {}], '2'],
    ['counts empty lists', [], '0'],
    ['shows objects as JSON', { a: 1 }, '{"a":1}'],
  ];
  for (const [title, value, text] of cases) {
    it(title, () => {
      expect(figuresOf({ data_points: value })).to.deep.equal([['Data points', text]]);
    });
  }

  it('leaves out what says nothing', () => {
    expect(figuresOf({ a: null, b: undefined, c: '' })).to.deep.equal([]);
  });
});
