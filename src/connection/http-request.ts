import { ConnectionError } from './connection-error.js';
import { encodeLastEventId } from './last-event-id.js';

/** One request, as `fetch` needs it and no more. Plain data. */
export interface StreamRequest {
  /** Absolute, or relative to the page. Without user name and password. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default `same-origin`. */
  readonly credentials?: RequestCredentials;
  /** Default: `error` when a header of the page goes with the request, else `follow`. */
  readonly redirect?: RequestRedirect;
  /** What to ask for: an event stream (default) or one JSON answer. The server may give either. */
  readonly accept?: 'stream' | 'json';
}

export interface HttpRequest {
  readonly init: RequestInit;
  /** Origin and path, safe to show. */
  readonly shownUrl: string;
}

/**
 * Prepares the second argument of `fetch`.
 * @throws ConnectionError `request` when the URL or a header cannot be sent.
 */
export function buildHttpRequest(request: StreamRequest, lastEventId = ''): HttpRequest {
  const shownUrl = showUrl(request.url);
  const headers = buildHeaders(request.headers ?? {}, shownUrl);
  const redirect = request.redirect ?? (hasPageHeader(headers) ? 'error' : 'follow');
  if (!headers.has('accept')) {
    headers.set('accept', request.accept === 'json' ? 'application/json' : 'text/event-stream');
  }
  if (lastEventId !== '') headers.set('last-event-id', encodeLastEventId(lastEventId));
  return {
    shownUrl,
    init: {
      method: request.method,
      headers,
      redirect,
      credentials: request.credentials ?? 'same-origin',
      // Not as a header: a `Cache-Control` request header costs a preflight, and browsers send it for this.
      cache: 'no-store',
      ...(request.body !== undefined && { body: request.body }),
    },
  };
}

/** Whether the request goes to this very machine, which is there without any network. */
export function isLoopback(url: string): boolean {
  const hostname = parseUrl(url)?.hostname ?? '';
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Whether the request goes where the page comes from, so that no server has to allow its headers. */
export function isOwnOrigin(url: string): boolean {
  const { origin } = globalThis as { origin?: string };
  return origin === undefined || parseUrl(url)?.origin === origin;
}

/** Host and port of an address; empty for one that has none. */
export function hostOf(url: string): string {
  const { host, origin } = parseUrl(url) ?? {};
  return origin === BASELESS_ORIGIN ? '' : (host ?? '');
}

// Browsers take `Authorization` off a request that is redirected to another origin, but send every
// other header along. These say nothing that the next server must not know.
const PLAIN_HEADERS = new Set([
  ...['accept', 'checkpoint-digest', 'content-type', 'idempotency-key', 'last-event-id'],
]);

function hasPageHeader(headers: Headers): boolean {
  for (const [name] of headers) if (!PLAIN_HEADERS.has(name)) return true;
  return false;
}

function buildHeaders(headers: Readonly<Record<string, string>>, url: string): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    try {
      result.set(name, value);
    } catch {
      // Without the platform's error: its text may quote the value, which may be a token.
      throw new ConnectionError(
        'request',
        `Expected header ${JSON.stringify(name)} to be a valid name with a Latin-1 value, got another`,
        { url },
      );
    }
  }
  return result;
}

function showUrl(url: string): string {
  const parsed = parseUrl(url);
  if (!parsed) {
    throw new ConnectionError(
      'request',
      `Expected a URL, got ${JSON.stringify(url.split(/[?#]/)[0])}`,
    );
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new ConnectionError('request', 'Expected a URL without user name and password', {
      url: parsed.origin + parsed.pathname,
    });
  }
  return parsed.origin === BASELESS_ORIGIN ? parsed.pathname : parsed.origin + parsed.pathname;
}

// Outside a page a relative URL has no base; a caller with its own `fetch` may use one all the same.
const BASELESS_ORIGIN = 'http://relative.invalid';

function parseUrl(url: string): URL | undefined {
  const { document, location } = globalThis as {
    document?: { baseURI: unknown };
    location?: { href: string };
  };
  // An element of the page can have this name, and stand in its place.
  const base = typeof document?.baseURI === 'string' ? document.baseURI : location?.href;
  try {
    return new URL(url, base ?? BASELESS_ORIGIN);
  } catch {
    return undefined;
  }
}
