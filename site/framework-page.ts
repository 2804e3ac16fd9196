import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { codeBlock } from './code.js';
import { markup } from './html.js';
import type { Page } from './layout.js';
import { inline } from './pieces.js';
import { readProjectFile } from './markdown.js';

interface Framework {
  /** Its folder in `examples`. */
  readonly folder: string;
  readonly name: string;
  readonly about: string;
  /** Files of the example, the most telling first. */
  readonly files: readonly string[];
}

const frameworks: readonly Framework[] = [
  {
    folder: 'html',
    name: 'Plain HTML',
    about:
      'One script and a tag. The script may stand anywhere, with `async`, `defer` or `type="module"`, before or after the tags, and twice.',
    files: ['three-lines.html', 'index.html', 'page.js'],
  },
  {
    folder: 'react-19',
    name: 'React 19',
    about:
      "React 19 sets properties and listens to DOM events by itself. `import 'sse-elements/react'` registers the elements and types the tags in JSX; a listener is `onsse-` and the rest of the name.",
    files: ['src/app.tsx', 'src/types.tsx'],
  },
  {
    folder: 'react-18',
    name: 'React 18',
    about:
      'React 18 sets attributes only and hears no DOM events of elements. `sse-elements/react-18` has a component for each, made by `@lit/react`.',
    files: ['src/app.tsx', 'src/types.tsx'],
  },
  {
    folder: 'vue',
    name: 'Vue 3',
    about:
      "`import 'sse-elements/vue'` registers the elements and types them in templates. Tell the compiler that tags with `sse-` are elements and not components.",
    files: ['src/app.vue', 'vite.config.js', 'src/types.vue'],
  },
  {
    folder: 'svelte',
    name: 'Svelte 5',
    about:
      "`import 'sse-elements/svelte'` registers the elements and types the tags. Svelte sets properties where an element has them.",
    files: ['src/app.svelte', 'src/types.ts'],
  },
  {
    folder: 'angular',
    name: 'Angular',
    about:
      '`sse-elements/angular` registers the elements and has a directive for each tag, which a component imports. Angular then checks what its template binds.',
    files: ['src/app.ts', 'src/types.ts'],
  },
  {
    folder: 'solid',
    name: 'Solid',
    about:
      "`import 'sse-elements/solid'` registers the elements and types the tags in JSX. Solid sets properties; a listener is `on:` and the name of the DOM event.",
    files: ['src/app.tsx', 'src/types.tsx'],
  },
  {
    folder: 'preact',
    name: 'Preact',
    about:
      "`import 'sse-elements/preact'` registers the elements and types the tags in JSX. Preact sets properties where an element has them; a listener is `onsse-` and the rest of the name.",
    files: ['src/app.tsx', 'src/types.tsx'],
  },
  {
    folder: 'astro',
    name: 'Astro and server rendering',
    about:
      'Importing the library in Node touches no DOM. With a Lit renderer (`@semantic-ui/astro-lit` here) the elements come from the server with their content and are hydrated in the browser.',
    files: ['src/pages/index.astro', 'src/page.ts', 'astro.config.mjs'],
  },
];

/** A page for one framework, with the code of its example as it is. */
function frameworkPage({ folder, name, about, files }: Framework): Page {
  return {
    path: `frameworks/${folder}.html`,
    title: name,
    name,
    description: `sse-elements in ${name}: a whole example that is built and used in a test.`,
    render: () => ({
      body: markup`<h1>${name}</h1>
        <p class="lead">${inline(about)}</p>
        ${folder === 'html' ? '' : codeBlock(`npm install ${packagesOf(folder)}`, 'sh', 'Install')}
        <h2>A whole example</h2>
        <p>
          It sets properties, listens, changes attributes afterwards and takes the element off the
          page. It is built with its own toolchain, type-checked and used by a test.
        </p>
        ${files.map((file) => codeBlock(readProjectFile(`examples/${folder}/${file}`), extname(file).slice(1), file))}`,
    }),
  };
}

/** The library, and what an example has beside its framework. */
function packagesOf(folder: string): string {
  const file = `examples/${folder}/package.json`;
  const { dependencies } = JSON.parse(readProjectFile(file)) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return [
    'sse-elements',
    ...Object.keys(dependencies).filter((name) => name === '@lit/react'),
  ].join(' ');
}

/** Those whose example is there. */
export const frameworkPages = frameworks
  .filter(({ folder }) =>
    existsSync(new URL(`../examples/${folder}/package.json`, import.meta.url)),
  )
  .map(frameworkPage);
