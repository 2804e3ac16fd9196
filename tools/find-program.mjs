// Finds programs on this machine. Plain JavaScript: setup.mjs runs it before anything is installed.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string | undefined} given a path that comes first
 * @param {readonly string[]} names names to look for in the PATH, or absolute paths
 */
export function findProgram(given, names) {
  const search = (process.env['PATH'] ?? '').split(delimiter);
  const path = (given ? [given, ...names] : names)
    .flatMap((name) => (/[\\/]/.test(name) ? [name] : search.map((folder) => join(folder, name))))
    .find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : { path };
}
