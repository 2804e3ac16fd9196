import { type Conversation, introduce, recall, toSuggestions } from '../../conversation.js';
import { arabicExplanation } from '../../texts/arabic.js';
import { codeReview } from '../../texts/code-review.js';
import { databaseComparison } from '../../texts/databases.js';
import { markdownTour } from '../../texts/markdown-tour.js';
import { serverSentEvents } from '../../texts/server-sent-events.js';
import { toolConversations } from './conversations/tools.js';
import { troubleConversations } from './conversations/trouble.js';
import { type Turn, agent, answer } from './turn.js';

const textConversations: readonly Conversation<Turn>[] = [
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
    id: 'recall',
    title: 'What the server remembers',
    prompt: 'What did I ask you before?',
    note: 'The conversation so far, from the memory of the server.',
    matches: /before|remember/i,
    play: (turn) => write({ ...turn, lead: '' }, recall(turn.earlier)),
  },
];

/** What there is to talk about with `agent-chat`. */
export const agentChatConversations: readonly Conversation<Turn>[] = [
  ...toolConversations,
  ...textConversations,
  ...troubleConversations,
];

/** The answer to everything else. */
export const introduction: Conversation<Turn> = {
  id: 'introduction',
  title: 'What can I ask?',
  prompt: 'What can I ask you?',
  note: 'Says that it is a mock backend and what it can talk about.',
  matches: /./,
  play: (turn) => write(turn, introduce(toSuggestions(agentChatConversations))),
};

async function* write(turn: Turn, text: string) {
  yield agent('Guide');
  yield* answer(turn, text);
}
