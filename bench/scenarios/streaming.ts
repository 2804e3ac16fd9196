import type { ContenderName } from '../build.js';
import type { StreamOptions, StreamResult } from '../page/harness.js';
import {
  cell,
  inTurn,
  median,
  withContender,
  type Bench,
  type Results,
  type Scenario,
} from './scenario.js';

export interface StreamSample extends StreamResult {
  readonly mainThread: number;
  readonly longestTask: number;
  readonly heap: number;
}

/** Milliseconds that a contender has, at least. */
const CAP = 30_000;
const QUICK_CAP = 6_000;
const FRAME = 1_000 / 60;
const TOKEN = 4;

/** One text, one pace, all contenders. */
export interface StreamCase extends Omit<StreamOptions, 'cap'> {
  readonly title: string;
  readonly rounds: number;
  readonly contenders?: readonly ContenderName[];
}

export async function streamOnce(
  bench: Bench,
  name: ContenderName,
  { kind, length, tokensPerFrame }: StreamCase,
): Promise<StreamSample> {
  const pace = typeof tokensPerFrame === 'number' ? (length / TOKEN / tokensPerFrame) * FRAME : 0;
  // Nobody can be done before the text has come.
  const cap = Math.max(bench.isQuick ? QUICK_CAP : CAP, pace * 1.3);
  return withContender(bench, name, async (page) => {
    const before = await page.heap();
    const options = { kind, length, tokensPerFrame, cap };
    await page.page.evaluate((what) => window.bench.prepare(what), options);
    let result: StreamResult | undefined;
    const { total: mainThread, longestTask } = await page.work(async () => {
      result = await page.page.evaluate((what) => window.bench.stream(what), options);
    });
    if (!result) throw new Error('Expected a result of the stream, got none');
    return { ...result, mainThread, longestTask, heap: (await page.heap()) - before };
  });
}

/** Runs a case and makes a table of it. */
export async function runCase(
  bench: Bench,
  one: StreamCase,
): Promise<{ results: Results; samples: Map<ContenderName, StreamSample[]> }> {
  const names = one.contenders ?? bench.contenders;
  const samples = await inTurn(names, bench.isQuick ? 1 : one.rounds, (name) => {
    bench.log(`${one.title}: ${name}`);
    return streamOnce(bench, name, one);
  });
  const middle = (name: ContenderName, pick: (sample: StreamSample) => number) =>
    median((samples.get(name) ?? []).map(pick));
  const floor = names.includes('plain') ? middle('plain', (sample) => sample.mainThread) : NaN;
  const rows = names.map((name) => {
    const mainThread = middle(name, (sample) => sample.mainThread);
    const sent = middle(name, (sample) => sample.sent);
    const isDrawn = samples.get(name)?.every((sample) => sample.isDrawn);
    return {
      name,
      cells: [
        cell(mainThread, 'ms'),
        cell(mainThread / floor, '×', 2),
        cell(
          middle(name, (sample) => sample.longestTask),
          'ms',
        ),
        cell(middle(name, (sample) => sample.droppedFrames)),
        cell(middle(name, (sample) => sample.milliseconds) / 1_000, 's', 1),
        cell(middle(name, (sample) => sample.heap) / 1e6, 'MB', 1),
        isDrawn
          ? { value: 1, text: 'all' }
          : { value: 0, text: `no, ${Math.round(sent * 100)} % sent` },
      ],
    };
  });
  const heads = [
    'main thread',
    'of plain',
    'longest task',
    'dropped frames',
    'time',
    'heap',
    'drawn',
  ];
  return { results: { title: one.title, heads, rows }, samples };
}

const sizes = [5_000, 50_000, 500_000];
const paces = [10, 100, 'whole', 'burst'] as const;

function nameOf(pace: (typeof paces)[number]): string {
  if (pace === 'whole') return 'all at once';
  return pace === 'burst' ? 'all tokens in one burst' : `${pace} tokens a frame`;
}

const floorsAndOurs: ReadonlySet<ContenderName> = new Set(['plain', 'grouped', 'ours']);

/** For what takes too long to ask peers. */
export function withoutPeers({ contenders }: Bench): readonly ContenderName[] {
  return contenders.filter((name) => floorsAndOurs.has(name));
}

function casesOf(bench: Bench): StreamCase[] {
  const { isQuick } = bench;
  const all = sizes.flatMap((length) =>
    paces.map((tokensPerFrame) => ({ length, tokensPerFrame })),
  );
  return all
    .filter(
      ({ length, tokensPerFrame }) => !isQuick || (length === 50_000 && tokensPerFrame !== 10),
    )
    .map(({ length, tokensPerFrame }): StreamCase => {
      // Three and a half minutes of stream: no peer keeps up.
      const isLong = length === 500_000 && tokensPerFrame === 10;
      return {
        title: `${length / 1_000} kB of Markdown, ${nameOf(tokensPerFrame)}`,
        kind: 'prose',
        length,
        tokensPerFrame,
        rounds: length > 50_000 ? 1 : 3,
        ...(isLong && { contenders: withoutPeers(bench) }),
      };
    });
}

export const streaming: Scenario = {
  name: 'streaming',
  async run(bench) {
    const results: Results[] = [];
    const times = new Map<string, number>();
    for (const one of casesOf(bench)) {
      const { results: table, samples } = await runCase(bench, one);
      results.push(table);
      for (const [name, list] of samples) {
        if (list.some(({ isDrawn }) => !isDrawn)) continue;
        times.set(
          `${name} ${one.length} ${one.tokensPerFrame}`,
          median(list.map((s) => s.mainThread)),
        );
      }
    }
    if (!bench.isQuick) results.push(growth(bench, times));
    return results;
  },
};

function growth({ contenders }: Bench, times: ReadonlyMap<string, number>): Results {
  return {
    title: 'Growth of the main-thread time from 50 to 500 kB (linear: 10 ×)',
    heads: paces.map(nameOf),
    rows: contenders.map((name) => ({
      name,
      cells: paces.map((pace) => {
        const [small, large] = [50_000, 500_000].map((size) =>
          times.get(`${name} ${size} ${pace}`),
        );
        return cell((large ?? NaN) / (small ?? NaN), '×', 1);
      }),
    })),
  };
}
