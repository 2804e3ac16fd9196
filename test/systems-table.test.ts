// docs/systems.md says where each line of the requirements is tested. This holds it to what there is.
import { expect } from 'chai';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { conversations } from '../demo/backend/index.js';

const docs = new URL('../docs/', import.meta.url);
const [, ...sections] = readFileSync(new URL('systems.md', docs), 'utf8').split(/^## `/m);

interface Row {
  readonly what: string;
  readonly cells: readonly string[];
}

function rowsOf(section: string): readonly Row[] {
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  // The first two are the heads of the columns and the rule below them.
  return lines.slice(2).map((line) => {
    const [what = '', ...cells] = line.split('|').slice(1, -1);
    return { what: what.trim(), cells };
  });
}

/** What a cell links to, with the words of each link. */
function linksIn(cell = ''): readonly { readonly words: string; readonly file: URL }[] {
  return Array.from(cell.matchAll(/\[((?:[^\]]|\](?!\())*)\]\(([^)]+)\)/g), ([, words, path]) => ({
    words: words ?? '',
    file: new URL(path ?? '', docs),
  }));
}

/** Whether a file has a test of that title, as it is written there. */
function hasTest(file: URL, title: string): boolean {
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return ["'", '"', '`'].some((quote) => source.includes(`it(${quote}${title}${quote},`));
}

describe('docs/systems.md', () => {
  it('has a table for each system', () => {
    const names = sections.map((section) => section.slice(0, section.indexOf('`')));
    expect(names).to.have.members(Object.keys(conversations));
  });

  for (const section of sections) {
    const name = section.slice(0, section.indexOf('`')) as keyof typeof conversations;
    const rows = rowsOf(section);

    it(`names tests of ${name} that exist`, () => {
      const tests = rows.flatMap(({ cells }) => [...linksIn(cells[2]), ...linksIn(cells[3])]);
      const missing = tests.filter(({ words, file }) => !hasTest(file, words));
      expect(missing.map(({ words, file }) => `${file.pathname}: ${words}`)).to.eql([]);
    });

    it(`has a test for each line of ${name}`, () => {
      const untested = rows.filter(({ cells }) => linksIn(cells[2]).length === 0);
      expect(rows).to.not.have.length(0);
      expect(untested.map(({ what }) => what)).to.eql([]);
    });

    it(`names every conversation of ${name}, and no other`, () => {
      const named = rows.flatMap(({ cells }) => cells[0]?.match(/(?<=`)[\w-]+(?=`)/g) ?? []);
      expect([...new Set(named)]).to.have.members(conversations[name].map(({ id }) => id));
    });

    it(`names every recorded stream of ${name}, and no other`, () => {
      const folder = new URL(`../test/fixtures/${name}/`, docs);
      const named = rows.flatMap(({ cells }) => linksIn(cells[1]).map(({ file }) => file.pathname));
      const recorded = readdirSync(folder).filter((file) => file.endsWith('.sse'));
      expect([...new Set(named)]).to.have.members(
        recorded.map((file) => new URL(file, folder).pathname),
      );
    });
  }
});
