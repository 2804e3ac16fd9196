// 50 bugs that clients of event streams are known for, numbered. Each has a test here whose title begins with
// `known bug`, the number and a colon.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const folder = fileURLToPath(new URL('.', import.meta.url));

function numbersIn(name: string): number[] {
  const source = readFileSync(`${folder}/${name}`, 'utf8');
  return Array.from(source.matchAll(/['"`]known bug (\d+): /g), ([, number]) => Number(number));
}

describe('the known bugs', () => {
  it('have a test each', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const tested = new Set(files.filter((name) => name.endsWith('.test.ts')).flatMap(numbersIn));
    const missing = Array.from({ length: 50 }, (_, index) => index + 1).filter(
      (n) => !tested.has(n),
    );
    expect(missing).to.deep.equal([]);
    expect(Math.max(...tested)).to.equal(50);
  });
});
