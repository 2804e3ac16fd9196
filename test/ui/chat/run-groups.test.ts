import { expect } from '@open-wc/testing';
import type { Run } from '../../../src/session/index.js';
import { newRun } from '../../../src/session/run.js';
import { RunGroups } from '../../../src/ui/chat/run-groups.js';

const runsFrom = (first: number, count: number): Run[] =>
  Array.from({ length: count }, (_, index) => newRun({ id: `run-${first + index}`, at: 0 }));

/** Groups on a host that is updated when the test says so. */
function createGroups(runs: readonly Run[], requestUpdate = () => {}): RunGroups {
  const [addController, removeController] = [() => {}, () => {}];
  const updateComplete = Promise.resolve(true);
  const groups = new RunGroups({ addController, removeController, requestUpdate, updateComplete });
  groups.set(runs.slice(0, -1), runs.at(-1));
  return groups;
}

const idsIn = ({ groups }: RunGroups): Map<number, string[]> =>
  new Map(groups.map(({ key, runs }) => [key, runs.map(({ id }) => id)]));

describe('the groups of a conversation', () => {
  it('hold all runs in order, twenty in each', () => {
    const runs = runsFrom(0, 45);
    const groups = createGroups(runs);
    expect(groups.groups.map((group) => group.runs.length)).to.deep.equal([20, 20, 5]);
    expect(groups.groups.flatMap((group) => group.runs)).to.deep.equal(runs);
  });

  it('keep their runs when others come below and above', () => {
    const groups = createGroups(runsFrom(0, 45));
    const before = idsIn(groups);
    groups.set(runsFrom(-30, 90), undefined);
    const after = idsIn(groups);
    expect(after.get(0)).to.deep.equal(before.get(0));
    expect(after.get(1)).to.deep.equal(before.get(1));
    expect([...after.values()].map(({ length }) => length)).to.deep.equal([10, 20, 20, 20, 20]);
  });

  it('are counted anew for another conversation', () => {
    const groups = createGroups(runsFrom(0, 45));
    groups.set(runsFrom(1_000, 25), undefined);
    expect([...idsIn(groups).keys()]).to.deep.equal([0, 1]);
  });

  it('stay the same objects but for the one whose run has changed', () => {
    const [past, run] = [runsFrom(0, 44), newRun({ id: 'last', at: 0 })];
    const groups = createGroups([...past, run]);
    groups.set(past, run);
    const before = [...groups.groups];
    const changed = { ...run, wireId: 'x' };
    groups.set(past, changed);
    expect(groups.groups.slice(0, 2).every((group, at) => group === before[at])).to.equal(true);
    expect(groups.groups[2]?.runs).to.deep.equal([...past.slice(40), changed]);
    groups.set([...past], changed);
    expect(groups.groups.slice(0, 2).every((group, at) => group === before[at])).to.equal(true);
  });

  it('are none when there is no run', () => {
    const groups = createGroups([]);
    expect([groups.groups, groups.isFilled]).to.deep.equal([[], true]);
  });

  it('are drawn the newest first, and the others one by one', async () => {
    const runs = runsFrom(0, 100);
    const [past, run] = [runs.slice(0, -1), runs.at(-1)];
    let update = (): void => {};
    const groups = createGroups(runs, () => update());
    const filled: boolean[][] = [];
    while (!groups.isFilled) {
      filled.push(groups.groups.map(({ isFilled }) => isFilled));
      await new Promise<void>((resolve) => {
        update = resolve;
        groups.hostUpdated();
      });
      groups.set(past, run);
    }
    expect(filled).to.deep.equal([
      [false, false, false, true, true],
      [false, false, true, true, true],
      [false, true, true, true, true],
    ]);
  });
});
