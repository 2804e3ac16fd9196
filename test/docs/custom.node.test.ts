// What docs/custom.md tells people to write is understood.
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createCustom } from '../../src/dialects/index.js';

const page = readFileSync(new URL('../../docs/custom.md', import.meta.url), 'utf8');
const maps = [...page.matchAll(/ map='([^']+)'/g)].map(([, map = '']) => map);

describe('docs/custom.md', () => {
  it('shows maps that have no problem', () => {
    expect(maps).to.have.length(2);
    for (const map of maps) expect(createCustom(JSON.parse(map)).problem).to.equal(undefined);
  });

  it('names every kind of meaning', () => {
    const { problem = '' } = createCustom({ messages: { x: {} } });
    const kinds = /one of (.+), found/.exec(problem)?.[1]?.split(', ') ?? [];
    expect(kinds).to.have.length(17);
    for (const kind of kinds) expect(page).to.match(new RegExp(`^\\|.*\`${kind}\`.* \\|`, 'm'));
  });
});
