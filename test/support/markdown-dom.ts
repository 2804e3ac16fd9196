import { expect, fixture, html } from '@open-wc/testing';
import { MarkdownDocument, type DocumentSettings } from '../../src/ui/markdown/document.js';
import { checkLink } from '../../src/ui/markdown/links.js';
import type { SseMarkdown } from '../../src/ui/markdown/markdown.js';
import '../../src/ui/markdown/markdown.define.js';
import { trustedHtml } from './trusted.js';

/** An element that shows a text. Headings keep their level. */
export async function showMarkdown(text = '', streaming = false): Promise<SseMarkdown> {
  return fixture<SseMarkdown>(
    html`<sse-markdown heading-level="1" .text=${text} ?streaming=${streaming}></sse-markdown>`,
  );
}

type Hooks = Pick<DocumentSettings, 'finishCode' | 'drawFormula'>;

/** Nothing is done about code and formulas. */
const plain: Hooks = { finishCode: () => {}, drawFormula: undefined };

/** Finished code is changed at once, and formulas are drawn. */
export const hooked: Hooks = {
  finishCode: (block, language) => {
    for (const lines of block.querySelectorAll('.lines')) {
      const marked = document.createElement('b');
      marked.append(`${language} ${lines.textContent}`);
      lines.replaceChildren(marked);
    }
  },
  drawFormula: (source, form) => {
    const drawn = document.createElement('var');
    drawn.append(`${form} ${source}`);
    return drawn;
  },
};

/** A document without an element, which draws at once. */
function openDocument(hooks: Hooks): { root: HTMLElement; document: MarkdownDocument } {
  const root = document.createElement('div');
  const settings = {
    headingLevel: 1,
    base: document.baseURI,
    allowImages: '',
    loadedImages: new Set<string>(),
    ...hooks,
  };
  return { root, document: new MarkdownDocument(root, settings) };
}

/** The nodes that a text becomes when it comes at once. */
export function drawWhole(text: string, hooks = plain): string {
  const { root, document: page } = openDocument(hooks);
  drawAll(page, text, false);
  return root.innerHTML;
}

/** The nodes that a text becomes when it comes in pieces that end at `cuts`. */
export function drawInPieces(
  text: string,
  cuts: Iterable<number>,
  isStreaming: (cut: number) => boolean = () => true,
  hooks = plain,
): string {
  const { root, document: page } = openDocument(hooks);
  for (const cut of cuts) drawAll(page, text.slice(0, cut), isStreaming(cut));
  drawAll(page, text, false);
  return root.innerHTML;
}

function drawAll(page: MarkdownDocument, text: string, isStreaming: boolean): void {
  page.write(text, isStreaming);
  while (!page.work(() => true));
}

/** All characters of a text are places to cut. */
export function everyCut(text: string): number[] {
  return Array.from({ length: text.length + 1 }, (_, index) => index);
}

/** Gives an element a text piece by piece, each drawn before the next comes; in the end it is whole. */
export async function stream(element: SseMarkdown, text: string, size = 1): Promise<void> {
  element.streaming = true;
  for (let end = size; end < text.length + size; end += size) {
    element.text = text.slice(0, end);
    await element.updateComplete;
  }
  element.streaming = false;
  await element.updateComplete;
}

/** The nodes that show the text. */
export function contentOf(element: SseMarkdown): HTMLElement {
  const content = element.renderRoot.querySelector<HTMLElement>('[part="content"]');
  expect(content, 'content').to.exist;
  return content ?? element;
}

/** What the element shows, in the words of the specification's examples. */
export function meaningOf(element: SseMarkdown): string {
  return tidy(write(contentOf(element)));
}

/** What an example of the specification expects, in the same words. */
export function meaningOfHtml(source: string): string {
  return tidy(write(new DOMParser().parseFromString(trustedHtml(source), 'text/html').body));
}

/** White space between blocks, and after a line break, means nothing. */
function tidy(written: string): string {
  return written
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll('<br> ', '<br>')
    .replaceAll(/(\[[ x]\]) */g, '$1')
    .trim();
}

const blocks = 'p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr table thead tr th td'.split(' ');
const transparent = ['body', 'div', 'tbody', 'section'];

function write(node: Node): string {
  if (node instanceof Text) return node.data.replaceAll(/\s+/g, ' ');
  if (!(node instanceof Element)) return '';
  const special = writeSpecial(node);
  if (special !== undefined) return special;
  const tag = node.localName;
  const inside = [...node.childNodes].map(write).join('');
  if (transparent.includes(tag)) return inside;
  if (!blocks.includes(tag)) return `<${tag}>${inside}</${tag}>`;
  return `\n<${tag}${attributesOf(node)}>${inside.trim()}</${tag}>\n`;
}

function writeSpecial(node: Element): string | undefined {
  switch (node.localName) {
    case 'a':
      return writeLink(node.getAttribute('href'), [...node.childNodes].map(write).join(''));
    case 'span':
      if (node.matches('.host')) return '';
      if (node.matches('.link')) return [...node.childNodes].map(write).join('');
      if (node.matches('.note')) return '[blocked]';
      if (node.matches('.image')) return `<img ${imageName(node)}>`;
      return undefined;
    case 'img':
      return `<img ${(node.getAttribute('alt') ?? '').replaceAll(/\s+/g, ' ')}>`;
    case 'pre':
      return `\n<pre>${languageOf(node)}${JSON.stringify(node.textContent)}</pre>\n`;
    case 'p': {
      const inside = [...node.childNodes].map(write).join('').trim();
      const item = node.parentElement?.closest('li, blockquote, .content');
      const isTight =
        item?.matches('li') &&
        item.parentElement?.matches(':not(.loose)') &&
        node.closest('.content');
      return isTight ? `${inside}\n` : `\n<p>${inside}</p>\n`;
    }
    case 'button':
      return node.matches('[data-copy]') ? '' : undefined;
    case 'br':
      return '<br>';
    case 'input':
      return `[${node.hasAttribute('checked') ? 'x' : ' '}]`;
    case 'div':
      return node.matches('.bar') ? '' : undefined;
    default:
      return undefined;
  }
}

function writeLink(href: string | null, inside: string): string {
  if (href === null) return inside;
  const link = checkLink(href, document.baseURI);
  if (link.isAllowed) return `<a ${decodeURIComponent(link.href)}>${inside}</a>`;
  return `<span>${inside} [blocked]</span>`;
}

function imageName(node: Element): string {
  const image = node.querySelector('img');
  if (image) return image.alt;
  return (node.querySelector('button span')?.textContent ?? '')
    .replace(/^Load image(?:: )?/, '')
    .replaceAll(/\s+/g, ' ');
}

function languageOf(pre: Element): string {
  const label = pre.getAttribute('aria-label')?.replace(/^Code(?:: )?/, '');
  return label ?? /language-(\S+)/.exec(pre.querySelector('code')?.className ?? '')?.[1] ?? '';
}

function attributesOf(node: Element): string {
  const start = node.getAttribute('start');
  const side = node.getAttribute('align') ?? /left|center|right/.exec(node.className)?.[0];
  return `${start === null ? '' : ` ${start}`}${side === undefined ? '' : ` ${side}`}`;
}
