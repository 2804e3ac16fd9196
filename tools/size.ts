// Measures what a page would load against the budgets of docs/decisions/budgets.md: minified,
// everything included, gzip -9. Run it after a build: the CDN file is the one in dist. The table in README.md must say
// the same, to the kilobyte; with `--write` it is written.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { minifyCss } from './minify-css.js';
import { minifyMore } from './minify-more.js';
import { parserDataAlias } from './parser-data.js';

interface Budget {
  readonly name: string;
  /** In kB, that is 1000 bytes. */
  readonly most: number;
  /** The modules that a page would import. */
  readonly imports: readonly string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = 'virtual:entry';

const budgets: readonly Budget[] = [
  {
    name: 'core with one dialect',
    most: 33,
    imports: ['src/session/session.ts', 'src/dialects/agent-chat.ts'],
  },
  { name: '<sse-progress> alone', most: 64, imports: ['src/ui/progress/progress.define.ts'] },
  { name: '<sse-thinking> alone', most: 64, imports: ['src/ui/thinking/thinking.define.ts'] },
  { name: '<sse-chat> with everything', most: 122, imports: ['src/ui/chat/chat.define.ts'] },
  { name: 'CDN file', most: 120, imports: ['dist/cdn/sse-elements.js'] },
];

const sizes = new Map<string, number>();
let tooBig = false;
for (const { name, most, imports } of budgets) {
  const missing = imports.filter((path) => !existsSync(root + path));
  const size =
    missing.length > 0 ? undefined : gzipSync(await bundle(imports), { level: 9 }).length;
  const measured = size === undefined ? 'not there' : `${(size / 1000).toFixed(1)} kB`;
  const isTooBig = size !== undefined && size > most * 1000;
  console.log(`${name.padEnd(28)} ${measured.padStart(9)} of ${most} kB${isTooBig ? '  ✘' : ''}`);
  tooBig ||= isTooBig;
  if (size !== undefined) sizes.set(name, size / 1000);
}
if (process.argv.includes('--write')) writeTable();
const isCurrent = sizes.size < budgets.length || tableIsCurrent();
if (!isCurrent) console.error('The sizes in README.md are others: npx tsx tools/size.ts --write');
process.exit(tooBig || !isCurrent ? 1 : 0);

/** The part of README.md between two comments. */
function tableIn(readme: string): string {
  const found = /(?<=<!-- sizes -->\n\n)[^]*?(?=\n<!-- end of sizes -->)/.exec(readme);
  if (!found) throw new Error('Expected a table of sizes in README.md');
  return found[0];
}

function tableIsCurrent(): boolean {
  const said = new Map(
    Array.from(
      tableIn(readFileSync(`${root}README.md`, 'utf8')).matchAll(
        /^\| `?(.+?)`? +\| (\d+) kB +\|$/gm,
      ),
      ([, name = '', size]) => [name.replaceAll('`', ''), Number(size)] as const,
    ),
  );
  return [...sizes].every(([name, size]) => Math.abs((said.get(name) ?? Infinity) - size) < 1);
}

function writeTable(): void {
  const rows = [...sizes].map(([name, size]) => [
    name.replace(/<.*?>/, '`$&`'),
    `${Math.round(size)} kB`,
  ]);
  const lines = [['what', 'minified and gzipped'], ['-', '-'], ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  const path = `${root}README.md`;
  const readme = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    readme.replace(tableIn(readme), () => `${lines.join('\n')}\n`),
  );
  // The table as the formatter has it.
  spawnSync('oxfmt', [path], { stdio: 'inherit', shell: true });
}

/** The modules with all that they import, as one minified text. */
async function bundle(imports: readonly string[]): Promise<string> {
  const [only = ''] = imports;
  if (only.startsWith('dist/')) return readFileSync(root + only, 'utf8');
  const code = imports.map((path) => `export * from '/${path}';`).join('\n');
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: parserDataAlias },
    plugins: [
      minifyCss(),
      minifyMore(),
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
    ],
    build: {
      target: 'es2022',
      write: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
      },
    },
  });
  const outputs = [result].flat() as Rolldown.RolldownOutput[];
  return outputs
    .flatMap(({ output }) => output)
    .map((file) => (file.type === 'chunk' ? file.code : ''))
    .join('\n');
}
