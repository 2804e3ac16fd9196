import type { Backend } from '../../demo/backend/index.js';
import { type Pair, post, readMessages, toPair } from './backend-client.js';

/** Where the mock backend's agent is asked. */
export const agentPath = '/api/todos/agent-create/stream';

/** The header that lets one in. */
export const demoToken = { Authorization: 'Bearer demo-token' };

export interface AskOptions {
  /** Default `demo-token`. */
  readonly token?: string;
  /** The `Idempotency-Key`. */
  readonly key?: string;
  readonly session?: string;
  /** Put behind the address, question mark included. */
  readonly query?: string;
  readonly stream?: boolean;
}

/** Asks the agent one thing. */
export function ask(
  backend: Backend,
  content: string,
  options: AskOptions = {},
): Promise<Response> {
  const { token = 'demo-token', key, session, query = '', stream } = options;
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(key !== undefined && { 'Idempotency-Key': key }),
  };
  const body = { messages: [{ role: 'user', content }], session_id: session, stream };
  return backend.fetch(post(`${agentPath}${query}`, body, { headers }));
}

/** The messages of an answer, as pairs. */
export async function readPairs(response: Response): Promise<readonly Pair[]> {
  return (await readMessages(response)).map(toPair);
}

/** The id that an answer gives to its session. */
export async function readSession(response: Response): Promise<string> {
  const [first] = await readPairs(response);
  if (first?.[0] !== 'session_initialized') throw new Error('Expected a session first');
  return (first[1] as { readonly session_id: string }).session_id;
}
