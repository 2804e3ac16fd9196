// Makes dist/angular: a directive for each element, so that Angular knows the tags and checks what templates bind to them.
// It is written as Angular's own compiler writes a library's directives, in the form that apps of later versions link
// (https://angular.dev/tools/libraries/creating-libraries#publishing-libraries).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}

interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly members?: readonly Member[];
}

interface Element {
  readonly name: string;
  readonly tag: string;
  readonly fields: readonly Member[];
}

/** What Angular has to read an attribute's text, by the type of the property. */
const transforms: ReadonlyMap<string, string> = new Map([
  ['boolean', 'booleanAttribute'],
  ['number', 'numberAttribute'],
  ['number | undefined', 'numberAttribute'],
]);

const root = fileURLToPath(new URL('..', import.meta.url));
const elements = publicElements();

mkdirSync(`${root}dist/angular`, { recursive: true });
writeFileSync(`${root}dist/angular/index.js`, code());
writeFileSync(`${root}dist/angular/index.d.ts`, types());

/** The elements that pages use; the others are parts of these. */
function publicElements(): Element[] {
  const manifest = JSON.parse(readFileSync(`${root}custom-elements.json`, 'utf8')) as {
    readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
  };
  const typed = readFileSync(`${root}frameworks/elements.d.ts`, 'utf8');
  const tags = new Set([...typed.matchAll(/^ {2}'(sse-[a-z]+)':/gm)].map(([, tag]) => tag));
  return manifest.modules
    .flatMap(({ declarations }) => declarations)
    .flatMap(({ name, tagName: tag, members = [] }) =>
      tag !== undefined && tags.has(tag)
        ? [{ name, tag, fields: members.filter(({ kind }) => kind === 'field') }]
        : [],
    );
}

function code(): string {
  return `import * as ng from '@angular/core';
import '../ui/define.js';

class Of {
  element = ng.inject(ng.ElementRef).nativeElement;
}
${elements.map(classOf).join('')}
export const SSE_ELEMENTS = [${elements.map(({ name }) => name).join(', ')}];
`;
}

function classOf({ name, tag, fields }: Element): string {
  const accessors = fields.map(
    ({ name: field }) => `  get ${field}() {
    return this.element.${field};
  }
  set ${field}(value) {
    this.element.${field} = value;
  }
`,
  );
  return `
export class ${name} extends Of {
${accessors.join('')}}
${name}.ɵfac = ng.ɵɵngDeclareFactory({
  minVersion: '12.0.0',
  version: '20.0.0',
  ngImport: ng,
  type: ${name},
  deps: [],
  target: ng.ɵɵFactoryTarget.Directive,
});
${name}.ɵdir = ng.ɵɵngDeclareDirective({
  minVersion: '16.1.0',
  version: '20.0.0',
  ngImport: ng,
  type: ${name},
  isStandalone: true,
  selector: '${tag}',
  inputs: {
${fields.map((field) => `    ${field.name}: ${input(field)},\n`).join('')}  },
});
`;
}

/** An attribute without a value, or a number in quotes, means in a template what it means in a page. */
function input({ name, type }: Member): string {
  const transform = transforms.get(type?.text ?? '');
  return transform === undefined ? `'${name}'` : `['${name}', '${name}', ng.${transform}]`;
}

function types(): string {
  return `// Directives for Angular, made from custom-elements.json.
import type * as ng from '@angular/core';
import type * as classes from '../index.js';
${elements.map(typeOf).join('')}
/** All elements at once: \`imports: [SSE_ELEMENTS]\`. */
export declare const SSE_ELEMENTS: readonly [
${elements.map(({ name }) => `  typeof ${name},\n`).join('')}];
`;
}

function typeOf({ name, tag, fields }: Element): string {
  const inputs = fields.map(
    (field) => `  '${field.name}': { alias: '${field.name}'; required: false };\n`,
  );
  const properties = fields.map(
    (field) => `${comment(field.description)}  ${field.name}: classes.${name}['${field.name}'];\n`,
  );
  const accepted = fields
    .filter(({ type }) => transforms.has(type?.text ?? ''))
    .map((field) => `  static ngAcceptInputType_${field.name}: unknown;\n`);
  return `
/** Lets templates use \`<${tag}>\` and checks what they bind to its properties. */
export declare class ${name} {
${properties.join('')}  static ɵfac: ng.ɵɵFactoryDeclaration<${name}, never>;
  static ɵdir: ng.ɵɵDirectiveDeclaration<${name}, '${tag}', never, {
${inputs.join('')}}, {}, never, never, true, never>;
${accepted.join('')}}
`;
}

function comment(description: string | undefined): string {
  return description === undefined ? '' : `  /** ${description.replaceAll('\n', '\n   * ')} */\n`;
}
