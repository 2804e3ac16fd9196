import { type Conversation, introduce, recall, toSuggestions } from '../../conversation.js';
import { troubleConversations } from './conversations/trouble.js';
import { workConversations } from './conversations/work.js';
import { type Turn, answer } from './turn.js';

/** What there is to ask with `operation-progress`. */
export const operationProgressConversations: readonly Conversation<Turn>[] = [
  ...workConversations,
  ...troubleConversations,
  {
    id: 'recall',
    title: 'What the server remembers',
    prompt: 'What did I ask you before?',
    note: 'Text alone: no operation besides the writing.',
    matches: /before|remember/i,
    play: (turn) => answer({ ...turn, lead: '' }, recall(turn.earlier)),
  },
];

/** The answer to everything else. */
export const introduction: Conversation<Turn> = {
  id: 'introduction',
  title: 'What can I ask?',
  prompt: 'What can I ask you?',
  note: 'Says that it is a mock backend and what it can talk about.',
  matches: /./,
  play: (turn) => answer(turn, introduce(toSuggestions(operationProgressConversations))),
};
