import { Code, isClosed, type FinishCode } from './code-block.js';
import { cutPieces, plainLines, splitText } from './long-text.js';
import { List, startOf } from './list.js';
import type { Token } from './markdown-it.js';
import type { Block, ParsedBlocks } from './parser.js';
import { Table } from './table.js';
import { element, isElement, type View } from './view.js';

/**
 * A long block at the end of the text of which the first part is settled: lines of code or of a
 * paragraph, rows of a table, items of a list. Only the rest is parsed again, after a short beginning that makes it the
 * same kind of block.
 */
export interface Growth {
  readonly prefix: string;
  /** First line that is not settled, of the text that was parsed. */
  readonly line: number;
  /** What is settled. */
  readonly code?: Code;
  readonly table?: Table;
  readonly list?: List;
  readonly paragraph?: Paragraph;
  /** The whole block, given the tokens of the rest; `finish` if it will not grow any more. */
  readonly whole: (rest: readonly Token[], draw: Draw, finish?: FinishCode) => View;
}

export type Draw = (tokens: readonly Token[]) => readonly View[];

/** Settles what can be settled of the last block, if there is something new. */
export function settle(
  block: Block,
  parsed: ParsedBlocks,
  draw: Draw,
  before: Growth | undefined,
): Growth | undefined {
  const lines = (from: number, to: number) =>
    parsed.text.slice(parsed.lineStart(from), parsed.lineStart(to));
  switch (block.type) {
    case 'fence':
      return settleCode(block, lines(block.start, block.start + 1), before);
    case 'table_open':
      return settleTable(block, lines(block.start, block.start + 2), draw, before);
    case 'bullet_list_open':
    case 'ordered_list_open':
      return settleList(block, parsed, lines, draw, before);
    case 'paragraph_open':
      return settleParagraph(block, lines, draw, before);
    default:
      return undefined;
  }
}

function settleCode({ tokens, end }: Block, first: string, before?: Growth): Growth | undefined {
  const [token] = tokens;
  const content = token?.content ?? '';
  // The second line may still make the first the head of a table; an empty one in its place does not.
  if (!token || content === '' || isClosed(token)) return undefined;
  if (before?.code) return growCode(before.prefix, end, before.code.with(content.slice(1)));
  return growCode(`${first}\n`, end, new Code(token.info, content));
}

function growCode(prefix: string, line: number, code: Code): Growth {
  const whole: Growth['whole'] = ([rest], _draw, finish) =>
    code.with(rest?.content.slice(1) ?? '').draw(finish);
  return { prefix, line, code, whole };
}

function settleTable({ tokens, end }: Block, prefix: string, draw: Draw, before?: Growth): Growth {
  const { head, rows } = tableParts(draw(tokens)[0]);
  const table = before?.table ? before.table.with(rows) : new Table(head, rows);
  const whole = (rest: readonly Token[], drawRest: Draw) =>
    table.with(tableParts(drawRest(rest)[0]).rows).draw();
  return { prefix, line: end, table, whole };
}

function tableParts(view: View | undefined): { head: View; rows: View[] } {
  const [, box] = childrenOf(view);
  const [head = '', ...groups] = childrenOf(childrenOf(box)[0]);
  return { head, rows: groups.flatMap(childrenOf) };
}

function settleList(
  { tokens }: Block,
  { isBlank }: ParsedBlocks,
  lines: (from: number, to: number) => string,
  draw: Draw,
  before?: Growth,
): Growth | undefined {
  const items = tokens.flatMap(({ type, level }, index) =>
    type === 'list_item_open' && level === 1 ? [index] : [],
  );
  const last = items.at(-1) ?? 0;
  const line = tokens[last]?.map?.[0];
  // With the item that stands for the settled ones there must be two more.
  if (line === undefined || items.length < (before?.list ? 3 : 2)) return undefined;
  const marker = /^ *(?:[-+*]|\d+[.)])/.exec(lines(line, line + 1))?.[0];
  const settled = listParts(draw([...tokens.slice(0, last), ...tokens.slice(-1)])[0]);
  if (marker === undefined) return undefined;
  const isLoose = settled.isLoose || isBlank(line - 1);
  const [head] = tokens;
  const list = before?.list
    ? before.list.with(settled.items.slice(1), isLoose)
    : new List(head?.tag ?? 'ul', startOf(head), settled.items, isLoose);
  const whole = (rest: readonly Token[], drawRest: Draw) => {
    const added = listParts(drawRest(rest)[0]);
    return list.with(added.items.slice(1), added.isLoose).draw();
  };
  return { prefix: `${marker} x\n`, line, list, whole };
}

function listParts(view: View | undefined): { items: View[]; isLoose: boolean } {
  const lists = childrenOf(view);
  const isLoose = lists.some((list) => isElement(list) && list.attributes['class'] === 'loose');
  return { items: lists.flatMap(childrenOf), isLoose };
}

/** A paragraph that has become too long for marks: what is drawn of it for good, and the text after that. */
interface Paragraph {
  readonly views: readonly View[];
  readonly text: string;
}

/** All lines but the last, which may be the head of a table. What begins with a bracket may define a link. */
function settleParagraph(
  { start, end, tokens }: Block,
  lines: (from: number, to: number) => string,
  draw: Draw,
  before?: Growth,
): Growth | undefined {
  const known = before?.paragraph;
  const added = lines(known ? start + 1 : start, end - 1);
  const paragraph = known ? growParagraph(known, added) : newParagraph(tokens, added, draw);
  if (!paragraph) return undefined;
  const whole = (rest: readonly Token[], drawRest: Draw) => {
    const [view = ''] = drawRest(rest);
    if (!isElement(view)) return view;
    const content = rest.find(({ type }) => type === 'inline')?.content ?? '';
    const { views, text } = growParagraph(paragraph, content.slice(PREFIX.length));
    return element(view.tag, view.attributes, [...views, plainLines(text.trimEnd())]);
  };
  return { prefix: PREFIX, line: end - 1, paragraph, whole };
}

function newParagraph(tokens: readonly Token[], text: string, draw: Draw): Paragraph | undefined {
  const content = text.trimStart();
  const { marked, further } = splitText(content);
  if (further.trimEnd() === '' || content.startsWith('[')) return undefined;
  const [view] = draw(
    tokens.map((one) => (one.type === 'inline' ? { ...one, content: marked } : one)),
  );
  return growParagraph({ views: childrenOf(view), text: '' }, further);
}

function growParagraph({ views, text }: Paragraph, added: string): Paragraph {
  const { pieces, rest } = cutPieces(text + added);
  return { views: [...views, ...pieces], text: rest };
}

/** Stands for the settled lines of a paragraph. */
const PREFIX = 'x\n';

function childrenOf(view: View | undefined): readonly View[] {
  return view !== undefined && isElement(view) ? view.children : [];
}
