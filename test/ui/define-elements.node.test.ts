import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const ui = new URL('../../src/ui/', import.meta.url);

/** The tags in a file, each with the class that is registered for it. */
function registeredIn(path: string, pair: RegExp): string[] {
  const text = readFileSync(new URL(path, ui), 'utf8');
  return Array.from(text.matchAll(pair), ([, tag = '', name = '']) => `${tag} ${name}`);
}

describe('what registers all elements', () => {
  it('knows those that register themselves, and no other', () => {
    const files = readdirSync(ui, { recursive: true, encoding: 'utf8' });
    const alone = files
      .filter((path) => path.endsWith('.define.ts'))
      .flatMap((path) => registeredIn(path, /defineElement\('([\w-]+)', (\w+)\)/g));
    const together = registeredIn('define-elements.ts', /'(sse-[\w-]+)': (\w+)/g);
    expect(together).to.have.members(alone);
  });
});
