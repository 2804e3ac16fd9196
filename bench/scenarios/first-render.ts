import { emptyNames, type ContenderName } from '../build.js';
import { BenchPage } from '../chromium.js';
import { cell, inTurn, median, type Bench, type Scenario } from './scenario.js';

const THROTTLE = 4;

async function renderOnce({ browser, origin }: Bench, name: ContenderName): Promise<number> {
  const page = await BenchPage.open(browser, 'about:blank');
  await page.throttle(THROTTLE);
  await page.page.goto(`${origin}/${name}.alone.html`);
  const handle = await page.page.waitForFunction(
    () => performance.getEntriesByName('shown')[0]?.startTime,
  );
  const shown = await handle.jsonValue();
  await page.close();
  return shown ?? NaN;
}

/** An empty widget on an empty page, on a slow phone. */
export const firstRender: Scenario = {
  name: 'first-render',
  async run(bench) {
    const names: ContenderName[] = [...emptyNames, ...bench.contenders];
    const samples = await inTurn(names, bench.isQuick ? 3 : 9, (name) => {
      bench.log(`first render: ${name}`);
      return renderOnce(bench, name);
    });
    const of = (name: ContenderName) => median(samples.get(name) ?? []);
    const rows = names.map((name) => ({
      name,
      cells: [
        cell(of(name), 'ms'),
        cell(of(name) / of('lit-element'), '×', 2),
        cell((bench.site.bytes.get(name) ?? NaN) / 1_000, 'kB', 1),
      ],
    }));
    const title = `First render of an empty widget, ${THROTTLE}× slower processor, and what is shipped`;
    return [{ title, heads: ['shown after', 'of a Lit element', 'gzip -9'], rows }];
  },
};
