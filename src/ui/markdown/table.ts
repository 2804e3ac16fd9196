import { frame, scroller } from './frame.js';
import { Pieces } from './pieces.js';
import { element, isElement, textOf, type ElementView, type View } from './view.js';
import { words } from './words.js';

/** Rows in one `tbody`. */
const ROWS_IN_PIECE = 100;
/**
 * A table with more rows is laid out row by row, in columns whose widths come from its first rows. The
 * browser measures every cell of a normal table whenever a row is added.
 */
const MANY_ROWS = 100;
/** More empty cells at the end of a row are drawn as one. */
const MANY_EMPTY = 16;
/** Narrowest and widest column of such a table, in characters. */
const NARROWEST = 4;
const WIDEST = 36;

/** A table, as far as it has come. */
export class Table {
  readonly #head: View;
  private readonly rows: Pieces;
  /** Widths of the columns in characters, once there are many rows. */
  private readonly widths: readonly number[] | undefined;
  /** The first rows, as long as there are not many. */
  readonly #few: readonly View[];

  constructor(head: View, rows: readonly View[], before?: Table) {
    this.#head = head;
    const few = before ? [...before.#few, ...rows] : rows;
    this.widths = before?.widths;
    if (!this.widths && few.length <= MANY_ROWS) {
      this.#few = few;
      this.rows = new Pieces(ROWS_IN_PIECE, drawRows, before?.rows).add(rows);
      return;
    }
    this.#few = [];
    const isNew = this.widths === undefined;
    // Made once: after a head that is another view, all that stands below it is compared again.
    if (isNew) this.#head = withRole(head);
    this.widths ??= widthsOf([...rowsOf(head), ...few.slice(0, MANY_ROWS)]);
    this.rows = new Pieces(ROWS_IN_PIECE, drawRows, isNew ? undefined : before?.rows);
    this.rows.add((isNew ? few : rows).map(withRole));
  }

  get length(): number {
    return this.rows.length;
  }

  /** The table with more rows. */
  with(rows: readonly View[]): Table {
    return new Table(this.#head, rows, this);
  }

  /** The table in a box that scrolls. */
  draw(): ElementView {
    const headings = rowsOf(this.#head).flatMap((row) =>
      cellsOf(row).map((cell) => textOf([cell])),
    );
    const columns = headings.filter((text) => text !== '').join(', ');
    const name = columns === '' ? words.table : `${words.table}: ${columns}`;
    const attributes = { part: 'table', dir: 'auto', ...this.#attributes() };
    const table = element('table', attributes, [this.#head, ...this.rows.draw()]);
    return frame(
      'table-frame',
      words.table,
      [],
      element('div', { class: 'table', ...scroller(name) }, [table]),
    );
  }

  #attributes(): Readonly<Record<string, string>> {
    const widths = this.widths;
    if (!widths) return {};
    const columns = widths.map((width) => `minmax(calc(${width}ch + 2em), ${width}fr)`).join(' ');
    const total = widths.reduce((sum, width) => sum + width, 0);
    return {
      class: 'long',
      role: 'table',
      '--_columns': columns,
      '--_width': `calc(${total}ch + ${widths.length * 2}em)`,
    };
  }
}

/** Cells at the end of a row that it does not have: many are one, or short rows could cost what they like. */
export function joinEmptyCells(cells: readonly View[]): readonly View[] {
  const isEmpty = (cell: View): boolean =>
    isElement(cell) && cell.tag === 'td' && cell.children.length === 0;
  const used = cells.findLastIndex((cell) => !isEmpty(cell)) + 1;
  const count = cells.length - used;
  if (count <= MANY_EMPTY) return cells;
  return [...cells.slice(0, used), element('td', { colspan: String(count) })];
}

function drawRows(rows: readonly View[]): View {
  const [first] = rows;
  const isLong = first !== undefined && isElement(first) && 'role' in first.attributes;
  return element('tbody', isLong ? { role: 'rowgroup' } : {}, rows);
}

const roles: Readonly<Record<string, string>> = {
  thead: 'rowgroup',
  tr: 'row',
  th: 'columnheader',
  td: 'cell',
};

/** What is not laid out as a table is not one to every browser, unless its roles say so. */
function withRole(view: View): View {
  if (!isElement(view)) return view;
  const role = roles[view.tag];
  if (role === undefined) return view;
  return element(view.tag, { ...view.attributes, role }, view.children.map(withRole));
}

function widthsOf(rows: readonly View[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of cellsOf(row).entries()) {
      const width = Math.min(WIDEST, textOf([cell]).length);
      widths[index] = Math.max(widths[index] ?? NARROWEST, width);
    }
  }
  return widths;
}

function rowsOf(head: View): readonly View[] {
  return isElement(head) ? head.children : [];
}

function cellsOf(row: View): readonly View[] {
  return isElement(row) ? row.children : [];
}
