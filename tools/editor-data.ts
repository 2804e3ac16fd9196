// Tells editors of the elements: custom data for VS Code, web-types for JetBrains, from the manifest.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';

type Manifest = Parameters<typeof generateVsCodeCustomElementData>[0];

interface Modules {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly { readonly name: string }[];
  }[];
}

interface Package {
  readonly exports: Readonly<Record<string, { readonly default?: string } | string>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = read('custom-elements.json') as Manifest;
const { exports } = read('package.json') as Package;

/** Modules of elements that the package exports. The others are parts of these, and of no use alone. */
const exported = new Set(
  Object.values(exports).map((entry) =>
    typeof entry === 'string' ? entry : entry.default?.replace('./', ''),
  ),
);
const inner = (read('custom-elements.json') as Modules).modules
  .filter(({ path }) => !exported.has(path))
  .flatMap(({ declarations }) => declarations.map(({ name }) => name));

const options = { outdir: `${root}dist/editor`, exclude: inner, hideLogs: true };
generateVsCodeCustomElementData(manifest, {
  ...options,
  htmlFileName: 'vscode.html-custom-data.json',
  cssFileName: 'vscode.css-custom-data.json',
});
generateJetBrainsWebTypes(manifest, {
  ...options,
  webTypesFileName: 'web-types.json',
  packageJson: false,
  modulePathTemplate: (_name, path) => `../../${path}`,
});

function read(path: string): unknown {
  return JSON.parse(readFileSync(root + path, 'utf8'));
}
