import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { fixtureCases } from '../support/fixtures.js';

for (const [dialect, names] of Object.entries(fixtureCases)) {
  it(`lists every recorded stream of ${dialect}, each with what it means`, () => {
    const files = readdirSync(new URL(`../fixtures/${dialect}`, import.meta.url));
    const due = names.flatMap((name) => [`${name}.sse`, `${name}.json`]);
    expect(files.toSorted()).to.deep.equal(due.toSorted());
  });
}
