// What custom-elements.json says of an element is what the element has.
import { expect } from '@open-wc/testing';
import '../../src/ui/define.js';

interface Named {
  readonly name: string;
}

interface Declaration extends Named {
  readonly tagName?: string;
  readonly attributes?: readonly (Named & { readonly fieldName?: string })[];
  readonly members?: readonly (Named & { readonly kind: string })[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

/** Members that no page is meant to use, but that the element's own controller does. */
const inner = new Set(['controller', 'announce', 'givenSession', 'sessionSettings']);

const response = await fetch('/custom-elements.json');
const { modules } = (await response.json()) as Manifest;
const elements = modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName !== undefined && customElements.get(tagName) !== undefined);

describe('custom-elements.json', () => {
  it('knows every element', () => {
    expect(elements).to.have.length(11);
  });

  for (const { tagName = '', attributes = [], members = [] } of elements) {
    it(`names the attributes of <${tagName}>`, () => {
      const { observedAttributes } = customElements.get(tagName) as unknown as {
        readonly observedAttributes: readonly string[];
      };
      expect(attributes.map(({ name }) => name)).to.have.members([...observedAttributes]);
    });

    it(`names members that <${tagName}> has`, () => {
      const element = document.createElement(tagName);
      for (const { name, kind } of members.filter((member) => !inner.has(member.name))) {
        const value: unknown = Reflect.get(element, name);
        expect(name in element || value === undefined, name).to.equal(true);
        if (kind === 'method') expect(value, name).to.be.a('function');
      }
    });

    it(`gives each attribute of <${tagName}> to the property of its name`, () => {
      const element = document.createElement(tagName);
      for (const { name, fieldName = name } of attributes) {
        const before: unknown = Reflect.get(element, fieldName);
        element.setAttribute(name, '7');
        expect(Reflect.get(element, fieldName), name).to.not.equal(before);
      }
    });
  }
});
