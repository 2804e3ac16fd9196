import type { Browser } from 'puppeteer-core';
import type { ContenderName, Site } from '../build.js';
import { BenchPage } from '../chromium.js';

/** What a scenario works with. */
export interface Bench {
  readonly browser: Browser;
  readonly origin: string;
  readonly site: Site;
  readonly contenders: readonly ContenderName[];
  /** A minute instead of half an hour: fewer sizes, one round. */
  readonly isQuick: boolean;
  readonly log: (text: string) => void;
}

/** A number with its unit, or text. */
export interface Cell {
  readonly value: number | undefined;
  readonly text: string;
}

/** One table of results: contenders downwards, measures across. */
export interface Results {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[];
}

export interface Scenario {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<readonly Results[]>;
}

export function cell(value: number | undefined, unit = '', digits = 0): Cell {
  if (value === undefined || !Number.isFinite(value)) return { value: undefined, text: '–' };
  const number = value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return { value, text: `${number}${unit === '' ? '' : ` ${unit}`}` };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Does something with a fresh page of one contender on it. */
export async function withPage<T>(
  { browser, origin }: Bench,
  name: string,
  work: (page: BenchPage) => Promise<T>,
): Promise<T> {
  const page = await BenchPage.open(browser, `${origin}/${name}.html`);
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** The same with a contender that is mounted. */
export function withContender<T>(
  bench: Bench,
  name: ContenderName,
  work: (page: BenchPage) => Promise<T>,
): Promise<T> {
  return withPage(bench, name, async (page) => {
    await page.page.evaluate(() => window.bench.mount());
    return work(page);
  });
}

/** So many rounds, the contenders in turn, so that a slow moment of the machine hits all of them. */
export async function inTurn<T>(
  names: readonly ContenderName[],
  rounds: number,
  measure: (name: ContenderName) => Promise<T>,
): Promise<Map<ContenderName, T[]>> {
  const all = new Map<ContenderName, T[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) all.get(name)?.push(await measure(name));
  }
  return all;
}
