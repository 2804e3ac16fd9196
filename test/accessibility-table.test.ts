// docs/accessibility.md says how each statement is checked. This holds it to the tests that there are.
import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';

const docs = new URL('../docs/', import.meta.url);
const rows = readFileSync(new URL('accessibility.md', docs), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, statement, how = ''] = /^\| (\d+) +\| (.*?) \| (.*) \|$/.exec(line) ?? [];
    return number === undefined ? [] : [{ number: Number(number), statement, how }];
  });

/** The tests that a cell links to. */
function testsIn(how: string): readonly { readonly title: string; readonly file: string }[] {
  const links = how.matchAll(/\[((?:[^\]]|\](?!\())*)\]\((\.\.[^)]+)\)/g);
  return Array.from(links, ([, title = '', file = '']) => ({ title, file }));
}

/** Whether a file has a test of that title, as it is written there. */
function hasTest(title: string, file: string): boolean {
  const path = new URL(file, docs);
  const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return ["'", '"', '`'].some((quote) => source.includes(`it(${quote}${title}${quote}`));
}

describe('docs/accessibility.md', () => {
  it('has a line for each of the 50 statements', () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    expect(rows.map(({ number }) => number)).to.deep.equal(numbers);
  });

  it('names tests that exist', () => {
    const missing = rows
      .flatMap(({ how }) => testsIn(how))
      .filter(({ title, file }) => !hasTest(title, file));
    expect(missing).to.deep.equal([]);
  });

  it('names tests of that very statement, where a title has a number', () => {
    const wrong = rows.flatMap(({ number, how }) =>
      testsIn(how).filter(
        ({ title }) => /^\[\d+\]/.test(title) && !title.startsWith(`[${number}]`),
      ),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('has a test for at least 42 of them, and a script for the others', () => {
    const manual = rows.filter(({ how }) => testsIn(how).length === 0);
    expect(manual.length).to.be.at.most(8);
    expect(manual.filter(({ how }) => !how.includes('#by-hand'))).to.deep.equal([]);
  });
});
