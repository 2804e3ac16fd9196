import type { Conversation } from '../../../conversation.js';
import { type Scenario, cut, raw, unnamed, wait } from '../../../wire.js';
import { type Turn, answer, content, done, failed, progress, runStages } from '../turn.js';

/** Conversations in which something goes wrong. */
export const troubleConversations: readonly Conversation<Turn>[] = [
  {
    id: 'odd',
    title: 'Percentages that are none',
    prompt: 'Show me odd percentages',
    note: 'Backwards, 150, “fifty”, no operation, unknown and unreadable messages.',
    matches: /\bodd\b|percentage/i,
    play: reportOddly,
  },
  {
    id: 'stall',
    title: 'An operation that stalls',
    prompt: 'Rebuild the search index',
    note: 'Stands at 35 % for 45 seconds, then goes on. Only comments show that the server lives.',
    matches: /rebuild|search index|stall/i,
    async *play(turn) {
      const isNew = await turn.runBeside(
        'index_rebuild',
        runStages('index_rebuild', [
          [10, 'reading', 'Reading', 1200],
          [35, 'locking', 'Waiting for a lock on the index', 45_000],
          [60, 'writing', 'Writing', 1500],
          [90, 'switching', 'Switching over', 800],
        ]),
      );
      yield* answer(
        turn,
        isNew
          ? 'The index is new. Somebody held a lock on it for **45 seconds**.'
          : 'You stopped it: the **old index** stays.',
      );
    },
  },
  {
    id: 'restart',
    title: 'An operation that starts again',
    prompt: 'Recalculate the forecast',
    note: 'Fails at 70 %, begins again at 10, and goes through.',
    matches: /forecast|recalculate/i,
    async *play(turn) {
      for (const percentage of [10, 40, 70]) {
        yield progress('forecast', {
          percentage,
          message: `Computing, ${percentage} of 100 series`,
          state: 'computing',
          metadata: { attempt: 1 },
        });
        yield wait(900);
      }
      yield failed('forecast', {
        message: 'The worker ran out of memory',
        metadata: { attempt: 1, will_retry: true },
      });
      yield wait(1200);
      for (const percentage of [10, 55, 100]) {
        yield progress('forecast', {
          percentage,
          message: `Computing in smaller parts, ${percentage} of 100 series`,
          state: 'computing',
          metadata: { attempt: 2 },
        });
        yield wait(900);
      }
      yield done('forecast', { message: 'Forecast ready', metadata: { attempt: 2 } });
      yield* answer(turn, 'We will sell **between 310 and 340** a day. It took two attempts.');
    },
  },
  {
    id: 'dropped',
    title: 'A connection that drops',
    prompt: 'Compare both warehouses',
    note: 'Cut in the middle. With a resume endpoint the same run goes on.',
    matches: /warehouse|compare|\bdrop/i,
    async *play(turn) {
      yield progress('comparison', { percentage: 20, message: 'Counting', state: 'counting' });
      yield wait(1200);
      yield progress('comparison', { percentage: 45, message: 'Matching', state: 'matching' });
      yield content(turn, `${turn.lead}Both warehouses hold `);
      yield wait(600);
      yield cut();
      yield wait(500);
      yield progress('comparison', { percentage: 80, message: 'Matching', state: 'matching' });
      yield wait(900);
      yield done('comparison', { message: 'Compared 1,204 articles' });
      yield* answer(
        { ...turn, lead: '' },
        'the same 1,204 articles, but **seven** differ in number.',
      );
    },
  },
  {
    id: 'unfinished',
    title: 'A stream without an end',
    prompt: 'Start a migration and leave it',
    note: 'The stream closes with an operation open: interrupted, not finished.',
    matches: /migration|leave it|unfinished/i,
    async *play() {
      yield progress('migration', { percentage: 15, message: 'Copying', state: 'copying' });
      yield wait(1200);
      yield progress('migration', { percentage: 30, message: 'Copying', state: 'copying' });
      yield wait(800);
    },
  },
];

async function* reportOddly(turn: Turn): Scenario {
  const report = (percentage: unknown, message: string) =>
    progress('measurement', { percentage, message, state: 'measuring' });
  yield report(40, 'Forty');
  yield wait(700);
  yield report(30, 'Thirty, after forty');
  yield wait(700);
  yield report(150, 'A hundred and fifty');
  yield wait(700);
  yield report('fifty', 'Fifty, in words');
  yield wait(700);
  yield report(-5, 'Less than nothing');
  yield wait(700);
  yield report(66.666_666_666_666_67, 'Two thirds');
  yield raw('{"type": "progress", "data": {"operation": "measurement", "percentage": ');
  yield wait(700);
  yield unnamed({ type: 'progress', data: { percentage: 20, message: 'Of what?' } });
  yield unnamed({ type: 'progress', data: { operation: '', percentage: 20 } });
  yield unnamed({ type: 'progress', data: { operation: 7, percentage: 20, currentState: {} } });
  yield unnamed({ type: 'progress' });
  yield unnamed({ type: 'weather', data: { sky: 'clear' } });
  yield unnamed({ data: { operation: 'measurement', percentage: 70 } });
  yield unnamed(['progress', 70]);
  yield wait(700);
  yield unnamed({ type: 'error', data: { message: 'Something failed, but not what' } });
  yield unnamed({ type: 'done', data: { operation: 'never_started', message: 'Done' } });
  yield wait(700);
  yield done('measurement', { message: 'Measured' });
  yield* answer(turn, 'I have measured. Do not rely on it.');
}
