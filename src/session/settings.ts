import { problemOfLimits, type AttemptReason, type Limits } from '../connection/index.js';
import type { DialectMap } from '../dialects/custom-map.js';
import type { Dialect, RequestSettings } from '../dialects/dialect.js';
import { parseJson, quote, type StreamEvent } from '../events/index.js';
import { defined } from './immutable.js';

/** Called before every attempt, so that a token can be fresh. `reason` says why it is asked. */
export type HeadersFunction = (reason: AttemptReason) => HeadersInit | Promise<HeadersInit>;

/**
 * All that a page can set about a session. Values that come from attributes are JSON text; values
 * set as properties are what they are.
 */
export interface SessionSettings {
  readonly endpoint?: string;
  /** A dialect, its name, or `auto`. Default: `auto`. */
  readonly dialect?: string | Dialect;
  /** What the messages of `dialect="custom"` mean. */
  readonly map?: string | DialectMap;
  /** GET or POST. Default: the dialect's. */
  readonly method?: string;
  readonly headers?: string | HeadersInit | HeadersFunction;
  readonly body?: string | object;
  readonly params?: string | Readonly<Record<string, string>>;
  /** Default: `same-origin`. */
  readonly credentials?: string;
  readonly sessionId?: string;
  /** Default: true. False asks for one JSON answer. */
  readonly stream?: boolean;
  /** Default: `anonymous`. */
  readonly userId?: string;
  /** Default: 10 for GET, 3 for an idempotent POST. */
  readonly maxRetries?: number;
  /** Milliseconds without a sign of life after which the stream counts as stalled. */
  readonly idleTimeout?: number;
  readonly resumeEndpoint?: string;
  /** True allows a POST to be sent again, with the same `Idempotency-Key`. */
  readonly idempotent?: boolean;
  readonly noStatus?: boolean;
  /** True tries once more by itself when a quota or a rate limit is over. */
  readonly autoRetry?: boolean;
  readonly messageEndpoint?: string;
  readonly checkpointEndpoint?: string;
  readonly cancelEndpoint?: string;
  /**
   * True sends `Idempotency-Key` and `Checkpoint-Digest` with decisions to another origin, too, whose
   * server must allow these headers. To the page's own origin they always go.
   */
  readonly decisionHeaders?: boolean;
  /** Most messages in one request. Default: 50. */
  readonly maxMessages?: number;
  /** Most characters in one message. Default: 10,000. */
  readonly maxLength?: number;
  /**
   * Words that mark a key as secret wherever it contains one of them; its values are replaced. A list,
   * or words separated by spaces. Default: `password`, `token`, `api_key`, `secret`.
   */
  readonly redactKeys?: string | readonly string[];
  /** Sees every stream event before state, DOM events and views do; returns what they may see. */
  readonly redact?: (event: StreamEvent) => StreamEvent;
  /** Bounds on what a server can make the page hold, where others than the defaults are wanted. */
  readonly limits?: Partial<Limits>;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
}

/** Settings after a look at them: what requests need, and what is wrong. */
export interface ResolvedSettings {
  readonly request: RequestSettings;
  readonly map?: unknown;
  readonly headers: HeadersInit | HeadersFunction | undefined;
  readonly credentials: RequestCredentials;
  /** What is wrong, for people: what was expected, what was found. Absent when all is well. */
  readonly problem?: string;
}

const methods = ['GET', 'POST'] as const;
const credentialModes = ['same-origin', 'include', 'omit'] as const;

/** Reads settings. Never throws: what is wrong is told, so that the page can show it. */
export function resolveSettings(settings: SessionSettings): ResolvedSettings {
  const problems: string[] = [];
  const read = new Reader(problems);
  const request = defined<RequestSettings>({
    endpoint: read.address('endpoint', settings.endpoint) ?? '',
    method: read.oneOf('method', settings.method?.toUpperCase(), methods),
    body: read.json('body', settings.body),
    params: read.texts('params', settings.params),
    sessionId: settings.sessionId || undefined,
    userId: settings.userId || 'anonymous',
    stream: settings.stream ?? true,
    noStatus: settings.noStatus ?? false,
    messageEndpoint: read.address('message-endpoint', settings.messageEndpoint),
    checkpointEndpoint: read.address('checkpoint-endpoint', settings.checkpointEndpoint),
    cancelEndpoint: read.address('cancel-endpoint', settings.cancelEndpoint),
    resumeEndpoint: read.address('resume-endpoint', settings.resumeEndpoint),
    maxMessages: read.count('max-messages', settings.maxMessages, 1) ?? 50,
    maxLength: read.count('max-length', settings.maxLength, 1) ?? 10_000,
  });
  read.count('max-retries', settings.maxRetries, 0);
  read.count('idle-timeout', settings.idleTimeout, 0);
  const limits = problemOfLimits(settings.limits ?? {});
  if (limits !== undefined) problems.push(limits);
  const { headers } = settings;
  return defined<ResolvedSettings>({
    request,
    map: read.json('map', settings.map),
    headers: typeof headers === 'string' ? read.texts('headers', headers) : headers,
    credentials: read.oneOf('credentials', settings.credentials, credentialModes) ?? 'same-origin',
    problem: problems.length === 0 ? undefined : `${problems.join('. ')}.`,
  });
}

/** Reads settings one by one and notes what is wrong. What a page may keep secret is never quoted. */
class Reader {
  readonly #problems: string[];

  constructor(problems: string[]) {
    this.#problems = problems;
  }

  /** An http or https URL, absolute or relative to the page; an empty text is none. */
  address(name: string, value: string | undefined): string | undefined {
    if (value === undefined || value.trim() === '') return undefined;
    // Any base will do: only what an absolute URL begins with matters.
    const protocol = URL.canParse(value, ANY_BASE) ? new URL(value, ANY_BASE).protocol : undefined;
    if (protocol === 'http:' || protocol === 'https:') return value;
    const found =
      protocol === undefined ? 'text that is none' : `one that begins with "${protocol}"`;
    this.#expect(`${name} to be an http or https address`, found);
    return undefined;
  }

  oneOf<T extends string>(
    name: string,
    value: string | undefined,
    known: readonly T[],
  ): T | undefined {
    if (value === undefined) return undefined;
    const found = known.find((candidate) => candidate === value);
    if (found === undefined) this.#expect(`${name} to be ${known.join(' or ')}`, quote(value));
    return found;
  }

  /** A whole number, or infinity. */
  count(name: string, value: number | undefined, least: number): number | undefined {
    if (
      value === undefined ||
      (value >= least && (Number.isInteger(value) || value === Infinity))
    ) {
      return value;
    }
    this.#expect(`${name} to be a whole number from ${least} on`, String(value));
    return undefined;
  }

  json(name: string, value: unknown): unknown {
    if (typeof value !== 'string') return value;
    const parsed = parseJson(value);
    if (parsed.ok) return parsed.value;
    this.#expect(`${name} to be JSON`, `${value.length} characters that are not`);
    return undefined;
  }

  /** A JSON object whose members are texts; numbers and the like are taken as they are written. */
  texts(name: string, value: unknown): Readonly<Record<string, string>> | undefined {
    const object = this.json(name, value);
    if (object === undefined) return undefined;
    if (typeof object !== 'object' || object === null || Array.isArray(object)) {
      const found = Array.isArray(object)
        ? 'a list'
        : object === null
          ? 'null'
          : `a ${typeof object}`;
      this.#expect(`${name} to be a JSON object`, found);
      return undefined;
    }
    const members = Object.entries(object).filter(([, member]) => member !== undefined);
    const strange = members.find(([, member]) => typeof member === 'object');
    if (strange) this.#expect(`${name} to hold texts`, `something else under ${quote(strange[0])}`);
    return Object.fromEntries(members.map(([key, member]) => [key, String(member)]));
  }

  #expect(expected: string, found: string): void {
    this.#problems.push(`Expected ${expected}, found ${found}`);
  }
}

const ANY_BASE = 'http://localhost/';
