import { readdirSync } from 'node:fs';
import { codeBlock } from './code.js';
import { markup } from './html.js';
import type { Page } from './layout.js';
import { readProjectFile, renderMarkdown, sectionsOf } from './markdown.js';
import { sectionHeading, toHeading } from './pieces.js';
import { themePreview, themingReference } from './theming.js';

const docs = new URL('../docs/', import.meta.url);

/** In this order; what is not named here comes after. */
const order = ['connect', 'custom', 'theming', 'deployment', 'security', 'accessibility'];

/** Made for the tests that hold the project to it, and read line by line on the pages of the dialects. */
const notShown = ['systems'];

/** Where README.md says how to begin. */
const start: Page = {
  path: 'guides/start.html',
  title: 'Get started',
  name: 'Get started',
  description: 'Put a chat with an agent on a page: one script and one tag, or a package.',
  render: ({ addressOf, to, integrity }) => {
    const readme = readProjectFile('README.md');
    const text = sectionsOf(readme, 'Quick start', 'Frameworks');
    const { body, headings } = renderMarkdown(text, { file: 'README.md', addressOf });
    return {
      headings,
      body: markup`<h1>Get started</h1>
        <p class="lead">
          On a page without a build, take
          <a href="${to('sse-elements.js')}" download>sse-elements.js</a> and write:
        </p>
        ${codeBlock(`<!doctype html>\n<script src="sse-elements.js"></script>\n<sse-chat endpoint="/message" dialect="assistant-status"></sse-chat>`, 'xml')}
        <p>
          The script makes no request of its own. Wherever you put it, a browser can hold it to what
          it is here:
        </p>
        ${codeBlock(`<script\n  src="https://cdn.example/sse-elements.js"\n  integrity="${integrity}"\n  crossorigin\n></script>`, 'xml')}
        ${body}`,
    };
  },
};

function guide(name: string): Page {
  const file = `docs/${name}.md`;
  const source = readProjectFile(file);
  const [, title = name] = /^# (.*)/.exec(source) ?? [];
  const [, first = title] = /^# .*\n+([^#|`]+?)(?:\n\n|$)/.exec(source) ?? [];
  return {
    path: `guides/${name}.html`,
    title,
    name: title,
    description: first.replace(/\s+/g, ' ').replace(/\[(.*?)\]\(.*?\)/g, '$1'),
    render: ({ addressOf, to }) => {
      // Read again: a build that watches does not begin anew.
      const document = renderMarkdown(readProjectFile(file), { file, addressOf });
      if (name !== 'theming') return document;
      const reference = themingReference(to);
      return {
        headings: [...document.headings, toHeading('Try the themes'), ...reference.headings],
        body: markup`${document.body}
          ${sectionHeading('Try the themes')} ${themePreview(to)} ${reference.body}`,
      };
    },
  };
}

const names = readdirSync(docs)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replace('.md', ''))
  .filter((name) => !notShown.includes(name));

/** Every page of `docs`, after how to begin. */
export const guides: readonly Page[] = [
  start,
  ...[
    ...order.filter((name) => names.includes(name)),
    ...names.filter((name) => !order.includes(name)),
  ].map(guide),
];
