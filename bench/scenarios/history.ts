import type { ContenderName } from '../build.js';
import {
  cell,
  inTurn,
  median,
  withContender,
  type Bench,
  type Results,
  type Scenario,
} from './scenario.js';

const CAP = 120_000;
const TOKENS = 20;

interface HistorySample {
  readonly shown: number;
  readonly mainThread: number;
  readonly longestTask: number;
  readonly heap: number;
  /** Milliseconds of the main thread for one more token. */
  readonly token: number;
}

async function openOnce(bench: Bench, name: ContenderName, count: number): Promise<HistorySample> {
  return withContender(bench, name, async (page) => {
    const before = await page.heap();
    let shown: number | undefined;
    const { total: mainThread, longestTask } = await page.work(async () => {
      shown = await page.page.evaluate((...args) => window.bench.open(...args), count, CAP);
    });
    const heap = (await page.heap()) - before;
    const tokens: number[] = [];
    if (shown !== undefined) {
      await page.page.evaluate(() => window.bench.begin());
      for (let token = 0; token < TOKENS; token += 1) {
        tokens.push(await page.mainThread(() => page.page.evaluate(() => window.bench.token())));
      }
    }
    return { shown: shown ?? Infinity, longestTask, mainThread, heap, token: median(tokens) };
  });
}

/** Old conversations: how soon they can be used, and what one more token costs. */
export const histories: Scenario = {
  name: 'history',
  async run(bench) {
    const results: Results[] = [];
    const costs = new Map<string, number>();
    const counts = bench.isQuick ? [100] : [100, 1_000, 10_000];
    for (const count of counts) {
      const rounds = bench.isQuick || count > 1_000 ? 1 : 3;
      const samples = await inTurn(bench.contenders, rounds, (name) => {
        bench.log(`${count} messages: ${name}`);
        return openOnce(bench, name, count);
      });
      const rows = bench.contenders.map((name) => {
        const list = samples.get(name) ?? [];
        const middle = (pick: (sample: HistorySample) => number) => median(list.map(pick));
        const token = middle((sample) => sample.token);
        costs.set(`${name} ${count}`, token);
        return {
          name,
          cells: [
            cell(
              middle((sample) => sample.shown),
              'ms',
            ),
            cell(
              middle((sample) => sample.mainThread),
              'ms',
            ),
            cell(
              middle((sample) => sample.longestTask),
              'ms',
            ),
            cell(middle((sample) => sample.heap) / 1e6, 'MB', 1),
            cell(token, 'ms', 1),
            cell(token / (costs.get(`${name} 100`) ?? NaN), '×', 2),
          ],
        };
      });
      const heads = [
        'newest shown',
        'main thread',
        'longest task',
        'heap',
        'one more token',
        'of 100 messages',
      ];
      results.push({
        title: `A conversation of ${count.toLocaleString('en')} messages`,
        heads,
        rows,
      });
    }
    return results;
  },
};
