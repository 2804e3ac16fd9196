import type { Backend } from '../../demo/backend/index.js';
import { post } from './backend-client.js';
import { type LiveStream, readLive } from './live-stream.js';

export interface ChatOptions {
  readonly session?: string | undefined;
  readonly stream?: boolean;
}

/** Asks the agent one thing. */
export function chat(
  backend: Backend,
  message: string,
  { session, stream = true }: ChatOptions = {},
): Promise<Response> {
  return backend.fetch(post('/api/agent/chat', { message, stream, session_id: session }));
}

/** Asks the agent one thing and reads its stream by hand. */
export async function readChat(
  backend: Backend,
  message: string,
  options: ChatOptions = {},
): Promise<LiveStream> {
  return readLive(await chat(backend, message, options));
}

/** Goes on with the run of a session. */
export function resume(backend: Backend, session: string, lastEventId?: string): Promise<Response> {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  return backend.fetch(
    new Request(`http://localhost/api/agent/chat/${session}/stream`, { headers }),
  );
}

/** Cancels one operation of a session's run. */
export function cancel(backend: Backend, operation: unknown, session: unknown = 's1') {
  return backend.fetch(post('/api/agent/cancel', { operation, session_id: session }));
}
