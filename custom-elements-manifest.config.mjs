// custom-elements.json is generated (npm run manifest), committed, and checked for drift.

/** @typedef {{ name: string, module?: string, package?: string }} Reference */
/** @typedef {{ name: string, privacy?: string }} Member */
/** @typedef {{ name: string, superclass?: Reference, members?: Member[], events?: { name?: string, description?: string }[] }} Declaration */
/** @typedef {{ path: string, declarations: Declaration[] }} Module */

export default {
  globs: ['src/ui/**/*.ts'],
  exclude: ['**/*.define.ts', 'src/ui/define.ts'],
  litelement: true,
  outdir: '.',
  packagejson: false,
  plugins: [{ name: 'publish', packageLinkPhase: publish }],
};

/**
 * Keeps what others can use, elements and events, sorted, with the addresses of the published files.
 *
 * @param {{ customElementsManifest: { modules: Module[] } }} phase
 */
function publish({ customElementsManifest: manifest }) {
  manifest.modules = manifest.modules
    .map((module) => ({ ...module, declarations: module.declarations.flatMap(published) }))
    .filter((module) => module.declarations.length > 0)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  readdress(manifest);
}

/**
 * @param {Declaration} declaration
 * @returns {Declaration[]}
 */
function published(declaration) {
  const { superclass, members = [], events } = declaration;
  if (superclass === undefined) return [];
  return [
    {
      ...declaration,
      // The analyzer adds what it sees dispatched, and guesses at names.
      ...(events && { events: events.filter(({ description }) => description !== undefined) }),
      // The analyzer takes the browser's own class for one of the same file.
      superclass: superclass.name === 'Event' ? { name: 'Event', package: 'global:' } : superclass,
      members: members.filter(
        ({ name, privacy }) =>
          !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
      ),
    },
  ];
}

/**
 * Replaces src/….ts by dist/….js wherever the manifest names a module.
 *
 * @param {object} value
 */
function readdress(value) {
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'object' && child !== null) readdress(child);
    else if (['path', 'module'].includes(key) && typeof child === 'string') {
      Object.assign(value, { [key]: child.replace(/^\/?src\/(.*)\.(ts|js)$/, 'dist/$1.js') });
    }
  }
}
