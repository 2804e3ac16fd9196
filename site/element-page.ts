import { codeBlock } from './code.js';
import { type Html, markup } from './html.js';
import type { Page } from './layout.js';
import { renderLive } from './live.js';
import type { DomEvent, ElementDeclaration, Member, Named } from './manifest.js';
import { type Heading, readProjectFile } from './markdown.js';
import { type Cell, code, nameOf, inline, sectionHeading, table, toHeading } from './pieces.js';

/** A page for one element: what it is, a live example, and all that the manifest says of it. */
export function elementPage(element: ElementDeclaration): Page {
  const { tagName, description = '' } = element;
  return {
    path: `elements/${tagName}.html`,
    title: `<${tagName}>`,
    name: `<${tagName}>`,
    description: plain(description),
    render: () => {
      const parts = reference(element);
      return {
        headings: parts.map(({ heading }) => heading),
        body: markup`<h1><code>&lt;${tagName}&gt;</code></h1>
          <p class="lead">${inline(description)}</p>
          ${renderLive(readProjectFile(`site/examples/${tagName}.html`))}
          ${sectionHeading('Import')}
          <p>Registered by the script and by <code>sse-elements/define</code>, or alone:</p>
          ${codeBlock(importsOf(element), 'typescript')}
          ${parts.map((each) => markup`${sectionHeading(each.heading.text)} ${each.table}`)}`,
      };
    },
  };
}

function importsOf({ name, tagName }: ElementDeclaration): string {
  const entry = `sse-elements/${tagName.replace('sse-', '')}`;
  return `import '${entry}/define'; // registers <${tagName}>\nimport { ${name} } from '${entry}'; // the class, without a side effect`;
}

interface Part {
  readonly heading: Heading;
  readonly table: Html;
}

function reference(element: ElementDeclaration): readonly Part[] {
  const { members = [], events = [], slots = [] } = element;
  const { cssParts = [], cssProperties = [], cssStates = [] } = element;
  const fields = members.filter(({ kind }) => kind === 'field');
  const parts: readonly (Part | undefined)[] = [
    part(
      'Attributes and properties',
      ['Attribute', 'Property', 'Type', 'What it does'],
      ownFirst(fields).map(fieldRow),
    ),
    part(
      'Methods',
      ['Method', 'What it does'],
      ownFirst(members.filter(({ kind }) => kind === 'method')).map(methodRow),
    ),
    part('DOM events', ['Event', 'Class', 'When'], events.map(eventRow)),
    part(
      'Slots',
      ['Slot', 'What goes there'],
      slots.map((slot) => [nameOf(slot.name || '(default)'), described(slot)]),
    ),
    part(
      'Parts',
      ['Part', 'What it is'],
      cssParts.map((each) => [nameOf(each.name), described(each)]),
    ),
    part(
      'CSS properties',
      ['Property', 'Default', 'What it sets'],
      cssProperties.map((each) => [
        nameOf(each.name),
        each.default === undefined ? '' : code(each.default),
        described(each),
      ]),
    ),
    part(
      'States',
      ['State', 'When'],
      cssStates.map((each) => [nameOf(`:state(${each.name})`), described(each)]),
    ),
  ];
  return parts.filter((each) => each !== undefined);
}

function part(
  text: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): Part | undefined {
  if (rows.length === 0) return undefined;
  return { heading: toHeading(text), table: table(text, heads, rows) };
}

function ownFirst(members: readonly Member[]): readonly Member[] {
  const isOwn = (member: Member): boolean => member.inheritedFrom === undefined;
  return [...members.filter(isOwn), ...members.filter((member) => !isOwn(member))];
}

function fieldRow(field: Member): readonly Cell[] {
  const { name, attribute, type, default: initial } = field;
  const starts =
    initial === undefined || /['"`]|^(true|false|\d+)$/.test(initial) ? initial : undefined;
  return [
    attribute === undefined ? '' : nameOf(attribute),
    nameOf(name),
    code((type?.text ?? '').replace(/\s+/g, ' ').replace(/( \| undefined)+$/, '')),
    markup`${described(field)}${starts === undefined || starts === "''" || starts === 'false' ? '' : markup` <span class="default">Default: <code>${starts}</code></span>`}`,
  ];
}

function methodRow(method: Member): readonly Cell[] {
  const parameters = (method.parameters ?? []).map(({ name }) => name).join(', ');
  return [code(`${method.name}(${parameters})`), described(method)];
}

function eventRow(event: DomEvent): readonly Cell[] {
  return [nameOf(event.name), code(event.type?.text ?? ''), described(event)];
}

function described({ description = '' }: Named): Html {
  return inline(description);
}

function plain(description: string): string {
  return description.replaceAll('`', '').replace(/\s+/g, ' ');
}
