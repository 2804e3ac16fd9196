import { ConnectionError } from '../../src/connection/index.js';

/** The `ConnectionError` with which a promise fails. Any other outcome fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<ConnectionError> {
  const outcome = await promise.then(
    () => 'a success',
    (error: unknown) => error,
  );
  if (outcome instanceof ConnectionError) return outcome;
  throw new Error(`Expected a ConnectionError, got ${String(outcome)}`);
}

/** Everything that an async iterable gives until it ends. */
export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
