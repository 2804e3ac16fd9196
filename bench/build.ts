// Bundles the contenders as a page would ship them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { minifyCss } from '../tools/minify-css.js';
import { parserDataAlias } from '../tools/parser-data.js';

export const contenderNames = [
  'plain',
  'grouped',
  'ours',
  'streamdown',
  'marked',
  'deep-chat',
] as const;
/** Floors of a first render, which take no text. */
export const emptyNames = ['lit-element', 'lit-shell'] as const;
export type ContenderName = (typeof contenderNames)[number] | (typeof emptyNames)[number];

export interface Site {
  /** Files by their path. */
  readonly files: ReadonlyMap<string, string>;
  /** What a page ships to show a contender, gzip -9, in bytes. */
  readonly bytes: ReadonlyMap<ContenderName, number>;
}

const root = fileURLToPath(new URL('.', import.meta.url));

/** A page for each contender: alone (`/NAME.alone.html`) and with what measures it (`/NAME.html`). */
export async function buildSite(names: readonly ContenderName[]): Promise<Site> {
  const files = new Map<string, string>();
  const bytes = new Map<ContenderName, number>();
  const page = readFileSync(`${root}page/page.html`, 'utf8');
  for (const name of names) {
    const alone = await bundle(`${name}.alone`, [
      `import { contender } from '/contenders/${name}.ts';`,
      `import { painted } from '/page/frames.ts';`,
      `await contender.mount(document.body);`,
      `await painted();`,
      `performance.mark('shown');`,
    ]);
    bytes.set(name, gzippedLength(alone, `${name}.alone.js`));
    const measured = await bundle(name, [
      `import { contender } from '/contenders/${name}.ts';`,
      `import { offer } from '/page/harness.ts';`,
      `offer(contender);`,
    ]);
    for (const [path, text] of [...alone, ...measured].map(toFile)) files.set(path, text);
    for (const entry of [name, `${name}.alone`]) {
      const script = `<script type="module" src="/${entry}.js"></script>`;
      files.set(`/${entry}.html`, page.replace('<body>', `<body>${script}`));
    }
  }
  const core = await bundle('core', [`import '/page/core.ts';`]);
  for (const [path, text] of core.map(toFile)) files.set(path, text);
  files.set('/core.html', '<!doctype html><script type="module" src="/core.js"></script>');
  return { files, bytes };
}

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

async function bundle(name: string, lines: readonly string[]): Promise<readonly Output[]> {
  const entry = `virtual:${name}`;
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: parserDataAlias },
    plugins: [
      minifyCss(),
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? lines.join('\n') : undefined),
      },
    ],
    build: {
      target: 'esnext',
      write: false,
      rolldownOptions: {
        input: { [name]: entry },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: `${name}-[name]-[hash].js`,
        },
      },
    },
  });
  const outputs = [result].flat() as Rolldown.RolldownOutput[];
  return outputs.flatMap(({ output }) => output);
}

function toFile(output: Output): [string, string] {
  return [`/${output.fileName}`, output.type === 'chunk' ? output.code : String(output.source)];
}

/** The entry with all that it imports at once; what it may load later does not count. */
function gzippedLength(outputs: readonly Output[], entry: string): number {
  const wanted = new Set([entry]);
  for (const name of wanted) {
    const chunk = outputs.find(({ fileName }) => fileName === name);
    if (chunk?.type === 'chunk') for (const imported of chunk.imports) wanted.add(imported);
  }
  return outputs
    .filter(({ fileName }) => wanted.has(fileName))
    .reduce((sum, output) => sum + gzipSync(toFile(output)[1], { level: 9 }).length, 0);
}
