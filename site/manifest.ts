// custom-elements.json, as far as the site shows it.
import { readProjectFile } from './markdown.js';

export interface Named {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly inheritedFrom?: { readonly name: string };
}

export interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly type?: { readonly text: string };
  readonly attribute?: string;
  readonly readonly?: boolean;
  readonly parameters?: readonly {
    readonly name: string;
    readonly type?: { readonly text: string };
  }[];
  readonly return?: { readonly type: { readonly text: string } };
}

export interface DomEvent extends Named {
  readonly type?: { readonly text: string };
}

export interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly description?: string;
  readonly members?: readonly Member[];
  readonly events?: readonly DomEvent[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly cssStates?: readonly Named[];
}

export interface ElementDeclaration extends Declaration {
  readonly tagName: string;
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

const { modules } = JSON.parse(readProjectFile('custom-elements.json')) as Manifest;

/** Every class of the manifest. */
export const declarations = modules.flatMap((module) => module.declarations);

const withTags = declarations.filter(
  (declaration): declaration is ElementDeclaration => declaration.tagName !== undefined,
);

/** The elements that a page uses, the whole first. */
export const elements: readonly ElementDeclaration[] = [
  ...['sse-chat', 'sse-source', 'sse-thinking', 'sse-progress', 'sse-checkpoint', 'sse-markdown'],
].map((tag) => {
  const found = withTags.find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`Expected ${tag} in custom-elements.json`);
  return found;
});

/** Elements that only others use; their parts can be styled where their element exports them. */
export const innerElements = withTags.filter((declaration) => !elements.includes(declaration));
