// The file that a page takes with one tag, for the tests that load it as a page would.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStep } from './step.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where it is, seen from the top of the project. */
export const cdnFile = 'dist/cdn/sse-elements.js';

let ready: Promise<void> | undefined;

/** Builds it, once in this process, when it is missing or older than a source. */
export function ensureCdnFile(): Promise<void> {
  ready ??= isCurrent() ? Promise.resolve() : build();
  return ready;
}

async function build(): Promise<void> {
  const { passed, output } = await runStep({ name: 'CDN file', command: 'vite build --mode cdn' });
  if (passed && isCurrent()) return;
  // The page that asked for it can only say that it is missing.
  console.error(output);
  throw new Error(`Expected the build to make ${cdnFile}`);
}

function isCurrent(): boolean {
  const built = changedAt(cdnFile);
  const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' });
  const paths = [
    ...sources.map((path) => join('src', path)),
    'vite.config.ts',
    'package-lock.json',
  ];
  return paths.every((path) => changedAt(path) < built);
}

/** Epoch milliseconds; 0 when there is no such file. */
function changedAt(path: string): number {
  return statSync(root + path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
