import type { StreamRequest } from '../../src/connection/index.js';
import type { Dialect, RequestSettings, SendIntent } from '../../src/dialects/index.js';
import type { Trouble } from '../../src/events/index.js';

/** Settings as a session fills them in, with others in their place. */
export function settings(changes: Partial<RequestSettings> = {}): RequestSettings {
  return {
    endpoint: '/api',
    userId: 'anonymous',
    stream: true,
    noStatus: false,
    maxMessages: 50,
    maxLength: 10_000,
    ...changes,
  };
}

/** What a person asks for. */
export function intent(text: string, history: SendIntent['history'] = []): SendIntent {
  return { text, messageId: 'm-1', history };
}

/** The request that a dialect makes. Throws when it refuses. */
export function requestOf(
  dialect: Dialect,
  changes: Partial<RequestSettings> = {},
  what: SendIntent = intent('Hi'),
): StreamRequest {
  const request = dialect.request(what, settings(changes));
  if ('type' in request) throw new Error(`Expected a request, found: ${request.text}`);
  return request;
}

/** The request's body as a value. */
export function bodyOf(request: StreamRequest): unknown {
  return JSON.parse(request.body ?? 'null');
}

/** Why a dialect refuses to make a request. Throws when it makes one. */
export function refusalOf(
  dialect: Dialect,
  changes: Partial<RequestSettings>,
  what: SendIntent,
): Trouble {
  const request = dialect.request(what, settings(changes));
  if ('type' in request) return request;
  throw new Error(`Expected a refusal, found a request to ${request.url}`);
}
