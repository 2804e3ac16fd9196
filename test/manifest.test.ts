// What custom-elements.json says of parts, slots, states, tokens and DOM events is what the sources have.
import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Declaration {
  readonly tagName?: string;
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly cssStates?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly events?: readonly Named[];
}

interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly Declaration[];
  }[];
}

const { modules } = JSON.parse(read('custom-elements.json')) as Manifest;
const ui = readdirSync(new URL('../src/ui', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, code: read(`src/ui/${file}`) }));

describe('custom-elements.json', () => {
  for (const { path, declarations } of modules) {
    for (const { tagName, slots = [], cssStates = [], events = [] } of declarations) {
      if (tagName === undefined) continue;
      const folder = path.replace('dist/ui/', '').replace(/[^/]*$/, '');
      const code = ui.filter(({ file }) => file.startsWith(folder)).map((each) => each.code);
      const source = code.join('\n');

      it(`names the slots of <${tagName}>`, () => {
        const found = [...source.matchAll(/<slot name="([\w-]+)"/g)].map(([, name]) => name);
        // Without a name it is what stands between the tags, slotted or read.
        const named = slots.map(({ name }) => name).filter((name) => name !== '');
        expect(named).to.have.members([...new Set(found)]);
      });

      it(`names states that <${tagName}> sets`, () => {
        for (const { name } of cssStates) expect(source).to.contain(`'${name}'`);
      });

      it(`names and describes each DOM event of <${tagName}>`, () => {
        for (const { name, description = '' } of events) {
          expect(name).to.match(/^[a-z-]+$/);
          expect(description, name).to.not.equal('');
        }
      });
    }
  }

  it('names every part', () => {
    const named = modules
      .flatMap(({ declarations }) => declarations)
      .flatMap(({ cssParts = [] }) => cssParts.map(({ name }) => name));
    const found = ui.flatMap(({ code }) =>
      [...code.matchAll(/\bpart(?:="|: ')([\w-]+)/g)].map(([, name = '']) => name),
    );
    expect([...new Set(found)].filter((name) => !named.includes(name))).to.eql([]);
    expect([...new Set(named)].filter((name) => !found.includes(name))).to.eql([]);
  });

  it('names every token', () => {
    const named = modules
      .flatMap(({ declarations }) => declarations)
      .flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name));
    const found = ui.flatMap(({ code }) =>
      [...code.matchAll(/var\((--sse-[\w-]+)/g)].map(([, name = '']) => name),
    );
    expect([...new Set(found)].filter((name) => !named.includes(name))).to.eql([]);
    expect([...new Set(named)].filter((name) => !found.includes(name))).to.eql([]);
  });
});

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}
