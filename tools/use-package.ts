// What a new, empty project gets when it installs the package: every entry, with its types, and nothing of the page touched.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from './step.js';

type Entry = string | { readonly types: string; readonly default: string };

interface Manifest {
  readonly exports: Readonly<Record<string, Entry>>;
}

/** Entries of a framework: an empty project has none to import them with. The example apps do. */
const OF_A_FRAMEWORK = new Set(['./angular', './react-18']);

/** @returns what went wrong, if something did. */
export async function usePackage(tarball: string): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'sse-elements-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    const install = `cd ${folder} && npm install --no-audit --no-fund --loglevel=error ${tarball}`;
    const installed = await runStep({ name: 'install', command: install });
    if (!installed.passed) return installed.output;
    const home = join(folder, 'node_modules/sse-elements');
    const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
    const missing = Object.values(exports)
      .flatMap(filesOf)
      .filter((path) => !isThere(home, path));
    if (missing.length > 0) return `Expected these files in the package: ${missing.join(', ')}`;
    return await importAll(folder, entriesOf(home, exports));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function filesOf(entry: Entry): string[] {
  return typeof entry === 'string' ? [entry] : [entry.types, entry.default];
}

function isThere(home: string, path: string): boolean {
  return existsSync(join(home, path.replace(/\*.*/, '')));
}

/** The names that a program can import: `./dialects/*` is as many as there are files. */
function entriesOf(home: string, exports: Manifest['exports']): string[] {
  return Object.entries(exports).flatMap(([name, entry]) => {
    if (typeof entry === 'string' || OF_A_FRAMEWORK.has(name)) return [];
    const [folder = '', end = ''] = entry.default.split('*');
    if (end === '') return [name];
    const modules = readdirSync(join(home, folder)).filter((file) => file.endsWith(end));
    return modules.map((file) => name.replace('*', file.slice(0, -end.length)));
  });
}

/** Imports each in Node, where there is no page, and has TypeScript look at all of them. */
async function importAll(folder: string, entries: readonly string[]): Promise<string | undefined> {
  const specifiers = entries.map((name) => `sse-elements${name.slice(1)}`);
  const lines = specifiers.map((name) => `await import(${JSON.stringify(name)});\n`);
  writeFileSync(join(folder, 'all.js'), lines.join(''));
  writeFileSync(join(folder, 'all.ts'), `export {};\n${lines.join('')}`);
  const options =
    '--noEmit --strict --target es2022 --module nodenext --lib es2023,dom,dom.iterable';
  const command = `(cd ${folder} && node all.js) && tsc --ignoreConfig --skipLibCheck ${options} ${folder}/all.ts`;
  const { passed, output } = await runStep({ name: 'import', command });
  return passed ? undefined : output;
}
