import { conversations } from './backend/index.js';

/** One backend that the page can show, and the attributes that an element needs for it. */
export interface System {
  readonly dialect: keyof typeof conversations;
  readonly title: string;
  readonly about: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export const systems: readonly System[] = [
  {
    dialect: 'assistant-status',
    title: 'Assistant with status',
    about: 'One POST, answered by SSE. The assistant says what it is doing while it answers.',
    attributes: { endpoint: '/message', dialect: 'assistant-status', 'user-id': 'demo' },
  },
  {
    dialect: 'agent-chat',
    title: 'Agent with tools',
    about: 'One POST with a bearer token. Sessions, tool calls, hand-offs between agents, quotas.',
    attributes: {
      endpoint: '/api/todos/agent-create/stream',
      dialect: 'agent-chat',
      headers: '{"Authorization": "Bearer demo-token"}',
    },
  },
  {
    dialect: 'iterative-planning',
    title: 'Planner with checkpoints',
    about: 'A GET stream of iterations. The planner stops at checkpoints and waits for you.',
    attributes: {
      endpoint: '/api/execute-plan',
      dialect: 'iterative-planning',
      params: '{"max_iterations": "4", "checkpoint_interval": "2"}',
    },
  },
  {
    dialect: 'thinking-feed',
    title: 'Workflow with a thinking feed',
    about: 'A feed of plain text tells what the agents do; a POST brings the answer as JSON.',
    attributes: {
      endpoint: '/api/conversations/{id}/thinking',
      'message-endpoint': '/api/conversations/{id}/messages',
      dialect: 'thinking-feed',
    },
  },
  {
    dialect: 'operation-progress',
    title: 'Long operations',
    about: 'One POST, answered by SSE: several operations side by side, with named states.',
    attributes: {
      endpoint: '/api/agent/chat',
      dialect: 'operation-progress',
      'cancel-endpoint': '/api/agent/cancel',
    },
  },
];
