import type { Renderer } from '../renderer.js';
import { imageView } from './image.js';
import { checkLink, compareHosts, hostNamedBy } from './links.js';
import { findMailAddresses } from './mail-addresses.js';
import type { InlineEnv, Token } from './markdown-it.js';
import { cutPieces, plainLines, splitText } from './long-text.js';
import { parseInline } from './parser.js';
import { formulaView } from './rendering.js';
import type { Formula } from './rules/maths.js';
import { element, isElement, textOf, type View } from './view.js';
import { words } from './words.js';

/** What drawing needs to know beyond the text. */
export interface InlineContext {
  readonly env: InlineEnv;
  /** Where relative URLs start. */
  readonly base: string;
  /** Origins and paths whose images load by themselves. */
  readonly allowImages: string;
  /** Images that the reader has asked for. */
  readonly loadedImages: Set<string>;
  /** The number of a footnote that is referred to here. */
  readonly numberFootnote: (key: string) => number;
  /** Draws formulas, if they are not to be text. */
  readonly drawFormula: Renderer | undefined;
}

/** Marks in marks, at most; deeper ones are left out, their text is not. */
const MAX_DEPTH = 32;

/** In a longer text nothing unfinished is guessed at: each guess looks through it. */
const LONGEST_GUESS = 4_096;

/** The text of a block, with its marks, links and images. */
export function drawInline(text: string, context: InlineContext): View[] {
  const { marked, further } = splitText(text);
  const hasMaths = context.drawFormula !== undefined;
  const guess = marked.length > LONGEST_GUESS ? { isOpen: false, isStreaming: false } : {};
  const env = { ...context.env, hasMaths, ...guess };
  const views = new InlineDrawing({ ...context, env }).draw(parseInline(marked, env));
  const { pieces, rest } = cutPieces(further);
  views.push(...pieces);
  if (rest !== '') views.push(plainLines(rest));
  return views;
}

interface Frame {
  readonly token: Token | undefined;
  readonly children: View[];
}

class InlineDrawing {
  readonly #context: InlineContext;
  readonly #frames: Frame[] = [{ token: undefined, children: [] }];
  #links = 0;

  constructor(context: InlineContext) {
    this.#context = context;
  }

  draw(tokens: readonly Token[]): View[] {
    for (const token of tokens) {
      if (token.nesting > 0) this.#open(token);
      else if (token.nesting < 0) this.#close();
      else this.#add(token);
    }
    while (this.#frames.length > 1) this.#close();
    return this.#children;
  }

  get #children(): View[] {
    return this.#frames.at(-1)?.children ?? [];
  }

  #open(token: Token): void {
    if (token.type === 'link_open') this.#links++;
    this.#frames.push({ token, children: [] });
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (!frame?.token) return;
    const { token, children } = frame;
    if (token.type === 'link_open') {
      this.#links--;
      const inside = children.filter((child) => !isImage(child));
      // A button in a link could not be pressed: images stand before the link.
      this.#append(children.filter(isImage));
      this.#append(drawLink(token, inside, this.#context.base));
    } else if (this.#frames.length > MAX_DEPTH) {
      this.#append(children);
    } else {
      this.#append([element(token.tag === 's' ? 'del' : token.tag, {}, children)]);
    }
  }

  #append(views: readonly View[]): void {
    const target = this.#children;
    for (const view of views) {
      const last = target.at(-1);
      if (typeof view === 'string' && typeof last === 'string')
        target[target.length - 1] = last + view;
      else if (view !== '') target.push(view);
    }
  }

  #add(token: Token): void {
    switch (token.type) {
      case 'text':
        return this.#links > 0 ? this.#append([token.content]) : this.#addText(token.content);
      case 'code_inline':
        return this.#append([element('code', { dir: 'ltr' }, [token.content])]);
      case 'softbreak':
        return this.#append(['\n']);
      case 'hardbreak':
        return this.#append([element('br', {})]);
      case 'image':
        return this.#addImage(token);
      case 'maths':
        return this.#append([drawMaths(token, this.#context)]);
      case 'footnote_reference':
        return this.#append([footnoteView(this.#context.numberFootnote(String(token.meta)))]);
      default:
        // Escaped characters, entities, and raw HTML: text.
        return this.#append([token.content]);
    }
  }

  #addText(text: string): void {
    const pieces = findMailAddresses(text);
    const { env, base } = this.#context;
    const mayGrow = (index: number) =>
      env.isOpen && pieces.slice(index + 1).every(({ text: after }) => /^[.-]*$/.test(after));
    for (const [index, { text: piece, href }] of pieces.entries()) {
      if (href === undefined) this.#append([piece]);
      else if (mayGrow(index)) this.#append([element('a', {}, [piece])]);
      else this.#append(drawUrl(href, [piece], base) ?? [piece]);
    }
  }

  #addImage(token: Token): void {
    const alt = textOfTokens(token.children ?? []);
    const image = imageView(String(attribute(token, 'src')), alt, this.#context);
    this.#append(this.#links > 0 && alt !== '' ? [image, alt] : [image]);
  }
}

/** A formula, or its source. */
export function drawMaths({ content, meta }: Token, { drawFormula }: InlineContext): View {
  return drawFormula ? formulaView(content, meta as Formula, drawFormula) : content;
}

function drawLink(token: Token, children: readonly View[], base: string): readonly View[] {
  if (token.info === 'unfinished') return [linkView(element('a', {}, children))];
  const link = drawUrl(String(attribute(token, 'href')), children, base);
  if (link) return link;
  // An address that GitHub would link, but this library does not, is just text.
  if (token.markup === 'plain') return children;
  return [element('span', { class: 'blocked' }, [...children, ' ', blockedNote])];
}

const blockedNote = element('span', { class: 'note' }, [words.blockedLink]);

function drawUrl(
  url: string,
  children: readonly View[],
  base: string,
): readonly View[] | undefined {
  const checked = checkLink(url, base);
  if (!checked.isAllowed) return undefined;
  const { href, host } = checked;
  const anchor = element(
    'a',
    { part: 'link', href, target: '_blank', rel: 'noopener noreferrer nofollow ugc' },
    children.length > 0 ? children : [host],
  );
  const link = linkView(anchor);
  if (children.length === 0) return [link];
  const named = hostNamedBy(textOf(children));
  // What lies below the host that is named may be anybody's, where that one gives room to many.
  const relation = named === undefined ? 'below' : compareHosts(named, host);
  if (relation === 'same') return [link];
  if (relation === 'below') return [link, hostView('host', host)];
  return [link, hostView('host other', words.opens(host))];
}

/** Browsers look up the host of a link that the pointer is over. They find this in its place: link.ts. */
function linkView(anchor: View): View {
  return element('span', { class: 'link' }, [anchor]);
}

function hostView(className: string, text: string): View {
  return element('span', { class: className, part: 'host' }, [text]);
}

function footnoteView(number: number): View {
  const name = { type: 'button', class: 'footnote', 'aria-label': words.footnote(number) };
  return element('sup', {}, [
    element('button', { ...name, 'data-footnote': String(number) }, [String(number)]),
  ]);
}

function isImage(view: View): boolean {
  return typeof view === 'object' && !isElement(view);
}

function attribute(token: Token, name: string): string | number {
  return token.attrs?.find(([key]) => key === name)?.[1] ?? '';
}

function textOfTokens(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'image') return textOfTokens(token.children ?? []);
      return token.type === 'softbreak' || token.type === 'hardbreak' ? '\n' : token.content;
    })
    .join('');
}
