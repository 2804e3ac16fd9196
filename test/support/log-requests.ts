import type { SseChat } from '../../src/index.js';

/** One request that an element has made. */
export interface LoggedRequest {
  readonly method: string;
  /** Its address from the origin on, query included. */
  readonly address: string;
  readonly headers: Headers;
  /** The JSON of its body; absent without one. */
  readonly body?: unknown;
}

/**
 * Writes down what an element requests, from now on.
 *
 * @param before - Called with each, and waited for, before it goes out. What it throws is a failure of the network.
 */
export function logRequests(
  element: Pick<SseChat, 'fetch'>,
  before: (request: LoggedRequest) => void | Promise<void> = () => {},
): readonly LoggedRequest[] {
  const log: LoggedRequest[] = [];
  element.fetch = async (input, init) => {
    const { method, url, headers } = new Request(input, init);
    const { pathname, search } = new URL(url);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const request = { method, address: pathname + search, headers, body };
    log.push(request);
    await before(request);
    return fetch(input, init);
  };
  return log;
}
