import { throwIfAborted, untilAborted } from './abort.js';
import { ConnectionError } from './connection-error.js';

/**
 * Why headers are asked for: `open` – the first request; `retry` – the same request again;
 * `resume` – the request that goes on where the stream broke off; `unauthorized` – the headers
 * given before were answered with 401.
 */
export type AttemptReason = 'open' | 'retry' | 'resume' | 'unauthorized';

/** Headers of the page, or a function that is called for every attempt, so that no token grows stale. */
export type HeadersSource =
  | HeadersInit
  | ((reason: AttemptReason) => HeadersInit | Promise<HeadersInit>);

/**
 * The page's headers for one attempt, with lower-case names.
 * @throws ConnectionError `request` when the function throws or gives what is not headers.
 */
export async function resolveHeaders(
  source: HeadersSource | undefined,
  reason: AttemptReason,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  throwIfAborted(signal);
  const init = typeof source === 'function' ? await ask(source, reason, signal) : source;
  try {
    return Object.fromEntries(new Headers(init));
  } catch {
    // Without the platform's error: its text may quote a value, which may be a token.
    const expected = 'Expected headers with valid names and Latin-1 values, got something else';
    throw new ConnectionError('request', expected);
  }
}

async function ask(
  source: Extract<HeadersSource, (...args: never[]) => unknown>,
  reason: AttemptReason,
  signal: AbortSignal,
): Promise<HeadersInit> {
  try {
    return await untilAborted(
      Promise.resolve(reason).then((given) => source(given)),
      signal,
    );
  } catch (cause) {
    throwIfAborted(signal);
    const expected = 'Expected headers from the headers function, got an error';
    throw new ConnectionError('request', expected, {}, { cause });
  }
}
