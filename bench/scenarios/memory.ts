import type { BenchPage } from '../chromium.js';
import { cell, withContender, withPage, type Scenario } from './scenario.js';

/** Bytes that each turn leaves behind: the slope of the heap over its last three quarters. */
async function slope(
  page: BenchPage,
  turns: number,
  turn: (times: number) => Promise<unknown>,
): Promise<number> {
  const steps = 8;
  const points: { x: number; y: number }[] = [];
  for (let step = 1; step <= steps; step += 1) {
    await turn(turns / steps);
    // The first turns fill caches.
    if (step > steps / 4) points.push({ x: (turns / steps) * step, y: await page.heap() });
  }
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}

/** What is left behind. */
export const memory: Scenario = {
  name: 'memory',
  async run(bench) {
    const turns = bench.isQuick ? 200 : 1_000;
    bench.log('memory');
    const mounts = await withContender(bench, 'ours', (page) =>
      slope(page, turns, (times) => page.page.evaluate((n) => window.bench.cycle(n), times)),
    );
    const runs = await withPage(bench, 'core', (page) =>
      slope(page, turns, (times) => page.page.evaluate((n) => window.core.runs(n), times)),
    );
    const line = await withPage(bench, 'core', async (page) => {
      const before = await page.heap();
      const bytes = await page.page.evaluate(() => window.core.endlessLine());
      if (bytes === null || !Number.isFinite(bytes))
        throw new Error('Expected an endless line to be refused, it was not');
      return (await page.heap()) - before;
    });
    return [
      {
        title: 'Memory',
        heads: ['heap'],
        rows: [
          { name: `left by one of ${turns} times on and off the page`, cells: [cell(mounts, 'B')] },
          { name: `left by one of ${turns} runs on one signal`, cells: [cell(runs, 'B')] },
          {
            name: 'held after an endless line was refused',
            cells: [cell(line / 2 ** 20, 'MiB', 2)],
          },
        ],
      },
    ];
  },
};
