// What Vite makes, for the tests that load it as a person's browser would.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStep } from './step.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Something that `vite build --mode …` makes. */
export interface BuiltFiles {
  /** Where it is, seen from the top of the project. */
  readonly path: string;
  /** Builds it, once in this process, when it is missing or older than a source. */
  ensure(): Promise<void>;
}

/** The file that a page takes with one tag. */
export const cdnFile = createBuiltFiles('cdn', 'dist/cdn/sse-elements.js', ['src']);

/** The demo as static files. */
export const demoPages = createBuiltFiles('demo', 'dist/demo/index.html', ['src', 'demo']);

/** The documentation as static files. */
export const sitePages = createBuiltFiles('site', 'dist/site/index.html', [
  ...['src', 'demo', 'site', 'docs', 'themes'],
]);

function createBuiltFiles(mode: string, path: string, folders: readonly string[]): BuiltFiles {
  const isCurrent = (): boolean => {
    const built = changedAt(path);
    const sources = folders.flatMap((folder) =>
      readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    );
    const paths = [...sources, 'vite.config.ts', 'package-lock.json'];
    return paths.every((source) => changedAt(source) < built);
  };
  const build = async (): Promise<void> => {
    const { passed, output } = await runStep({
      name: `build of ${path}`,
      command: `vite build --mode ${mode}`,
    });
    if (passed && isCurrent()) return;
    // The page that asked for it can only say that it is missing.
    console.error(output);
    throw new Error(`Expected the build to make ${path}`);
  };
  let ready: Promise<void> | undefined;
  return {
    path,
    ensure: () => (ready ??= isCurrent() ? Promise.resolve() : build()),
  };
}

/** Epoch milliseconds; 0 when there is no such file. */
function changedAt(path: string): number {
  return statSync(root + path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
