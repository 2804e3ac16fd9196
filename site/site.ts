// Every page of the documentation: what it is made of, and where it is.
import { systems } from '../demo/systems.js';
import { dialectPage } from './dialect-page.js';
import { elementPage } from './element-page.js';
import { frameworkPages } from './framework-page.js';
import { guides } from './guides.js';
import { landing } from './landing.js';
import { addressFrom, type Assets, type Page, renderPage, type Section } from './layout.js';
import { elements } from './manifest.js';

const sections: readonly Section[] = [
  { title: 'Guides', pages: guides },
  { title: 'Elements', pages: elements.map(elementPage) },
  { title: 'Dialects', pages: systems.map(dialectPage) },
  { title: 'Frameworks', pages: frameworkPages },
];

export const pages: readonly Page[] = [landing, ...sections.flatMap((section) => section.pages)];

/** What is at a path of the project, seen from the top of the site. */
function shownAt(projectPath: string): string | undefined {
  if (projectPath === 'custom-elements.json') return projectPath;
  const places: readonly (readonly [pattern: RegExp, path: string])[] = [
    [/^docs\/dialects\/([\w-]+)\.md$/, 'dialects/$1.html'],
    [/^docs\/([\w-]+)\.md$/, 'guides/$1.html'],
    [/^examples\/([\w-]+)$/, 'frameworks/$1.html'],
    [/^examples$/, 'frameworks/html.html'],
    [/^themes\/([\w-]+\.css)$/, 'themes/$1'],
  ];
  const found = places.find(([pattern]) => pattern.test(projectPath));
  if (!found) return undefined;
  const path = projectPath.replace(...found);
  return path.endsWith('.html') && !pages.some((page) => page.path === path) ? undefined : path;
}

/** @throws Error when it links to something that is not there. */
export function renderSitePage(page: Page, assets: Assets): string {
  const to = (path: string): string => addressFrom(page.path, path);
  const addressOf = (projectPath: string): string | undefined => {
    const path = shownAt(projectPath);
    return path === undefined ? undefined : to(path);
  };
  const integrity = assets.integrity ?? 'sha384-…';
  return renderPage(page, { to, addressOf, integrity }, assets, sections);
}
