import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** What a browser compares a script with before it runs it. */
export function integrityOf(source: string): string {
  return `sha384-${createHash('sha384').update(source).digest('base64')}`;
}

/** Prints the integrity of a file that was just built. */
export function printIntegrity(path: string): Plugin {
  return {
    name: 'print-integrity',
    closeBundle() {
      this.info(`${path} integrity="${integrityOf(readFileSync(path, 'utf8'))}"`);
    },
  };
}
