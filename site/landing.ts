import { systems } from '../demo/systems.js';
import { codeBlock } from './code.js';
import { liveSystem } from './dialect-page.js';
import { frameworkPages } from './framework-page.js';
import { Html, markup } from './html.js';
import { inline } from './pieces.js';
import type { Page } from './layout.js';
import { readProjectFile } from './markdown.js';

interface Feature {
  readonly title: string;
  readonly text: string;
  readonly path: string;
}

const features: readonly Feature[] = [
  {
    title: 'The work, not only the answer',
    text: 'Thinking, tools, hand-offs between agents and long operations are shown as they happen, and fold away when they are done.',
    path: 'elements/sse-thinking.html',
  },
  {
    title: 'A person decides',
    text: 'At a checkpoint the agent waits. The dialog cannot be answered by accident or by a script, and says what became of the decision.',
    path: 'elements/sse-checkpoint.html',
  },
  {
    title: 'The truth about the connection',
    text: 'A lost connection is taken up where it broke off. What may be missing is said, and no POST is sent twice by itself.',
    path: 'guides/deployment.html',
  },
  {
    title: 'Nothing received is code',
    text: 'Text from the wire is text. The elements run under a strict policy with Trusted Types, and so does this site.',
    path: 'guides/security.html',
  },
  {
    title: 'Small parts, one session',
    text: 'A bar in the header, a panel at the side and a chat in the corner can show the same stream, over one connection.',
    path: 'elements/sse-source.html',
  },
  {
    title: 'Your colours',
    text: 'Tokens on any ancestor reach every part. Light and dark follow the page, and ready themes are one stylesheet each.',
    path: 'guides/theming.html',
  },
];

const example = `<!doctype html>
<script src="sse-elements.js"></script>
<sse-chat endpoint="/message" dialect="assistant-status"></sse-chat>`;

/** What it is, at work. */
export const landing: Page = {
  path: 'index.html',
  title: 'sse-elements: show what an agent is doing',
  name: 'Overview',
  description: 'Web components that show an agent at work, from any SSE endpoint.',
  render: ({ to }) => ({
    isWide: true,
    body: markup` <section class="hero">
        <div>
          <h1>Show what an agent is doing</h1>
          <p class="lead">
            One tag puts a chat with an agent on any page: its answer as it arrives, its tools and
            its thinking, and the questions that it has for a person. From any SSE endpoint, at home
            in any framework.
          </p>
          ${codeBlock(example, 'xml', 'A whole page')}
          <p class="actions">
            <a class="button" href="${to('guides/start.html')}">Get started</a>
            <a class="button quiet" href="${to('guides/connect.html')}">Connect your backend</a>
          </p>
        </div>
        <div class="trial" role="group" aria-labelledby="try">
          <h2 id="try">Five kinds of server, one element</h2>
          <div class="choices" role="group" aria-labelledby="try">
            ${systems.map(
              ({ dialect, title }, index) =>
                markup`<button
                  type="button"
                  data-choose="${dialect}"
                  aria-pressed="${index === 0 ? 'true' : 'false'}"
                >
                  ${title}
                </button> `,
            )}
          </div>
          ${systems.map(
            (system, index) =>
              markup`<div data-choice="${system.dialect}" ${index === 0 ? '' : new Html(' hidden')}>
                ${liveSystem(system, 3)}
                <p class="about">
                  ${system.about}
                  <a href="${to(`dialects/${system.dialect}.html`)}">What such a server sends</a>
                </p>
              </div>`,
          )}
          <p class="small">
            The server is a mock backend in a worker of this page. Nothing leaves your browser.
          </p>
        </div>
      </section>
      <section aria-labelledby="features">
        <h2 id="features">What it does</h2>
        <ul class="features">
          ${features.map(
            ({ title, text, path }) =>
              markup`<li>
                <h3><a href="${to(path)}">${title}</a></h3>
                <p>${text}</p>
              </li>`,
          )}
        </ul>
      </section>
      <section class="columns">
        <div>
          <h2>At home in your framework</h2>
          <p>The tags work everywhere. Types come with one import.</p>
          <ul class="chips">
            ${frameworkPages.map((page) => markup`<li><a href="${to(page.path)}">${page.name}</a></li>`)}
          </ul>
        </div>
        <div>
          <h2>What it weighs</h2>
          <p>Minified and compressed, everything included.</p>
          ${sizes()}
        </div>
      </section>`,
  }),
};

/** The table of README.md, which the build measures. */
function sizes(): Html {
  const [, table = ''] =
    /<!-- sizes -->\n(.*?)<!-- end of sizes -->/s.exec(readProjectFile('README.md')) ?? [];
  const rows = table.split('\n').filter((line) => line.startsWith('| '));
  const cells = rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return markup`<table class="sizes">
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col">Size</th>
      </tr>
    </thead>
    <tbody>
      ${cells.map(
        ([what = '', size = '']) =>
          markup`<tr>
            <td>${inline(what)}</td>
            <td>${size}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
