/** The attributes that make a chat speak to a system of the backend at this address. */
export const assistantAt = (url: string) => ({
  endpoint: `${url}/message`,
  dialect: 'assistant-status',
});

/** The same with a token that lets one in. */
export const agentAt = (url: string) => ({
  endpoint: `${url}/api/todos/agent-create/stream`,
  dialect: 'agent-chat',
  headers: '{"Authorization": "Bearer demo-token"}',
});

/** A planner, with short plans. */
export const plannerAt = (url: string) => ({
  endpoint: `${url}/api/execute-plan`,
  dialect: 'iterative-planning',
  params: '{"max_iterations": "4", "checkpoint_interval": "2"}',
});

/** A workflow with its feed. */
export const workflowAt = (url: string) => ({
  endpoint: `${url}/api/conversations/{id}/thinking`,
  'message-endpoint': `${url}/api/conversations/{id}/messages`,
  dialect: 'thinking-feed',
});

/** Long operations that can be cancelled. */
export const operationsAt = (url: string) => ({
  endpoint: `${url}/api/agent/chat`,
  'cancel-endpoint': `${url}/api/agent/cancel`,
  dialect: 'operation-progress',
});
