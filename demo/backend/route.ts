import type { Pace } from './pace.js';
import type { Scenario, WireCue } from './wire.js';

/** One request at the backend, and the means to answer it. */
export interface Exchange {
  readonly request: Request;
  readonly url: URL;
  /** Values of the `:name` segments of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Aborts when the client has gone and when the stream is over: for scenarios that wait. */
  readonly signal: AbortSignal;
  /** Answers with the scenario as an event stream. */
  stream(scenario: Scenario, options?: StreamOptions): Response;
  /** Plays the scenario for an answer of another form. See `play` for what it throws. */
  play(scenario: Scenario): AsyncIterable<WireCue>;
}

export interface StreamOptions {
  /** Whether a comment goes out when nothing else has for a while. Default true. */
  readonly keepAlive?: boolean;
  /** What that comment says. Default `keep-alive`. */
  readonly sign?: () => string;
}

/** One address of the backend. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Segments are literal or `:name`. */
  readonly path: string;
  handle(exchange: Exchange): Response | Promise<Response>;
}

/** What a system is built with. Its state lives in the closure of its routes. */
export interface Surroundings {
  readonly pace: Pace;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly createId: () => string;
}

/** The values of a path's `:name` segments; undefined when the pathname does not fit the path. */
export function matchPath(path: string, pathname: string): Record<string, string> | undefined {
  const expected = path.split('/');
  const actual = pathname.split('/');
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = decode(actual[index] ?? '');
    if (value === undefined) return undefined;
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: such an address is nobody's.
    return undefined;
  }
}
