// The documentation: every page is whole, leads somewhere, and says what the manifest and the recorded streams say.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect } from 'chai';
import { conversations } from '../demo/backend/index.js';
import { systems } from '../demo/systems.js';
import { declarations } from '../site/manifest.js';
import { pages, renderSitePage } from '../site/site.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const assets = { style: 'a.css', main: 'a.js', library: 'sse-elements.js', integrity: 'sha384-x' };
const site = new Map(pages.map((page) => [page.path, renderSitePage(page, assets)]));

const matches = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, first = '']) => first);

function unescape(text: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return text.replace(
    /&(?:lt|gt|quot|#39|amp);/g,
    (entity) => Object.entries(entities).find(([key]) => key === entity)?.[1] ?? '',
  );
}

/** Names in the first cells of a table of Markdown. */
function firstCells(markdown: string, heading: string): string[] {
  const [, section = ''] = markdown.split(`\n## ${heading}\n`);
  return matches(section.split('\n## ')[0] ?? '', /^\| `([^`]+)`/gm);
}

describe('the documentation', () => {
  it('has a page for each element, dialect and example', () => {
    const named = [
      ...['chat', 'checkpoint', 'markdown', 'progress', 'source', 'thinking'].map(
        (name) => `elements/sse-${name}.html`,
      ),
      ...systems.map(({ dialect }) => `dialects/${dialect}.html`),
      ...readdirSync(new URL('examples/', root))
        .filter((name) => !/\.(md|tgz)$/.test(name))
        .map((name) => `frameworks/${name}.html`),
      ...['start', 'connect', 'theming', 'deployment', 'security'].map(
        (name) => `guides/${name}.html`,
      ),
    ];
    expect([...site.keys()]).to.include.members(named);
  });

  it('breaks lines in cells, and shows no markup for it', () => {
    const page = site.get('guides/accessibility.html') ?? '';
    expect(page).to.contain('<br />').and.not.to.contain('&lt;br');
  });

  it('leads only to pages, files and headings that are there', () => {
    const files = [
      'a.css',
      'a.js',
      'sse-elements.js',
      'scheme.js',
      'icon.svg',
      'custom-elements.json',
    ];
    const known = new Set([
      ...files,
      ...readdirSync(new URL('themes/', root)).map((name) => `themes/${name}`),
    ]);
    const lost = [...site].flatMap(([path, text]) =>
      matches(text, /(?:href|src)="([^"]+)"/g)
        .filter((address) => !address.startsWith('https:'))
        .filter((address) => {
          const [file = '', fragment] = unescape(address).split('#');
          const target = file === '' ? path : posix.join(posix.dirname(path), file);
          const page = site.get(target);
          if (page === undefined) return !known.has(target);
          return fragment !== undefined && !page.includes(`id="${fragment}"`);
        })
        .map((address) => `${path}: ${address}`),
    );
    expect(lost).to.eql([]);
  });

  for (const [path, text] of site) {
    it(`keeps its policy, and each name once: ${path}`, () => {
      expect(matches(text, /<script(?![^>]*\ssrc=)([^>]*)>/g)).to.eql([]);
      expect(text.replace(/<code>.*?<\/code>/gs, '')).to.not.match(/<[a-z][^>]*\s(?:on\w+|style)=/);
      const ids = matches(text, /\sid="([^"]+)"/g);
      expect(ids).to.eql([...new Set(ids)]);
      expect(matches(text, /<h1[^>]*>(.)/gs)).to.have.length(1);
    });
  }

  it('names every token, part, slot and state on the page on theming', () => {
    const text = unescape(site.get('guides/theming.html') ?? '');
    const names = declarations.flatMap(
      ({ cssParts = [], cssProperties = [], slots = [], cssStates = [] }) => [
        ...[...cssParts, ...cssProperties, ...slots].map(({ name }) => name || '(default)'),
        ...cssStates.map(({ name }) => `:state(${name})`),
      ],
    );
    expect(names).to.have.length.above(100);
    expect(names.filter((name) => !text.includes(`<code class="name">${name}</code>`))).to.eql([]);
  });

  it('names every attribute, method and DOM event on the page of its element', () => {
    for (const { tagName, members = [], events = [] } of declarations) {
      const text = site.get(`elements/${tagName}.html`);
      if (text === undefined) continue;
      const fields = members.filter(({ kind }) => kind === 'field');
      const names = [
        ...fields.flatMap(({ name, attribute }) => [name, attribute ?? name]),
        ...events.map(({ name }) => name),
      ];
      expect(
        names.filter((name) => !text.includes(`<code class="name">${name}</code>`)),
        tagName,
      ).to.eql([]);
      for (const { name } of members.filter(({ kind }) => kind === 'method'))
        expect(text).to.contain(`<code>${name}(`);
    }
  });

  it('offers to say only what the mock backend knows', () => {
    const prompts = Object.values(conversations).flatMap((all) => all.map(({ prompt }) => prompt));
    const offered = [...site.values()].flatMap((text) =>
      matches(text, /data-say>([^<]+)</g).map(unescape),
    );
    expect(offered).to.have.length.above(20);
    expect(prompts).to.include.members(offered);
  });
});

describe('the pages of the dialects', () => {
  for (const { dialect } of systems) {
    const folder = new URL(`test/fixtures/${dialect}/`, root);
    const streams = readdirSync(folder)
      .filter((file) => file.endsWith('.sse'))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const documented = firstCells(read(`docs/dialects/${dialect}.md`), 'What the server sends');

    if (dialect === 'thinking-feed') {
      it('have lines that were recorded: thinking-feed', () => {
        const forms = documented.map((line) =>
          line.replace(/\[\w+\]|list_change_requests/g, '').trim(),
        );
        for (const form of forms) expect(streams.join('\n')).to.include(form);
      });
      continue;
    }

    it(`name only events that were recorded: ${dialect}`, () => {
      const pattern =
        dialect === 'operation-progress' ? /"type": "(\w+)", "data"/g : /^event: (\w+)$/gm;
      const recorded = new Set(streams.flatMap((stream) => matches(stream, pattern)));
      expect(documented.filter((name) => !recorded.has(name))).to.eql([]);
      expect(documented.length).to.be.at.least(4);
    });
  }
});
