// gzip looks back 32 kB. What repeats itself is smaller when it stands together, not beside the element that uses it.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ui = fileURLToPath(new URL('../src/ui', import.meta.url));

/** Has the CDN file begin with all styles, all of Markdown and all dialects, in this order. */
export function alikeTogether(): Plugin {
  const styles = readdirSync(ui, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.styles.ts'))
    .map((path) => path.replaceAll('\\', '/').replace(/\.ts$/, ''))
    .toSorted();
  const first = [...styles, 'markdown/parser', 'markdown/markdown', '../dialects/index'];
  return {
    name: 'alike-together',
    transform: {
      filter: { id: /\/src\/ui\/define\.ts$/ },
      // All in one line, so that the lines of a source map stay what they are.
      handler: (code) => ({
        code: first.map((path) => `import './${path}.js';`).join('') + code,
        map: null,
      }),
    },
  };
}
