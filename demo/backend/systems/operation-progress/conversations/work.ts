import type { Conversation } from '../../../conversation.js';
import { type Scenario, wait } from '../../../wire.js';
import {
  type Stage,
  type Turn,
  answer,
  content,
  done,
  failed,
  progress,
  runStages,
} from '../turn.js';

/** Conversations about operations, one or several. */
export const workConversations: readonly Conversation<Turn>[] = [
  {
    id: 'chart',
    title: 'A chart, tools and an answer',
    prompt: 'Chart the orders of October',
    note: 'Two operations and the text at the same time; one tool fails.',
    matches: /october|orders/i,
    play: chartOrders,
  },
  {
    id: 'states',
    title: 'All states of a chart',
    prompt: 'Chart the revenue by region',
    note: 'Seven named states, from `planning` to `completed`.',
    matches: /chart|revenue/i,
    async *play(turn) {
      yield* runStages('chart_generation', chartStages, {
        message: 'Chart ready',
        metadata: { rows: 4, type: 'bar' },
      });
      yield* answer(
        turn,
        'The **north** leads with 41 %, then west 27 %, south 20 % and east 12 %.',
      );
    },
  },
  {
    id: 'tools',
    title: 'Four tools',
    prompt: 'Is the blue lamp in stock anywhere?',
    note: 'The whole is the share of finished tools; one of the four fails.',
    matches: /lamp|stock/i,
    play: checkStock,
  },
  {
    id: 'side-by-side',
    title: 'Three operations side by side',
    prompt: 'Prepare the quarterly report',
    note: 'Three bars at once. One fails, the others go on. Each can be cancelled.',
    matches: /quarter|report/i,
    play: prepareReport,
  },
  {
    id: 'indeterminate',
    title: 'Nobody knows how long',
    prompt: 'Summarise the tickets of this week',
    note: 'No percentage: the bar must not show one.',
    matches: /tickets|summari[sz]e/i,
    async *play(turn) {
      yield progress('llm_generation', { message: 'Reading 212 tickets', state: 'reading' });
      yield wait(2600);
      yield progress('llm_generation', {
        percentage: null,
        message: 'Looking for what they have in common',
        state: 'thinking',
      });
      yield wait(2200);
      yield* answer(
        turn,
        'Half of the **212 tickets** are about one thing: the sign-in mail comes late. The rest is a long tail.',
      );
    },
  },
  {
    id: 'cancel',
    title: 'Long enough to be cancelled',
    prompt: 'Reindex the archive and back it up',
    note: 'Two operations of half a minute; each can be cancelled, and the other goes on.',
    matches: /reindex|archive|back .*up/i,
    async *play(turn) {
      const [isIndexed, isCopied] = await Promise.all([
        turn.runBeside('reindex', countUp('reindex', 'Indexed', 30)),
        turn.runBeside('backup', countUp('backup', 'Copied', 25)),
      ]);
      const tell = (isDone: boolean) => (isDone ? 'done' : 'stopped by you');
      yield* answer(
        turn,
        `- Reindexing: **${tell(isIndexed)}**\n- Backup: **${tell(isCopied)}**\n`,
      );
    },
  },
];

const chartStages: readonly Stage[] = [
  [10, 'planning', 'Planning the chart', 900],
  [20, 'understanding_schema', 'Reading the schema', 1100],
  [30, 'generating_query', 'Writing the query', 1300],
  [50, 'executing_query', 'Running the query', 1900],
  [70, 'validating_results', 'Checking the results', 900],
  [90, 'transforming_data', 'Shaping the data', 700],
  [100, 'completed', 'Chart ready', 100],
];

async function* chartOrders(turn: Turn): Scenario {
  const chart = 'chart_generation';
  const tools = 'tool_execution';
  const metadata = { total: 2 };
  yield progress(chart, { percentage: 10, message: 'Planning the chart', state: 'planning' });
  yield wait(900);
  yield progress(chart, {
    percentage: 20,
    message: 'Reading the schema',
    state: 'understanding_schema',
    metadata: { tables: 12 },
  });
  yield wait(500);
  yield progress(tools, {
    percentage: 0,
    message: 'Running search_orders',
    state: 'executing_search_orders',
    metadata,
  });
  yield wait(900);
  yield progress(chart, { percentage: 50, message: 'Running the query', state: 'executing_query' });
  yield wait(700);
  yield progress(tools, {
    percentage: 50,
    message: 'search_orders finished',
    state: 'completed_search_orders',
    metadata,
  });
  yield wait(1400);
  yield failed(tools, {
    message: 'rate_lookup timed out',
    metadata: { tool: 'rate_lookup', state: 'failed_rate_lookup' },
  });
  yield wait(300);
  yield progress(chart, {
    percentage: 90,
    message: 'Shaping the data',
    state: 'transforming_data',
  });
  yield wait(400);
  yield content(turn, `${turn.lead}Orders rose `);
  yield wait(178);
  yield content(turn, 'by 12 % in October.');
  yield wait(300);
  yield progress(chart, { percentage: 100, message: 'Chart ready', state: 'completed' });
  yield done(chart, { message: 'Chart ready', metadata: { rows: 31 } });
  yield done('llm_generation', { message: 'Answer ready' });
}

async function* checkStock(turn: Turn): Scenario {
  const houses = ['hamburg', 'vienna', 'gdansk', 'porto'];
  for (const [index, house] of houses.entries()) {
    const tool = `check_${house}`;
    const report = (percentage: number, state: string, message: string) =>
      progress('tool_execution', {
        percentage,
        state: `${state}_${tool}`,
        message,
        metadata: { tool, total: houses.length },
      });
    yield report(25 * index, 'executing', `Running ${tool}`);
    yield wait(900 + 200 * index);
    yield house === 'gdansk'
      ? report(25 * (index + 1), 'failed', `${tool} timed out`)
      : report(25 * (index + 1), 'completed', `${tool} finished`);
    yield wait(200);
  }
  yield done('tool_execution', { message: '3 of 4 tools finished', metadata: { failed: 1 } });
  yield* answer(turn, 'Yes: **two in Vienna**, one in Porto. Gdańsk did not answer.');
}

async function* prepareReport(turn: Turn): Scenario {
  await Promise.all([
    turn.runBeside('chart_generation', runStages('chart_generation', chartStages)),
    turn.runBeside('data_export', exportData()),
    turn.runBeside(
      'translation',
      runStages('translation', [
        [5, 'reading', 'Reading 40 pages', 1500],
        [35, 'translating', 'Translating into German', 2500],
        [70, 'translating', 'Translating into Finnish', 2500],
        [95, 'proof_reading', 'Reading once more', 900],
      ]),
    ),
  ]);
  yield* answer(
    turn,
    'The report is ready, in three languages. The **export is missing**: the disk is full.',
  );
}

async function* exportData(): Scenario {
  for (const [percentage, rows] of [
    [0, 0],
    [20, 4200],
    [40, 8400],
    [60, 12_600],
  ] as const) {
    yield progress('data_export', {
      percentage,
      message: `${rows} of 21000 rows written`,
      state: 'writing',
      metadata: { rows },
    });
    yield wait(1100);
  }
  yield failed('data_export', {
    message: 'No space left on device after 12600 of 21000 rows',
    metadata: { rows: 12_600, path: '/exports/2026-q3.csv', code: 'ENOSPC' },
  });
}

async function* countUp(operation: string, verb: string, seconds: number): Scenario {
  for (let second = 0; second < seconds; second += 1) {
    yield progress(operation, {
      percentage: Math.round((100 * second) / seconds),
      message: `${verb} ${second * 120} of ${seconds * 120} documents`,
      state: 'running',
    });
    yield wait(1000);
  }
  yield done(operation, { message: `${verb} ${seconds * 120} documents` });
}
