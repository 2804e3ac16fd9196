import { type Suggestion, toSuggestions } from './conversation.js';
import { agentChatConversations } from './systems/agent-chat/conversations.js';
import { assistantStatusConversations } from './systems/assistant-status/conversations.js';
import { iterativePlanningConversations } from './systems/iterative-planning/conversations.js';
import { operationProgressConversations } from './systems/operation-progress/conversations.js';
import { thinkingFeedConversations } from './systems/thinking-feed/conversations.js';

/** What there is to talk about, by dialect. */
export const conversations = {
  'assistant-status': toSuggestions(assistantStatusConversations),
  'iterative-planning': toSuggestions(iterativePlanningConversations),
  'agent-chat': toSuggestions(agentChatConversations),
  'thinking-feed': toSuggestions(thinkingFeedConversations),
  'operation-progress': toSuggestions(operationProgressConversations),
} as const satisfies Readonly<Record<string, readonly Suggestion[]>>;
