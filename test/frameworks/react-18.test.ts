import { readFileSync } from 'node:fs';
import { expect } from 'chai';

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly {
      readonly tagName?: string;
      readonly events?: readonly { readonly name: string }[];
    }[];
  }[];
}

const manifest = JSON.parse(read('custom-elements.json')) as Manifest;
const wrapper = read('frameworks/react-18.js');
const types = read('frameworks/elements.d.ts');

describe('the components for React 18', () => {
  it('hear every DOM event that an element dispatches', () => {
    const names = manifest.modules
      .flatMap(({ declarations }) => declarations)
      .flatMap(({ events = [] }) => events.map(({ name }) => name))
      .filter((name) => name?.startsWith('sse-'));
    const heard = [...wrapper.matchAll(/: '(sse-[a-z-]+)',$/gm)].map(([, name]) => name);
    expect(heard).to.have.members([...new Set(names)]);
  });

  it('are as many as the elements that have types', () => {
    const typed = [...types.matchAll(/^ {2}'(sse-[a-z]+)':/gm)].map(([, tag]) => tag);
    const wrapped = [...wrapper.matchAll(/component\('(sse-[a-z]+)'/g)].map(([, tag]) => tag);
    expect(wrapped).to.have.members(typed);
  });
});

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
