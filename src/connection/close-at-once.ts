/**
 * Makes `return()` of an async generator take effect at once. By the language's rules `return()`
 * waits behind a pending `next()`; a generator that waits for the network would wait for ever.
 *
 * @param close - Ends what the pending `next()` waits for. Called at the first `return()` only,
 *   also when the generator never ran, where its `finally` blocks do not.
 */
export function closeAtOnce<T>(
  generator: AsyncGenerator<T, void, void>,
  close: () => void,
): AsyncGenerator<T, void, void> {
  const finish = generator.return.bind(generator);
  let closed = false;
  generator.return = (value) => {
    if (!closed) {
      closed = true;
      close();
    }
    return finish(value);
  };
  return generator;
}
