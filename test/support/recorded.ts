import { readFile } from 'node:fs/promises';

/** The text of a recorded stream. */
export function readRecorded(name: string): Promise<string> {
  return readFile(new URL(`../fixtures/${name}.sse`, import.meta.url), 'utf8');
}
