import type { Backend } from '../../demo/backend/index.js';
import { post } from './backend-client.js';
import { type LiveStream, readLive } from './live-stream.js';

/** The request that opens the feed of a conversation. */
export function feedRequest(id = 'c1', query = '', signal?: AbortSignal): Request {
  const init = signal ? { signal } : {};
  return new Request(`http://localhost/api/conversations/${id}/thinking${query}`, init);
}

/** Opens the feed of a conversation and reads it by hand. */
export async function listen(backend: Backend, id = 'c1'): Promise<LiveStream> {
  return readLive(await backend.fetch(feedRequest(id)));
}

/** Sends a message, and nothing else. */
export function say(backend: Backend, content: unknown, id = 'c1'): Promise<Response> {
  return backend.fetch(post(`/api/conversations/${id}/messages`, { content }));
}

/** Sends a message with the feed open: the thinking and the answer. */
export async function think(backend: Backend, content: string, id = 'c1') {
  const feed = await listen(backend, id);
  const [end, response] = await Promise.all([feed.readAll(), say(backend, content, id)]);
  return { feed, end, response, lines: feed.messages.map(({ data }) => data) };
}
