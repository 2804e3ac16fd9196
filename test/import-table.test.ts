// Keeps the import table of the architecture true: which folder of src may import what.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parseSync } from 'vite';

/** What the files of each folder may import beside files of their own folder. `type x`: only its types. */
const table: Readonly<Record<string, readonly string[]>> = {
  events: [],
  connection: ['eventsource-parser'],
  dialects: ['type connection', 'events'],
  session: ['connection', 'dialects', 'events'],
  'stream-controller': ['session', 'lit'],
  ui: ['stream-controller', 'session', 'type events', 'lit', 'markdown-it', 'highlight.js'],
};

const drawers = /^(utils?|helpers?|common|misc|shared|lib|internal)$/i;
const mostLines = 320;

interface Import {
  /** The importing file, relative to src. */
  readonly from: string;
  /** A file relative to src, or a package. */
  readonly to: string;
  readonly isType: boolean;
}

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = filesBelow('../src');
const imports = files.flatMap(importsOf);

describe('the import table', () => {
  it('names every folder of src, and src has no other file than index.ts', () => {
    const entries = readdirSync(src);
    expect(entries).to.have.members([...Object.keys(table), 'index.ts']);
  });

  for (const [folder, allowed] of Object.entries(table)) {
    const list = allowed.length === 0 ? 'nothing else' : allowed.join(', ');
    it(`holds for ${folder}, which may import ${list}`, () => {
      const outside = imports
        .filter(({ from, to }) => folderOf(from) === folder && folderOf(to) !== folder)
        .filter(({ to, isType }) => !isAllowed(allowed, folderOf(to), isType));
      expect(outside.map(inWords)).to.deep.equal([]);
    });
  }

  it('holds within ui: an element imports its own folder and the files directly in ui', () => {
    const across = imports
      .filter(({ from, to }) => elementOf(from) !== '' && elementOf(to) !== '')
      .filter(({ from, to }) => elementOf(from) !== elementOf(to))
      // Registering an element registers the elements in its template.
      .filter(({ from, to }) => !(isDefinition(from) && isDefinition(to)));
    expect(across.map(inWords)).to.deep.equal([]);
  });

  it('leaves registering to the *.define.ts files and ui/define.ts', () => {
    const registering = imports.filter(({ from, to }) => isDefinition(to) && !isDefinition(from));
    expect(registering.map(inWords)).to.deep.equal([]);
  });

  it('has no import in circles', () => {
    expect(circles()).to.deep.equal([]);
  });
});

describe('the files', () => {
  it('have names that say what is in them', () => {
    const parts = files.flatMap((file) => file.replace(/\.ts$/, '').split('/'));
    expect(parts.filter((part) => drawers.test(part))).to.deep.equal([]);
  });

  it(`have at most ${mostLines} lines`, () => {
    const long = ['../src', '../demo', '../test', '../tools']
      .flatMap((folder) => filesBelow(folder).map((file) => join(folder, file)))
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > mostLines);
    expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).to.deep.equal([]);
  });
});

/** The TypeScript files below a folder, relative to it, with forward slashes. */
function filesBelow(folder: string): string[] {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.split(sep).join('/'));
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function importsOf(from: string): Import[] {
  const code = read(`../src/${from}`);
  const { module, errors } = parseSync(from, code);
  if (errors.length > 0) throw new SyntaxError(`${from}: ${errors[0]?.message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [{ specifier: moduleRequest.value, isType }],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      specifier: code.slice(start + 1, end - 1),
      isType: false,
    })),
  ];
  return found.map(({ specifier, isType }) => ({ from, to: resolve(from, specifier), isType }));
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const path = relative(src, join(src, dirname(from), specifier));
  return path.split(sep).join('/').replace(/\.js$/, '.ts');
}

/** The first part of a path or of a package's name. */
function folderOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** The element whose folder a file is in, or nothing for the shared files. */
function elementOf(path: string): string {
  return /^ui\/([^/]+)\//.exec(path)?.[1] ?? '';
}

function isDefinition(path: string): boolean {
  return path.endsWith('.define.ts') || path === 'ui/define.ts';
}

function isAllowed(allowed: readonly string[], target: string, isType: boolean): boolean {
  return allowed.includes(target) || (isType && allowed.includes(`type ${target}`));
}

function inWords({ from, to, isType }: Import): string {
  return `src/${from} imports ${isType ? 'types of ' : ''}${to}`;
}

/** Every way that leads from a file back to itself, each told once. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const { from, to } of imports) if (from === file) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
