import type { ReaderName } from '../page/core.js';
import { cell, median, withPage, type Results, type Scenario } from './scenario.js';

const names: readonly ReaderName[] = [
  'createParser',
  'batches',
  'messages',
  'connect',
  'Session',
  'EventSource',
];

/** SSE messages a second over a real connection, and messages that are too big. */
export const messages: Scenario = {
  name: 'messages',
  async run(bench) {
    const count = bench.isQuick ? 50_000 : 200_000;
    const rounds = bench.isQuick ? 1 : 7;
    const rates = new Map<ReaderName, number[]>(names.map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) {
        // The slowest, by far.
        if (name === 'EventSource' && round >= 2) continue;
        bench.log(`messages: ${name}`);
        const seconds = await withPage(bench, 'core', async ({ page }) => {
          const time = (n: number) =>
            page.evaluate(
              async (reader, most) => {
                const start = performance.now();
                const read = await window.core.readers[reader](most);
                if (read !== most) throw new Error(`Expected ${most} messages, got ${read}`);
                return (performance.now() - start) / 1_000;
              },
              name,
              n,
            );
          await time(count / 10);
          return time(count);
        });
        rates.get(name)?.push(count / seconds);
      }
    }
    const of = (name: ReaderName) => median(rates.get(name) ?? []);
    const rows = names.map((name) => ({
      name,
      cells: [
        cell(of(name), '/s'),
        cell(of(name) / of('createParser'), '×', 2),
        cell(of(name) / of('EventSource'), '×', 1),
      ],
    }));
    const heads = ['messages', 'of createParser', 'of EventSource'];
    const rate: Results = {
      title: `SSE messages a second, ${count.toLocaleString('en')} small ones`,
      heads,
      rows,
    };
    const sizes = [2, 4, 8];
    const times = await withPage(bench, 'core', async ({ page }) => {
      const all: number[] = [];
      for (const size of sizes) {
        const some: number[] = [];
        for (let round = 0; round < 3; round += 1) {
          some.push(await page.evaluate((mebibytes) => window.core.bigMessage(mebibytes), size));
        }
        all.push(median(some));
      }
      return all;
    });
    const big: Results = {
      title: 'One message in pieces of 1,460 bytes',
      heads: ['time', 'per doubling'],
      rows: sizes.map((size, index) => ({
        name: `${size} MiB`,
        cells: [
          cell(times[index], 'ms', 1),
          cell((times[index] ?? NaN) / (times[index - 1] ?? NaN), '×', 2),
        ],
      })),
    };
    return [rate, big];
  },
};
