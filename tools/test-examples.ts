// Builds the example apps against the packed library, checks their types and uses each as a person would.
// Its last line is `N passed, N failed`.
//
//   npm run test:examples -- [--built] [names of folders in examples; default: all]
//
// With `--built` the library in dist is taken as it is.
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { createRealPace } from '../demo/backend/index.js';
import { createServer } from '../demo/backend/node-server.js';
import { launchChromium } from './launch-chromium.js';
import { runStep } from './step.js';
import { useExample } from './use-example.js';
import { usePackage } from './use-package.js';

const examples = fileURLToPath(new URL('../examples', import.meta.url));
const all = readdirSync(examples).filter((name) => existsSync(`${examples}/${name}/package.json`));

const { values: options, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: { built: { type: 'boolean', default: false } },
});
const unknown = chosen.find((name) => !all.includes(name));
if (unknown !== undefined)
  throw new TypeError(`Expected some of ${all.join(', ')}; got "${unknown}"`);

await pack();
const chromium = await launchChromium();
if (!chromium) throw new Error('Expected Chromium: npm test installs it');
let failed = 0;
const names = chosen.length > 0 ? chosen : all;
report('an empty project', await usePackage(`${examples}/sse-elements.tgz`));
for (const name of names) report(name, await tryExample(name, chromium));
await chromium.close();
console.log(`${names.length + 1 - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function report(name: string, problem: string | undefined): void {
  console.log(problem === undefined ? `✔ ${name}` : `✘ ${name}\n${problem.replace(/^/gm, '    ')}`);
  if (problem !== undefined) failed += 1;
}

/** The package as it would be published, under a name that does not change with its version. */
async function pack(): Promise<void> {
  const build = options.built ? '' : 'npm run build && ';
  const command = `${build}npm pack --pack-destination examples`;
  const { passed, output } = await runStep({ name: 'package', command, limit: 200 });
  const file = output.trimEnd().split('\n').at(-1) ?? '';
  if (!passed) throw new Error(output);
  renameSync(`${examples}/${file}`, `${examples}/sse-elements.tgz`);
}

/** Returns what went wrong, if something did. */
async function tryExample(name: string, browser: Browser): Promise<string | undefined> {
  const folder = `examples/${name}`;
  const isBuilt = existsSync(`${folder}/tsconfig.json`);
  // The package has the same version each time it is packed, so npm must not take it from what is there.
  const install =
    'rm -rf node_modules/sse-elements && npm install --no-package-lock --no-audit --no-fund --loglevel=error';
  const command = `cd ${folder} && ${install}${isBuilt ? ' && npm run check && npm run build' : ''}`;
  const { passed, output } = await runStep({ name, command, limit: 300 });
  if (!passed) return output;
  const cdn = `${examples}/${name}/node_modules/sse-elements/dist/cdn`;
  const server = createServer({
    pace: createRealPace(20),
    static: isBuilt ? [`${examples}/${name}/dist`] : [`${examples}/${name}`, cdn],
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const page = await browser.newPage();
  try {
    await useExample(page, `http://127.0.0.1:${port}/`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
}
