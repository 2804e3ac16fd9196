import { type Conversation, introduce, recall, toSuggestions } from '../../conversation.js';
import { arabicExplanation } from '../../texts/arabic.js';
import { codeReview } from '../../texts/code-review.js';
import { databaseComparison } from '../../texts/databases.js';
import { markdownTour } from '../../texts/markdown-tour.js';
import { serverSentEvents } from '../../texts/server-sent-events.js';
import { typeText } from '../../typing.js';
import { type Scenario, comment, raw, wait } from '../../wire.js';
import { type Turn, done, piece, runTool, status, write } from './turn.js';

const conversations: readonly Conversation<Turn>[] = [
  {
    id: 'weather',
    title: 'The weather',
    prompt: 'What is the weather in Tokyo?',
    note: 'A tool with its duration, and a status in the middle of the text.',
    matches: /weather|tokyo/i,
    async *play(turn) {
      yield status(turn, '🤔 Thinking...');
      yield wait(600);
      yield* runTool(turn, { number: 1, name: 'search_web', ms: 1200 });
      if (turn.lead) yield piece(turn.lead);
      yield wait(150);
      yield piece('It is **18 °C** and ');
      yield wait(120);
      yield status(turn, '✍️ Writing');
      yield wait(200);
      yield piece('clear in Tokyo.');
      yield done();
    },
  },
  {
    id: 'trip',
    title: 'A trip with three tools',
    prompt: 'Find me a quiet weekend in Lisbon in December',
    note: 'Three tools, their arguments inside the statuses.',
    matches: /lisbon|weekend|\btrip|flight/i,
    play: planTrip,
  },
  {
    id: 'databases',
    title: 'Two databases compared',
    prompt: 'Compare PostgreSQL and SQLite for a small product',
    note: 'A table, lists, code and a quote.',
    matches: /postgres|sqlite|database/i,
    play: (turn) => write(turn, databaseComparison),
  },
  {
    id: 'review',
    title: 'A code review',
    prompt: 'Review my function total()',
    note: 'Code in two languages.',
    matches: /review|function|\bcode/i,
    play: (turn) => write(turn, codeReview),
  },
  {
    id: 'markdown',
    title: 'All of Markdown',
    prompt: 'Show me what an answer can look like',
    note: 'Every construct; the image must not load, the bad link must not be one.',
    matches: /markdown|look like/i,
    play: (turn) => write(turn, markdownTour),
  },
  {
    id: 'long',
    title: 'A long answer',
    prompt: 'Explain server-sent events in full',
    note: 'About 6 kB, half a minute.',
    matches: /server-sent|\bsse\b|explain|in full/i,
    play: (turn) => write(turn, serverSentEvents),
  },
  {
    id: 'arabic',
    title: 'من اليمين إلى اليسار',
    prompt: 'ما هي أحداث الخادم؟',
    note: 'Written from right to left, with Latin words in it.',
    matches: /\p{Script=Arabic}/u,
    play: (turn) => write(turn, arabicExplanation),
  },
  {
    id: 'busy',
    title: 'Statuses faster than anybody reads',
    prompt: 'Check all 150 files',
    note: 'A status every 30 ms: the line must stay readable.',
    matches: /150|files/i,
    async *play(turn) {
      for (let file = 1; file <= 150; file += 1) {
        yield status(turn, `🔎 Checking file ${file} of 150`);
        yield wait(30);
      }
      yield* typeText(`${turn.lead}All **150 files** are in order.`, piece);
      yield done();
    },
  },
  {
    id: 'slow',
    title: 'A slow tool',
    prompt: 'Search the archive for the budget of 2019',
    note: 'One tool takes twelve seconds; only a comment shows that the server lives.',
    matches: /archive|budget|slow/i,
    async *play(turn) {
      yield status(turn, '🤔 Thinking...');
      yield wait(500);
      yield status(turn, '⚙️ Tool 1: search_archive {"year": 2019, "query": "budget"}');
      yield wait(6000);
      yield comment('keep-alive');
      yield wait(6000);
      yield status(turn, '✅ search_archive (12.0s)');
      yield* typeText(
        `${turn.lead}The budget of 2019 was **4.2 million**, of which 61 % was staff.`,
        piece,
      );
      yield done();
    },
  },
  {
    id: 'tool-error',
    title: 'A tool that fails',
    prompt: 'How many orders came in yesterday?',
    note: 'The first tool fails, the second one helps out.',
    matches: /orders|yesterday/i,
    async *play(turn) {
      yield status(turn, '🤔 Thinking...');
      yield wait(400);
      yield* runTool(turn, {
        number: 1,
        name: 'query_orders',
        args: { day: -1 },
        ms: 800,
        fails: true,
      });
      yield* runTool(turn, { number: 2, name: 'read_daily_report', ms: 1400 });
      const text = 'The order database did not answer, so I read the daily report: **312 orders**.';
      yield* typeText(turn.lead + text, piece);
      yield done();
    },
  },
  {
    id: 'cut',
    title: 'A stream without an end',
    prompt: 'Start a sentence and leave it',
    note: 'The stream closes without `done`: interrupted, not finished.',
    matches: /leave it|unfinished|\bcut\b/i,
    async *play(turn) {
      yield status(turn, '✍️ Writing');
      yield* typeText(`${turn.lead}Once upon a time there was a server that`, piece);
    },
  },
  {
    id: 'unreadable',
    title: 'A message that cannot be read',
    prompt: 'Say hello with an unreadable message',
    note: 'One message is not JSON. The answer goes on, with a mark.',
    matches: /unreadable|garbage/i,
    async *play(turn) {
      if (turn.lead) yield piece(turn.lead);
      yield piece('Hello ');
      yield wait(300);
      yield raw('{"content": "there, ', 'message');
      yield wait(300);
      yield piece('world');
      yield done();
    },
  },
  {
    id: 'recall',
    title: 'What the server remembers',
    prompt: 'What did I ask you before?',
    note: 'The conversation so far, from the memory of the server.',
    matches: /before|remember/i,
    play: (turn) => write({ ...turn, lead: '' }, recall(turn.earlier)),
  },
];

/** The answer to everything else. */
const introduction: Conversation<Turn> = {
  id: 'introduction',
  title: 'What can I ask?',
  prompt: 'What can I ask you?',
  note: 'Says that it is a mock backend and what it can talk about.',
  matches: /./,
  play: (turn) => write(turn, introduce(toSuggestions(conversations))),
};

async function* planTrip(turn: Turn): Scenario {
  const month = '2026-12';
  yield status(turn, '🤔 Thinking...');
  yield wait(900);
  const flights = { from: 'OSL', to: 'LIS', month, nonstop: true };
  yield* runTool(turn, { number: 1, name: 'search_flights', args: flights, ms: 1700 });
  yield* runTool(turn, {
    number: 2,
    name: 'get_forecast',
    args: { city: 'Lisbon', month },
    ms: 900,
  });
  yield status(turn, '🤔 Comparing 14 hotels');
  yield wait(1100);
  yield* runTool(turn, {
    number: 3,
    name: 'search_hotels',
    args: { quiet: true, nights: 2 },
    ms: 1300,
  });
  yield status(turn, '✍️ Writing');
  yield* typeText(`${turn.lead}${tripAnswer.slice(0, tripPause)}`, piece);
  // A status between two pieces of text: the line comes back while the answer stands.
  yield status(turn, '🔎 Checking the prices again');
  yield wait(800);
  yield status(turn, '✍️ Writing');
  yield* typeText(tripAnswer.slice(tripPause), piece);
  yield done();
}

const tripAnswer = [
  '### 11 to 13 December',
  '',
  'Mild, mostly dry, and the last quiet weekend before the holidays.',
  '',
  '1. **Fly** Friday 17:25, back Sunday 19:10, non-stop',
  '2. **Stay** in Graça, two nights in a house with nine rooms',
  '3. **Walk** to the miradouro before breakfast',
  '',
  '| | Price |',
  '|---|---:|',
  '| Flights | 189 € |',
  '| Two nights | 164 € |',
  '| **Together** | **353 €** |',
].join('\n');

const tripPause = tripAnswer.indexOf('| | Price');

export { conversations as assistantStatusConversations, introduction };
