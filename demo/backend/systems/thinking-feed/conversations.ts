import { introduce, toSuggestions } from '../../conversation.js';
import { troubleWorkflows } from './conversations/trouble.js';
import { workflows } from './conversations/workflows.js';
import { type Workflow, agent, callTool, respond } from './turn.js';

/** What there is to ask with `thinking-feed`. */
export const thinkingFeedConversations: readonly Workflow[] = [...workflows, ...troubleWorkflows];

/** The answer to everything else. */
export const introduction: Workflow = {
  id: 'introduction',
  title: 'What can I ask?',
  prompt: 'What can I ask you?',
  note: 'Says that it is a mock backend and what it can talk about.',
  matches: /./,
  async *play({ lead }) {
    yield* agent('Guide', () => callTool('list_workflows', 800));
    yield respond(lead + introduce(toSuggestions(thinkingFeedConversations)));
  },
};
