import { ConnectionError } from './connection-error.js';

/**
 * The error that says why a signal was aborted. A {@link ConnectionError} given as the reason is
 * passed on as it is: that is how the watchdog ends a stream with its own kind.
 */
export function abortError(signal: AbortSignal): ConnectionError {
  const reason: unknown = signal.reason;
  if (reason instanceof ConnectionError) return reason;
  return new ConnectionError(
    'aborted',
    'The connection was closed by its owner',
    {},
    { cause: reason },
  );
}

/** @throws ConnectionError when the signal is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}

/**
 * Calls `listener` when the signal is aborted, at once if it already is. Returns its undo: a signal
 * that lives as long as the page must not keep the listeners of every stream it ever served.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (!signal) return () => {};
  if (signal.aborted) {
    listener();
    return () => {};
  }
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

/**
 * Settles as `promise` does, or rejects at the moment the signal is aborted, whatever the promise
 * does (a page's own `fetch` may not look at the signal). A value that comes too late goes to `discard`.
 */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  discard?: (late: T) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const undo = onAbort(signal, () => reject(abortError(signal)));
    promise.then(
      (value) => {
        undo();
        if (signal.aborted) discard?.(value);
        else resolve(value);
      },
      (error: unknown) => {
        undo();
        reject(error);
      },
    );
  });
}
