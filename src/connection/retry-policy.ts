import type { ConnectionError } from './connection-error.js';

/** How a broken connection is tried again. All times in milliseconds. */
export interface RetryPolicy {
  /** The first try after a good connection comes within this time, at random (500). */
  readonly firstDelay: number;
  /** The least delay of every later try, and the base that doubles (500). */
  readonly baseDelay: number;
  /** Where the doubling stops (30 s). */
  readonly maxDelay: number;
  /** The longest `Retry-After` that is waited for (10 min). */
  readonly maxRetryAfter: number;
  /** A connection that stayed open this long was good: the count begins anew (30 s). */
  readonly healthyAfter: number;
  /** Tries in a row of a request that is safe to send again (10). */
  readonly maxRetries: number;
  /** Tries in a row of a POST that the server refused or that is idempotent (3). */
  readonly maxPostRetries: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  firstDelay: 500,
  baseDelay: 500,
  maxDelay: 30_000,
  maxRetryAfter: 600_000,
  healthyAfter: 30_000,
  maxRetries: 10,
  maxPostRetries: 3,
};

/** What the decision rests on. */
export interface RetryInput {
  /** The method of the request that failed. */
  readonly method: 'GET' | 'POST';
  /** What happened; `'end'` when the stream ended where it had to go on. */
  readonly cause: ConnectionError | 'end';
  /** Tries already made since the last good connection. */
  readonly attempt: number;
  /** From 0 up to, but not including, 1. */
  readonly random: number;
  /** The page says that sending the POST again does no harm. */
  readonly idempotent?: boolean;
  /** The server has answered this request with a stream. */
  readonly answered?: boolean;
  /** At least one message has come. */
  readonly received?: boolean;
  /** There is a GET that goes on where the answer broke off. */
  readonly canResume?: boolean;
  /** The headers function exists and was not asked again since the last answer. */
  readonly canRefresh?: boolean;
  /** The server's `retry`, in milliseconds, already clamped. */
  readonly retryTime?: number | undefined;
  /** In place of the policy's number of tries. */
  readonly maxRetries?: number | undefined;
}

export type RetryDecision =
  /** Try after `delay` ms; `resume`: by the resume request, not by the one that failed. */
  | { readonly kind: 'retry'; readonly delay: number; readonly resume: boolean }
  /** Ask the headers function again and try at once. */
  | { readonly kind: 'refresh' }
  /** All tries are used up; a person may ask for more. `resume`: as in a retry. */
  | { readonly kind: 'pause'; readonly resume: boolean }
  /** Trying again would do harm or no good. */
  | { readonly kind: 'fail' };

/**
 * Decides what follows a failure. Pure: chance comes in as a number.
 *
 * A POST is sent again only where the server said that it did nothing (429 or 503 with
 * `Retry-After`, one 401), or where the page calls it idempotent and no message has come.
 */
export function decideRetry(
  input: RetryInput,
  policy: RetryPolicy = defaultRetryPolicy,
): RetryDecision {
  const { cause, method } = input;
  if (cause !== 'end' && cause.status === 401 && input.canRefresh) return { kind: 'refresh' };
  if (!isTransient(cause)) return { kind: 'fail' };

  const resume = input.canResume === true && (method === 'GET' || input.answered === true);
  const byGet = method === 'GET' || resume;
  if (!byGet && !isRefused(cause, policy) && !(input.idempotent && !input.received)) {
    return { kind: 'fail' };
  }
  const maxRetries = input.maxRetries ?? (byGet ? policy.maxRetries : policy.maxPostRetries);
  if (input.attempt >= maxRetries) return byGet ? { kind: 'pause', resume } : { kind: 'fail' };
  return { kind: 'retry', delay: retryDelay(input, policy), resume };
}

/** What a connection that has broken tells about the next try. */
export interface ConnectionOutcome {
  /** Tries made since the last good connection, this one included. */
  readonly attempt: number;
  /** Milliseconds it was open; 0 if it never was. */
  readonly openFor: number;
  /** The last event id has changed on it. */
  readonly advanced: boolean;
}

/**
 * The count of tries to go on with. It begins anew after a connection that was open for long
 * enough, not at its opening: a server that accepts and drops is not hammered. A connection that
 * moved the last event id is work done, so it does not use up the tries, yet the next comes no sooner
 * than the base delay.
 */
export function countAttempts(
  outcome: ConnectionOutcome,
  policy: RetryPolicy = defaultRetryPolicy,
): number {
  if (outcome.openFor >= policy.healthyAfter) return 0;
  return outcome.advanced ? Math.min(outcome.attempt, 1) : outcome.attempt;
}

const SHORTEST_RETRY_TIME = 500;
const LONGEST_RETRY_TIME = 30_000;

/**
 * Keeps a server's `retry` between 0.5 s and 30 s. 400 digits are `Infinity`, and a timer of more
 * than 2^31-1 ms fires at once: unclamped, one hostile line makes a hot loop.
 */
export function clampRetryTime(retryTime: number): number {
  return Math.min(Math.max(retryTime, SHORTEST_RETRY_TIME), LONGEST_RETRY_TIME);
}

function isTransient(cause: ConnectionError | 'end'): boolean {
  if (cause === 'end') return true;
  switch (cause.kind) {
    case 'network':
    case 'cut':
    case 'idle':
      return true;
    case 'status':
      return isTransientStatus(cause.status ?? 0);
    default:
      return false;
  }
}

function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** The server said that it did nothing, and when to come back within a time worth waiting for. */
function isRefused(cause: ConnectionError | 'end', policy: RetryPolicy): boolean {
  if (cause === 'end' || (cause.status !== 429 && cause.status !== 503)) return false;
  return cause.retryAfter !== undefined && cause.retryAfter <= policy.maxRetryAfter;
}

function retryDelay(input: RetryInput, policy: RetryPolicy): number {
  const delay = backoff(input, policy);
  const retryAfter = input.cause === 'end' ? undefined : input.cause.retryAfter;
  if (retryAfter === undefined) return delay;
  // On top of what the server asked for, so that those it sent away do not come back in one moment.
  const asked = Math.min(retryAfter, policy.maxRetryAfter) + input.random * policy.firstDelay;
  return Math.max(delay, asked);
}

/** Full jitter: anywhere between the least delay and a ceiling that doubles. */
function backoff({ attempt, random, retryTime }: RetryInput, policy: RetryPolicy): number {
  if (attempt === 0 && retryTime === undefined) return random * policy.firstDelay;
  const floor = retryTime ?? policy.baseDelay;
  const ceiling = Math.min(policy.baseDelay * 2 ** attempt, policy.maxDelay);
  // A server's own time of 30 s is no less than the ceiling; without room for chance its clients
  // would come back in lockstep.
  return floor + random * Math.max(ceiling - floor, floor / 2);
}
