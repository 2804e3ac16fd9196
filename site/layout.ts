import { posix } from 'node:path';
import { Html, markup } from './html.js';
import type { Heading } from './markdown.js';

export interface Page {
  /** Seen from the top of the site. */
  readonly path: string;
  readonly title: string;
  /** What search engines say of it. */
  readonly description: string;
  /** Its name in the navigation. */
  readonly name: string;
  readonly render: (context: PageContext) => PageContent;
}

export interface PageContent {
  readonly body: Html;
  /** Where the page's own table of contents leads. Default: none. */
  readonly headings?: readonly Heading[];
  /** The landing page is as wide as it wants to be. */
  readonly isWide?: boolean;
}

export interface PageContext {
  /** The address of another page or file of the site, seen from this page. */
  readonly to: (path: string) => string;
  /** `to` for what is at a path of the project; undefined when the site does not show it. */
  readonly addressOf: (projectPath: string) => string | undefined;
  readonly integrity: string;
}

export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** Files that the build makes, seen from the top of the site. */
export interface Assets {
  readonly style: string;
  readonly main: string;
  /** The library; `integrity` is missing while developing. */
  readonly library: string;
  readonly integrity?: string;
}

/**
 * The policy is the strict one that the elements promise to work with. `default` is the policy of the
 * site's own script, for the address of the mock backend's worker and for nothing else.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html default',
].join('; ');

export function addressFrom(page: string, path: string): string {
  const [file = '', fragment] = path.split('#');
  const address = posix.relative(posix.dirname(page), file);
  return fragment === undefined ? address : `${address}#${fragment}`;
}

export function renderPage(
  page: Page,
  context: PageContext,
  assets: Assets,
  sections: readonly Section[],
): string {
  const { to } = context;
  const { body, headings = [], isWide = false } = page.render(context);
  const title = page.path === 'index.html' ? page.title : `${page.title} · sse-elements`;
  const isBuilt = assets.integrity !== undefined;
  const document = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${isBuilt ? markup`<meta http-equiv="Content-Security-Policy" content="${policy}" />` : ''}
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <meta name="description" content="${page.description}" />
        <link rel="icon" href="${to('icon.svg')}" />
        <link rel="stylesheet" href="${to(assets.style)}" />
        <script src="${to('scheme.js')}"></script>
        ${
          isBuilt
            ? markup`<script src="${to(assets.library)}" integrity="${assets.integrity}"></script>`
            : markup`<script type="module" src="${to(assets.library)}"></script>`
        }
        <script
          type="module"
          src="${to(assets.main)}"
          data-worker="${to('mockServiceWorker.js')}"
        ></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top">
          <a class="brand" href="${to('index.html')}"
            ><img src="${to('icon.svg')}" alt="" width="28" height="28" />sse-elements</a
          >
          <nav class="main-nav" aria-label="Main">
            ${['guides/start.html', 'guides/connect.html', 'elements/sse-chat.html', 'guides/theming.html'].map((path) => navLink(path, page, context, sections))}
          </nav>
          <button type="button" class="scheme" data-scheme hidden>Dark</button>
        </header>
        <div class="${isWide ? 'page wide' : headings.length > 1 ? 'page with-toc' : 'page'}">
          ${isWide ? '' : sideNav(page, context, sections)}
          <main id="content" tabindex="-1">${body}</main>
          ${isWide || headings.length < 2 ? '' : tableOfContents(headings)}
        </div>
        <footer class="bottom">
          <p>
            MIT licence. This site asks nobody but its own server, and runs under the strict
            <a href="${to('guides/security.html')}">policy</a> that the elements promise to work
            with.
          </p>
        </footer>
      </body>
    </html> `;
  return document.text;
}

function navLink(
  path: string,
  current: Page,
  { to }: PageContext,
  sections: readonly Section[],
): Html {
  const target = sections.flatMap(({ pages }) => pages).find((page) => page.path === path);
  if (!target) throw new Error(`Expected a page ${path}`);
  const folder = posix.dirname(path);
  const isCurrent =
    folder === 'elements' ? posix.dirname(current.path) === folder : current.path === path;
  const label = folder === 'elements' ? 'Elements' : target.name;
  return markup`<a href="${to(path)}" ${isCurrent ? new Html(' aria-current="page"') : ''}
    >${label}</a
  >`;
}

function sideNav(current: Page, { to }: PageContext, sections: readonly Section[]): Html {
  return markup`<nav class="side" aria-label="Pages">
    <details open data-side>
      <summary>All pages</summary>
      ${sections.map(
        ({ title, pages }) =>
          markup`<h2>${title}</h2>
            <ul>
              ${pages.map(
                (page) =>
                  markup`<li>
                    <a
                      href="${to(page.path)}"
                      ${page === current ? new Html(' aria-current="page"') : ''}
                      >${page.name}</a
                    >
                  </li>`,
              )}
            </ul>`,
      )}
    </details>
  </nav>`;
}

function tableOfContents(headings: readonly Heading[]): Html {
  return markup`<nav class="toc" aria-labelledby="toc">
    <h2 id="toc">On this page</h2>
    <ul>
      ${headings
        .filter(({ level }) => level <= 3)
        .map(
          ({ id, text, level }) =>
            markup`<li class="level-${level}"><a href="#${id}">${text}</a></li>`,
        )}
    </ul>
  </nav>`;
}
