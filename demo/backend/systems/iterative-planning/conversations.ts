import { type Conversation, introduce, toSuggestions } from '../../conversation.js';
import { planConversations } from './conversations/plans.js';
import { toolConversations } from './conversations/tools.js';
import { troubleConversations } from './conversations/trouble.js';
import { followPlan } from './follow-plan.js';
import type { Turn } from './turn.js';

/** What there is to plan with `iterative-planning`. */
export const iterativePlanningConversations: readonly Conversation<Turn>[] = [
  ...planConversations,
  ...toolConversations,
  ...troubleConversations,
];

/** The plan for everything else. */
export const introduction: Conversation<Turn> = {
  id: 'introduction',
  title: 'What can be planned?',
  prompt: 'What can you plan?',
  note: 'Says that it is a mock backend and which goals it knows.',
  matches: /./,
  play: (turn) =>
    followPlan(turn, {
      iterations: 4,
      interval: 2,
      frameworks: ['SWOT', 'PESTEL'],
      steps: [
        { frameworks: 1, dataPoints: 5 },
        { frameworks: 2, dataPoints: 12, summary: `Halfway to “${turn.goal}”.` },
      ],
      text: `# ${turn.goal}\n\n${introduce(toSuggestions(iterativePlanningConversations))}\n`,
    }),
};
