import { expect } from 'chai';
import type { Operation } from '../../../src/session/index.js';
import type { BarStatus } from '../../../src/ui/progress/bar-status.js';
import { trackOf } from '../../../src/ui/progress/track.js';

function track(
  id: string,
  states: readonly string[],
  { status = 'running', order }: { readonly status?: BarStatus; readonly order?: unknown } = {},
): string[] {
  const operation = { id, states, state: states.at(-1), startedAt: 0, movedAt: 0 } as Operation;
  const ended = status === 'ok' || status === 'failed' || status === 'cancelled';
  const given = ended ? { ...operation, outcome: status } : operation;
  return trackOf(given, status, order).map((step) => `${step.name}: ${step.status}`);
}

describe('trackOf', () => {
  it('has the states that were seen, where no order is known', () => {
    expect(track('export', ['opening_file', 'writing'])).to.deep.equal([
      'Opening file: passed',
      'Writing: current',
    ]);
  });

  it('puts a state that is in no order after the one that was seen before it', () => {
    const order = ['a', 'b', 'c'];
    expect(track('export', ['a', 'extra', 'b'], { order })).to.deep.equal([
      ...['A: passed', 'Extra: passed', 'B: current', 'C: next'],
    ]);
  });

  it('goes back to a state that comes again', () => {
    expect(track('export', ['a', 'b'], { order: ['a', 'b'] })[1]).to.equal('B: current');
    const operation: Operation = {
      ...{ id: 'export', states: ['a', 'b'], state: 'a', startedAt: 0, movedAt: 0 },
    };
    const statuses = trackOf(operation, 'running', undefined).map(({ status }) => status);
    expect(statuses).to.deep.equal(['current', 'next']);
  });

  const ends = { ok: 'passed', failed: 'failed', cancelled: 'stopped' } as const;
  for (const [status, mark] of Object.entries(ends) as [keyof typeof ends, string][]) {
    it(`marks the last state as ${mark} when the operation ends as ${status}`, () => {
      expect(track('export', ['a', 'b'], { status })).to.deep.equal(['A: passed', `B: ${mark}`]);
    });
  }

  it('shows tools by their names, those that failed crossed', () => {
    const states = ['executing_search', 'completed_search', 'failed_rates', 'executing_chart'];
    expect(track('tool_execution', states)).to.deep.equal([
      ...['search: passed', 'rates: failed', 'chart: current'],
    ]);
    expect(track('tool_execution', states, { status: 'ok' })[2]).to.equal('chart: passed');
  });

  it('takes an order that is none for none', () => {
    expect(track('export', ['a', 'b'], { order: 5 })).to.have.length(2);
  });
});
