import type { ContenderName } from '../build.js';
import type { TextKind } from '../page/texts.js';
import { cell, median, type Results, type Scenario } from './scenario.js';
import { runCase, type StreamCase } from './streaming.js';

/** One block, and half of it. Lengths in characters. */
const blocks: readonly { kind: TextKind; name: string; length: number }[] = [
  { kind: 'code', name: 'a 200 kB code block', length: 200_000 },
  { kind: 'table', name: 'a 5,000-row table', length: 5_000 * 52 },
  { kind: 'list', name: 'a 5,000-item list', length: 5_000 * 66 },
];

/** What is asked how its time grows. */
const mayBeAsked: ReadonlySet<ContenderName> = new Set(['plain', 'grouped', 'ours']);

/** Long blocks: what is added must not cost what is there. */
export const longBlocks: Scenario = {
  name: 'blocks',
  async run(bench) {
    const results: Results[] = [];
    const growths: { name: string; cells: ReturnType<typeof cell>[] }[] = [];
    const { contenders } = bench;
    const floors = contenders.filter((name) => mayBeAsked.has(name));
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
        contenders: floors,
      };
      const halves = await runCase(bench, half);
      growths.push({
        name,
        cells: floors.map((contender) => {
          const time = (of: typeof samples) =>
            median((of.get(contender) ?? []).map(({ mainThread }) => mainThread));
          return cell(time(samples) / time(halves.samples), '×', 2);
        }),
      });
    }
    const title = 'Growth of the main-thread time per doubling (linear: 2 ×)';
    results.push({ title, heads: floors, rows: growths });
    return results;
  },
};
