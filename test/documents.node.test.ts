// What holds for every text that shows people how it is done.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|html|ts)$/.test(name))
    .map((name) => `${folder}/${name}`);
}

const texts = ['README.md', 'CHANGELOG.md', 'docs', 'demo', 'src'].flatMap((place) =>
  place.endsWith('.md') ? [place] : filesBelow(place),
);

describe('the documents, the demo and the comments', () => {
  it('known bug 35: put no secret into an address', () => {
    const secret = /[?&](access_?)?(token|api_?key|auth\w*|secret|password)=/i;
    const found = texts.filter((name) => secret.test(readFileSync(`${root}${name}`, 'utf8')));
    expect(texts.length).to.be.above(100);
    expect(found).to.deep.equal([]);
  });
});
