// npm run bench: measures sse-elements beside its peers, in one run, in Chromium.
//
//   npm run bench                              everything; about an hour
//   npm run bench -- --quick                   a minute
//   npm run bench -- history latency           some scenarios
//   npm run bench -- --contenders=plain,ours   some contenders (plain is what others are compared with)
//   npm run bench -- --json=results.json       numbers as well
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSite, contenderNames, emptyNames } from './build.js';
import { launchChromium } from './chromium.js';
import { installPeers } from './peers.js';
import { toJson, toText } from './report/report.js';
import { longBlocks } from './scenarios/blocks.js';
import { firstRender } from './scenarios/first-render.js';
import { histories } from './scenarios/history.js';
import { latency } from './scenarios/latency.js';
import { memory } from './scenarios/memory.js';
import { messages } from './scenarios/messages.js';
import type { Bench, Results } from './scenarios/scenario.js';
import { streaming } from './scenarios/streaming.js';
import { startServer } from './server.js';

const scenarios = [streaming, longBlocks, histories, latency, firstRender, messages, memory];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    contenders: { type: 'string' },
    json: { type: 'string' },
  },
});
const unknown = positionals.filter((given) => !scenarios.some(({ name }) => name === given));
if (unknown.length > 0) {
  const names = scenarios.map(({ name }) => name).join(', ');
  throw new RangeError(`Expected scenarios (${names}), got ${unknown.join(', ')}`);
}
const contenders = contenderNames.filter(
  (name) => values.contenders === undefined || values.contenders.split(',').includes(name),
);

installPeers();
const site = await buildSite([...emptyNames, ...contenders]);
const server = await startServer(site.files);
const browser = await launchChromium();
const started = performance.now();
const bench: Bench = {
  browser,
  origin: server.origin,
  site,
  contenders,
  isQuick: values.quick,
  log: (text) => console.error(`${((performance.now() - started) / 1_000).toFixed(0)} s  ${text}`),
};
const results: Results[] = [];
try {
  for (const { name, run } of scenarios) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const tables = await run(bench);
    console.log(toText(tables));
    results.push(...tables);
  }
} finally {
  await browser.close();
  server.close();
}
if (values.json !== undefined) writeFileSync(values.json, toJson(results));
