import { Code, drawPlain, isClosed, type FinishCode } from './code-block.js';
import { drawInline, drawMaths, type InlineContext } from './inline.js';
import type { Token } from './markdown-it.js';
import { drawItem, drawList, List, startOf } from './list.js';
import { joinEmptyCells, Table } from './table.js';
import { element, isElement, type View } from './view.js';

/** What drawing a block needs to know beyond its tokens. */
export interface BlockContext {
  /** What stands for `#`: 1 to 6. */
  readonly headingLevel: number;
  readonly isBlank: (line: number) => boolean;
  /** For a text of the block; `isLast` if the block ends with it. */
  readonly inline: (isLast: boolean) => InlineContext;
  readonly beginFootnote: (key: string) => void;
  readonly endFootnote: (key: string, views: readonly View[]) => void;
  /** For a code block that is whole. */
  readonly finishCode: FinishCode;
  /** Whether what stands at the end of the block may still grow. */
  readonly isGrowing: boolean;
}

/** The views of a block; more than one if it holds several at its outermost level. */
export function drawBlock(tokens: readonly Token[], context: BlockContext): View[] {
  return new BlockDrawing(tokens, context).draw();
}

interface Frame {
  readonly token: Token | undefined;
  readonly children: View[];
  hasBlocks: boolean;
  /** A list with blank lines between its parts. */
  isLoose: boolean;
}

function newFrame(token?: Token): Frame {
  return { token, children: [], hasBlocks: false, isLoose: false };
}

class BlockDrawing {
  readonly #tokens: readonly Token[];
  readonly #context: BlockContext;
  readonly #frames: Frame[] = [newFrame()];
  readonly #lastText: number;

  constructor(tokens: readonly Token[], context: BlockContext) {
    this.#tokens = tokens;
    this.#context = context;
    this.#lastText = tokens.findLastIndex(({ nesting, type, content }) => {
      // Cells that a row has not reached yet are empty.
      return nesting === 0 && (type !== 'inline' || content !== '');
    });
  }

  draw(): View[] {
    for (const [index, token] of this.#tokens.entries()) {
      if (token.nesting >= 0) this.#noteLooseness(token);
      if (token.nesting > 0) this.#open(token);
      else if (token.nesting < 0) this.#close();
      else append(this.#frame.children, this.#drawToken(token, index === this.#lastText));
    }
    return this.#frame.children;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) ?? newFrame();
  }

  #open(token: Token): void {
    if (token.type === 'footnote_open') this.#context.beginFootnote(String(token.meta));
    this.#frames.push(newFrame(token));
  }

  /**
   * A list is loose if a blank line stands between its items, or between two blocks of one item. The
   * parser marks the paragraphs of a tight list. Of a list that is drawn part by part it has not seen
   * all: there the lines tell, which inside of quotes they would not.
   */
  #noteLooseness(token: Token): void {
    const frame = this.#frame;
    const isInItem = frame.token?.type === 'list_item_open';
    if (isInItem && token.type === 'paragraph_open' && !token.hidden) frame.isLoose = true;
    const isOutermost = this.#frames.length <= 3 && (isInItem || token.type === 'list_item_open');
    if (!isOutermost || !token.map) return;
    if (frame.hasBlocks && this.#context.isBlank(token.map[0] - 1)) frame.isLoose = true;
    frame.hasBlocks = true;
  }

  #drawToken(token: Token, isLast: boolean): readonly View[] {
    switch (token.type) {
      case 'inline':
        return drawInline(token.content, this.#context.inline(isLast));
      case 'fence':
      case 'code_block': {
        const mayGrow = isLast && this.#context.isGrowing && !isClosed(token);
        const { finishCode } = this.#context;
        return [new Code(token.info, token.content).draw(mayGrow ? undefined : finishCode)];
      }
      case 'maths':
        return [element('p', {}, [drawMaths(token, this.#context.inline(isLast))])];
      case 'html_block':
        return [drawPlain(new Code('', token.content))];
      case 'hr':
        return [element('hr', {})];
      default:
        return [];
    }
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (!frame?.token) return;
    const outer = this.#frame;
    if (frame.isLoose && frame.token.type === 'list_item_open') outer.isLoose = true;
    append(outer.children, this.#drawFrame(frame, frame.token, outer));
  }

  #drawFrame({ children, isLoose }: Frame, token: Token, outer: Frame): readonly View[] {
    const isOutermost = outer.token === undefined;
    const direction: Record<string, string> = isOutermost ? { dir: 'auto' } : {};
    switch (token.type) {
      case 'heading_open':
        return [element(this.#headingTag(token), direction, children)];
      case 'bullet_list_open':
      case 'ordered_list_open':
        if (isOutermost) return [new List(token.tag, startOf(token), children, isLoose).draw()];
        return [drawList(token.tag, startOf(token), children, isLoose)];
      case 'list_item_open':
        return [drawItem(children)];
      case 'th_open':
        return [element('th', { scope: 'col', ...alignment(token) }, children)];
      case 'td_open':
        return [element('td', alignment(token), children)];
      case 'tr_open':
        return [element('tr', {}, joinEmptyCells(children))];
      case 'table_open': {
        const [head = '', ...bodies] = children;
        return [
          new Table(
            head,
            bodies.flatMap((body) => (isElement(body) ? body.children : [])),
          ).draw(),
        ];
      }
      case 'footnote_open':
        this.#context.endFootnote(String(token.meta), children);
        return [];
      default:
        return [element(token.tag, direction, children)];
    }
  }

  #headingTag(token: Token): string {
    const level = Number(token.tag.slice(1)) + this.#context.headingLevel - 1;
    return `h${Math.min(6, level)}`;
  }
}

/** Not by `push(...views)`: so many arguments may be too many. */
function append(target: View[], views: readonly View[]): void {
  for (const view of views) target.push(view);
}

function alignment(token: Token): Record<string, string> {
  const style = token.attrs?.find(([name]) => name === 'style')?.[1];
  const side = /left|center|right/.exec(String(style ?? ''))?.[0];
  return side === undefined ? {} : { class: side };
}
