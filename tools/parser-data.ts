// markdown-it reads three packages of tables (33 kB compressed) for what src/ui/markdown/parser-data.ts
// says in 2 kB. Whatever bundles or serves the library puts that file in their place.
import { fileURLToPath } from 'node:url';

/** The packages that are replaced. */
export const replacedPackages = /^(entities|mdurl|uc\.micro)$/;

/** For Vite's `resolve.alias`. */
export const parserDataAlias = [
  {
    find: replacedPackages,
    replacement: fileURLToPath(new URL('../src/ui/markdown/parser-data.ts', import.meta.url)),
  },
];
