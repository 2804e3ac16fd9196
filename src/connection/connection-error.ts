/**
 * What went wrong on the way to the messages. A closed set:
 *
 * - `network`: no answer came (refused, unreachable, CORS, a redirect that is not followed);
 * - `status`: an answer with a status that is not a success;
 * - `content-type`: a success that is neither an event stream nor JSON;
 * - `no-content`: status 204, by which a server says "stop asking";
 * - `limit`: more than {@link Limits} allow;
 * - `idle`: no byte for longer than the watchdog waits;
 * - `cut`: the stream broke off, or ended where it had to go on;
 * - `aborted`: the caller's signal;
 * - `request`: the request could not be made (headers function, URL, header value).
 */
export type ConnectionErrorKind =
  | 'network'
  | 'status'
  | 'content-type'
  | 'no-content'
  | 'limit'
  | 'idle'
  | 'cut'
  | 'aborted'
  | 'request';

/** The facts of a failed answer. */
export interface ConnectionErrorFacts {
  /** HTTP status, if an answer came. */
  readonly status?: number | undefined;
  /** Milliseconds the server asked to wait with `Retry-After`. Not capped. */
  readonly retryAfter?: number | undefined;
  /** The beginning of the answer's text, at most 1 kB. Text from the wire: show it as text only. */
  readonly body?: string | undefined;
  /** The answer's `Content-Type`, as it came. */
  readonly contentType?: string | undefined;
  /** Origin and path. The query and the fragment are left out: they may hold secrets. */
  readonly url?: string | undefined;
}

/** Trouble on the wire. The message states what was expected and what came. */
export class ConnectionError extends Error {
  readonly kind: ConnectionErrorKind;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly body?: string;
  readonly contentType?: string;
  readonly url?: string;

  constructor(
    kind: ConnectionErrorKind,
    message: string,
    facts: ConnectionErrorFacts = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ConnectionError';
    this.kind = kind;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.retryAfter !== undefined) this.retryAfter = facts.retryAfter;
    if (facts.body !== undefined) this.body = facts.body;
    if (facts.contentType !== undefined) this.contentType = facts.contentType;
    if (facts.url !== undefined) this.url = facts.url;
  }
}
