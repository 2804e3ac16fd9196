import { expect } from 'chai';
import { conversations } from '../../demo/backend/index.js';
import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../../demo/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.html') && name !== 'index.html');
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const index = read('index.html');

/** What matters of HTML: no blanks, no wrappers that only lay it out. */
function squeeze(html: string): string {
  return html.replace(/<\/?div[^>]*>/g, '').replace(/\s+/g, '');
}

/** The HTML that a page shows to its reader, without the tag for the script. */
function shownIn(page: string): string[] {
  return Array.from(page.matchAll(/<code>(.*?)<\/code>/gs), ([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  ).map((text) => text.replace('<script src="sse-elements.js"></script>', ''));
}

describe('demo pages', () => {
  it('are one for each system, and one where elements share a source', () => {
    expect(files.toSorted()).to.eql([
      'agent-chat.html',
      'assistant-status.html',
      'iterative-planning.html',
      'operation-progress.html',
      'shared.html',
      'thinking-feed.html',
    ]);
  });

  for (const name of files) {
    const page = read(name);

    it(`have no script of their own: ${name}`, () => {
      const scripts = page.match(/<script[^>]*>/g);
      expect(scripts).to.eql(['<script type="module" src="./page.ts">']);
      expect(page).to.not.match(/<[^>]+\s(on\w+|style)=|javascript:/i);
    });

    it(`show the HTML that they are made of: ${name}`, () => {
      const stages = Array.from(
        page.matchAll(/<section class="stage[^>]*>(.*?)<\/section>/gs),
        ([, html = '']) => squeeze(html),
      );
      expect(shownIn(page).map(squeeze)).to.eql(stages);
    });

    it(`offer what the mock backend knows: ${name}`, () => {
      const [, dialect = ''] = /dialect="([^"]+)"/.exec(page) ?? [];
      const prompts = new Map(Object.entries(conversations))
        .get(dialect)
        ?.map(({ prompt }) => prompt);
      const offered = page.matchAll(/<button type="button">([^<]+)<\/button/g);
      expect(prompts).to.include.members(Array.from(offered, ([, prompt = '']) => prompt.trim()));
    });

    it(`are linked from the others and the gallery: ${name}`, () => {
      for (const from of [...files.map(read), index]) expect(from).to.contain(`href="./${name}"`);
    });
  }
});
