// The project's Markdown as pages of the site. The same files are read on their own, so links between them are
// those of the repository, and a file that is to be seen whole is a paragraph that is nothing but a link to it.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt, { type Token } from 'markdown-it';
import { codeBlock } from './code.js';
import { escape, Html } from './html.js';

export interface Heading {
  readonly id: string;
  readonly text: string;
  readonly level: number;
}

export interface Document {
  readonly title: string;
  readonly body: Html;
  readonly headings: readonly Heading[];
}

export interface Place {
  /** Where the text is, seen from the top of the project: relative links begin there. */
  readonly file: string;
  /** The address of what a path of the project is shown at; undefined when the site does not show it. */
  readonly addressOf: (path: string) => string | undefined;
}

const root = new URL('../', import.meta.url);

/** Everything that the pages were made of. */
export const filesRead = new Set<string>();

export function readProjectFile(path: string): string {
  filesRead.add(fileURLToPath(new URL(path, root)));
  return readFileSync(new URL(path, root), 'utf8');
}

/** @throws Error when a link leads nowhere. */
export function renderMarkdown(source: string, place: Place): Document {
  const markdown = new MarkdownIt({ html: false });
  const headings: Heading[] = [];
  const { rules } = markdown.renderer;
  // Only comments for formatters are HTML in these files, and line breaks in cells.
  const tokens = markdown.parse(source.replace(/<!--.*?-->\n?/gs, ''), {});
  let title = '';

  rules['heading_open'] = (all, index) => {
    const text = textOf(all[index + 1]);
    const level = Number(all[index]?.tag.slice(1));
    if (level === 1) {
      title = text;
      return '<h1>';
    }
    const id = slug(text);
    headings.push({ id, text, level });
    return `<h${level} id="${escape(id)}"><a class="anchor" href="#${escape(id)}">`;
  };
  rules['heading_close'] = (all, index) => {
    const tag = all[index]?.tag ?? '';
    return tag === 'h1' ? '</h1>' : `</a></${tag}>\n`;
  };
  rules['fence'] = (all, index) => {
    const { content = '', info = '' } = all[index] ?? {};
    return codeBlock(content, info.trim()).text;
  };
  rules['text'] = (all, index) =>
    escape(all[index]?.content ?? '').replaceAll('&lt;br&gt;', '<br />');
  rules['table_open'] = () =>
    '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>';
  rules['table_close'] = () => '</table></div>';
  rules['link_open'] = (all, index) => openLink(all[index], place);
  rules['link_close'] = (all, index) => (opensNothing(all, index, place) ? '' : '</a>');

  const text = withIncludes(tokens, place)
    .map((piece) =>
      piece instanceof Html ? piece.text : markdown.renderer.render(piece, markdown.options, {}),
    )
    .join('');
  return { title, body: new Html(text), headings };
}

/** The text between one heading of the second level and another, both heads left out of the search for the end. */
export function sectionsOf(source: string, from: string, to: string): string {
  const start = source.indexOf(`\n## ${from}\n`);
  const end = source.indexOf(`\n## ${to}\n`, start + 1);
  if (start < 0 || end < 0) throw new Error(`Expected the headings "${from}" and "${to}"`);
  return source.slice(start, end);
}

/** As GitHub makes them. */
export function slug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function textOf(inline: Token | undefined): string {
  return (inline?.children ?? []).map(({ content }) => content).join('');
}

/** Splits off each paragraph that is a link to a file of the project, which is shown in its place. */
function withIncludes(tokens: readonly Token[], place: Place): readonly (Html | Token[])[] {
  const pieces: (Html | Token[])[] = [[]];
  let skip = 0;
  for (const [index, token] of tokens.entries()) {
    if (skip-- > 0) continue;
    skip = 0;
    const path =
      token.type === 'paragraph_open' ? includedFile(tokens[index + 1], place) : undefined;
    const last = pieces.at(-1);
    if (path !== undefined) {
      const code = codeBlock(
        readProjectFile(path),
        posix.extname(path).slice(1),
        path.split('/').at(-1),
      );
      pieces.push(code, []);
      skip = 2;
    } else if (Array.isArray(last)) last.push(token);
  }
  return pieces;
}

function includedFile(inline: Token | undefined, { file }: Place): string | undefined {
  const [open, text, close, ...rest] = inline?.children ?? [];
  const isOnlyLink = open?.type === 'link_open' && close?.type === 'link_close';
  if (!isOnlyLink || rest.length > 0 || text === undefined) return undefined;
  const path = posix.join(posix.dirname(file), open.attrGet('href') ?? '');
  return /\.(go|mjs|py)$/.test(path) && existsSync(new URL(path, root)) ? path : undefined;
}

function openLink(token: Token | undefined, place: Place): string {
  const href = token?.attrGet('href') ?? '';
  const address = resolve(href, place);
  if (address === undefined) return '';
  const isOutside = /^https?:/.test(address);
  return `<a href="${escape(address)}"${isOutside ? ' rel="noreferrer"' : ''}>`;
}

function opensNothing(tokens: readonly Token[], index: number, place: Place): boolean {
  const open = tokens.slice(0, index).findLast(({ type }) => type === 'link_open');
  return resolve(open?.attrGet('href') ?? '', place) === undefined;
}

/** Undefined: what it leads to is in the repository, and not on the site. */
function resolve(href: string, { file, addressOf }: Place): string | undefined {
  if (/^(https?:|#)/.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const target = posix.join(posix.dirname(file), path);
  if (!existsSync(new URL(target, root)))
    throw new Error(`${file} links to ${target}: no such file`);
  const address = addressOf(target);
  if (address === undefined) return undefined;
  return fragment === undefined ? address : `${address}#${fragment}`;
}
