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
];
