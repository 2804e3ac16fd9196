import type { TextKind } from '../page/texts.js';
import { cell, median, type Results, type Scenario } from './scenario.js';
import { runCase, withoutPeers, type StreamCase } from './streaming.js';

/** One block, and half of it. Lengths in characters. */
const blocks: readonly { kind: TextKind; name: string; length: number }[] = [
  { kind: 'code', name: 'a 200 kB code block', length: 200_000 },
  { kind: 'table', name: 'a 5,000-row table', length: 5_000 * 52 },
  { kind: 'list', name: 'a 5,000-item list', length: 5_000 * 66 },
];

/** Long blocks: what is added must not cost what is there. */
export const longBlocks: Scenario = {
  name: 'blocks',
  async run(bench) {
    const results: Results[] = [];
    const growths: { name: string; cells: ReturnType<typeof cell>[] }[] = [];
    const { contenders } = bench;
    const asked = withoutPeers(bench);
    if (bench.isQuick) return results;
    for (const { kind, name, length } of blocks) {
      const whole: StreamCase = {
        title: `${name}, 100 tokens a frame`,
        ...{ kind, length, tokensPerFrame: 100, rounds: 1, contenders },
      };
      const { results: table, samples } = await runCase(bench, whole);
      results.push(table);
      const half = {
        ...whole,
        title: `half of ${name}`,
        length: length / 2,
        contenders: asked,
      };
      const halves = await runCase(bench, half);
      growths.push({
        name,
        cells: asked.map((contender) => {
          const time = (of: typeof samples) =>
            median((of.get(contender) ?? []).map(({ mainThread }) => mainThread));
          return cell(time(samples) / time(halves.samples), '×', 2);
        }),
      });
    }
    const title = 'Growth of the main-thread time per doubling (linear: 2 ×)';
    results.push({ title, heads: asked, rows: growths });
    return results;
  },
};
