import type { Results } from '../scenarios/scenario.js';
import { table } from './table.js';

/** Tables for people. */
export function toText(all: readonly Results[]): string {
  return all
    .map(({ title, heads, rows }) => {
      const lines = rows.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)]);
      return `${title}\n\n${table(['', ...heads], lines)}\n`;
    })
    .join('\n');
}

/** The same as numbers, for programs. */
export function toJson(all: readonly Results[]): string {
  const tables = all.map(({ title, heads, rows }) => ({
    title,
    rows: rows.map(({ name, cells }) => ({
      name,
      ...Object.fromEntries(heads.map((head, index) => [head, cells[index]?.value ?? null])),
    })),
  }));
  return JSON.stringify(tables, undefined, 2);
}
