import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Imports every element in a process of its own, where each use of what is expensive is written down. */
function usedByImporting(): string {
  const script = `
    const log = (name) => ({ construct: () => { console.log(name); return {}; } });
    for (const name of ['DateTimeFormat', 'NumberFormat', 'PluralRules', 'Segmenter'])
      Intl[name] = new Proxy(Intl[name], log(name));
    globalThis.Error = new Proxy(Error, {
      construct: (...given) => (console.log('Error'), Reflect.construct(...given)),
    });
    const { set } = Map.prototype;
    Map.prototype.set = function (key, value) {
      if (key === 'amp') console.log('characters');
      return set.call(this, key, value);
    };
    await import('./src/ui/define.ts');
    const { decodeHTML } = await import('./src/ui/markdown/parser-data.ts');
    console.log('imported');
    decodeHTML('&amp;');
  `;
  const options = ['--import', 'tsx', '--input-type', 'module', '--eval', script];
  return execFileSync(process.execPath, options, { cwd: root, encoding: 'utf8' });
}

describe('importing the elements', () => {
  it('builds no formatter, segmenter, error or table of characters before one is needed', () => {
    expect(usedByImporting()).to.equal('imported\ncharacters\n');
  });
});
