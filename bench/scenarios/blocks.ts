import type { ContenderName } from '../build.js';
import type { TextKind } from '../page/texts.js';
import { cell, median, type Results, type Scenario } from './scenario.js';
import { runCase, withoutPeers, type StreamCase } from './streaming.js';

/** One block, and half of it. Lengths in characters. */
const blocks: readonly { kind: TextKind; name: string; length: number }[] = [
  { kind: 'code', name: 'a 200 kB code block', length: 200_000 },
  { kind: 'table', name: 'a 5,000-row table', length: 5_000 * 52 },
  { kind: 'list', name: 'a 5,000-item list', length: 5_000 * 66 },
];

/** How often a block is written to see how it grows: a ratio of two single runs says little. */
const ROUNDS = 3;

/** Long blocks: what is added must not cost what is there. */
export const longBlocks: Scenario = {
  name: 'blocks',
  async run(bench) {
    const results: Results[] = [];
    const growths: { name: string; cells: ReturnType<typeof cell>[] }[] = [];
    const { contenders } = bench;
    const growing = withoutPeers(bench);
    if (bench.isQuick) return results;
    for (const { kind, name, length } of blocks) {
      const whole: StreamCase = {
        title: `${name}, 100 tokens a frame`,
        ...{ kind, length, tokensPerFrame: 100, rounds: 1, contenders },
      };
      results.push((await runCase(bench, whole)).results);
      const time = async (part: Partial<StreamCase>) => {
        const asked: StreamCase = { ...whole, contenders: growing, rounds: ROUNDS, ...part };
        const { samples } = await runCase(bench, asked);
        return (contender: ContenderName) =>
          median((samples.get(contender) ?? []).map(({ mainThread }) => mainThread));
      };
      const ofHalf = await time({ title: `half of ${name}`, length: length / 2 });
      const ofWhole = await time({ title: `${name} again` });
      const cells = growing.map((each) => cell(ofWhole(each) / ofHalf(each), '×', 2));
      growths.push({ name, cells });
    }
    const title = 'Growth of the main-thread time per doubling (linear: 2 ×)';
    results.push({ title, heads: growing, rows: growths });
    return results;
  },
};
