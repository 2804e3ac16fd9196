// npx tsx bench/markdown-hostile.ts [part of a name]: what hostile Markdown costs, in Chromium. Each
// recipe of test/support/hostile-markdown.ts at once and in 200 pieces, in lengths that double.
import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { hostileMarkdown } from '../test/support/hostile-markdown.js';
import { findBrowser } from '../tools/browsers.mjs';
import { parserDataAlias } from '../tools/parser-data.js';

const SIZES = [32_000, 64_000, 128_000];
/** Limits for a text of 64,000 characters, in milliseconds, and of growth when the length doubles. */
const LIMITS = { whole: 250, piece: 50, growth: 2.2 };
/** What takes less is not asked how it grows: the clock is too coarse. */
const LITTLE = 20;

const found = findBrowser('chromium');
if (!found) throw new Error('Expected Chromium: install it, or set CHROME_PATH');
const browser = await launch({
  executablePath: found.path,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
const code = await bundle();
const wanted = process.argv[2] ?? '';
let beyond = 0;
for (const name of Object.keys(hostileMarkdown).filter((each) => each.includes(wanted))) {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
  await page.addScriptTag({ content: code, type: 'module' });
  await page.waitForFunction('"measureHostile" in window');
  const { whole, piece } = await page.evaluate(
    (each, sizes) => window.measureHostile(each, sizes),
    name,
    SIZES,
  );
  await page.close();
  const growth = Math.max(
    ...whole.map((time, index) => (time < LITTLE ? 0 : time / (whole[index - 1] ?? time))),
  );
  const isBeyond = (whole[1] ?? 0) > LIMITS.whole || piece > LIMITS.piece || growth > LIMITS.growth;
  if (isBeyond) beyond++;
  const cells = [...whole, piece].map((time) => time.toFixed(0).padStart(6));
  console.log(`${name.padEnd(48)}${cells.join('')}  ${growth.toFixed(1)}×${isBeyond ? '  ✘' : ''}`);
}
await browser.close();
console.log(
  `${beyond} of them beyond ${LIMITS.whole} ms, ${LIMITS.piece} ms a piece, ${LIMITS.growth}×`,
);

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: parserDataAlias },
    build: {
      target: 'es2022',
      write: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('hostile-page.ts', import.meta.url)),
        output: { format: 'es' },
      },
    },
  });
  const outputs = [result].flat() as Rolldown.RolldownOutput[];
  return outputs
    .flatMap(({ output }) => output.map((file) => ('code' in file ? file.code : '')))
    .join('\n');
}
