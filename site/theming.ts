import { readdirSync } from 'node:fs';
import { systems } from '../demo/systems.js';
import { liveSystem } from './dialect-page.js';
import { type Html, markup } from './html.js';
import { code, inline, nameOf, sectionHeading, table, toHeading } from './pieces.js';
import { declarations, elements, innerElements, type Named } from './manifest.js';
import type { Heading } from './markdown.js';

interface Reference {
  readonly headings: readonly Heading[];
  readonly body: Html;
}

/** A chat with buttons that change its theme. */
export function themePreview(to: (path: string) => string): Html {
  const names = readdirSync(new URL('../themes/', import.meta.url));
  const [system] = systems;
  if (!system) throw new Error('Expected a system');
  return markup`<div class="preview" data-themes data-themed>
    <div class="choices" role="group" aria-label="Theme">
      <button type="button" data-theme="" aria-pressed="true">default</button>
      ${names.map((name) => markup`<button type="button" data-theme="${to(`themes/${name}`)}" aria-pressed="false">${name.replace('.css', '')}</button> `)}
    </div>
    ${liveSystem(system, 6)}
  </div>`;
}

/** Every token, part, slot and state, from the manifest. */
export function themingReference(to: (path: string) => string): Reference {
  const parts = [
    { text: 'All tokens', table: tokens() },
    { text: 'All parts', table: byElement('Part', ({ cssParts }) => cssParts, to) },
    { text: 'All slots', table: byElement('Slot', ({ slots }) => slots, to) },
    {
      text: 'All states',
      table: byElement(
        'State',
        ({ cssStates }) => cssStates,
        to,
        (name) => `:state(${name})`,
      ),
    },
  ];
  return {
    headings: parts.map(({ text }) => toHeading(text)),
    body: markup`${parts.map(({ text, table: rows }) => markup`${sectionHeading(text)} ${rows}`)}`,
  };
}

function tokens(): Html {
  const all = new Map<string, Named>();
  for (const { cssProperties = [] } of declarations) {
    // The roles are said once for all elements; some say more closely what one is for in theirs.
    for (const token of cssProperties) {
      if (token.default !== undefined || !all.has(token.name)) all.set(token.name, token);
    }
  }
  const rows = [...all.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, default: initial, description = '' }) => [
      nameOf(name),
      initial === undefined ? '' : code(initial),
      inline(description),
    ]);
  return table('All tokens', ['Token', 'Default', 'What it sets'], rows);
}

type Members = (element: (typeof elements)[number]) => readonly Named[] | undefined;

function byElement(
  what: string,
  membersOf: Members,
  to: (path: string) => string,
  shown = (name: string): string => name,
): Html {
  const rows = [...elements, ...innerElements].flatMap((element) =>
    (membersOf(element) ?? []).map(({ name, description = '' }) => [
      nameOf(shown(name || '(default)')),
      elements.includes(element)
        ? markup`<a href="${to(`elements/${element.tagName}.html`)}"
            ><code>${element.tagName}</code></a
          >`
        : nameOf(element.tagName),
      inline(description),
    ]),
  );
  return table(`${what}s`, [what, 'Element', 'What it is'], rows);
}
