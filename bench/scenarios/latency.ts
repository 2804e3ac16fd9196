import { cell, inTurn, median, quantile, withContender, type Scenario } from './scenario.js';

/** From the server's write to the frame in which it is painted, at 100 events a second. */
export const latency: Scenario = {
  name: 'latency',
  async run(bench) {
    const count = bench.isQuick ? 100 : 1_000;
    const rounds = bench.isQuick ? 1 : 3;
    const samples = await inTurn(bench.contenders, rounds, (name) => {
      bench.log(`latency: ${name}`);
      return withContender(bench, name, ({ page }) =>
        page.evaluate((events) => window.bench.latency(events), count),
      );
    });
    const of = (name: (typeof bench.contenders)[number], share: number) =>
      median((samples.get(name) ?? []).map(({ delays }) => quantile(delays, share)));
    const behind = (name: (typeof bench.contenders)[number]) =>
      median((samples.get(name) ?? []).map((sample) => sample.behind * 100));
    const rows = bench.contenders.map((name) => ({
      name,
      cells: [
        ...[0.5, 0.95].flatMap((share) => [
          cell(of(name, share), 'ms', 1),
          cell(of(name, share) / of('plain', share), '×', 2),
        ]),
        cell(behind(name), '%', 1),
      ],
    }));
    const heads = ['median', 'of plain', '95 %', 'of plain', 'frames behind'];
    return [{ title: 'From server write to painted frame, 100 events a second', heads, rows }];
  },
};
