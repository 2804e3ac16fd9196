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
