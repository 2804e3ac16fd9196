/**
 * What batches hold, one by one. A generator takes several turns of the microtask queue for each; here
 * what has already come takes one.
 *
 * @param isOpen - Whether what has come may still be given.
 */
export function oneByOne<T extends object>(
  batches: AsyncGenerator<readonly T[], void, void>,
  isOpen: () => boolean,
): AsyncIterator<T, void, void> {
  let batch: readonly T[] = [];
  let at = 0;
  /** Calls of `next` that are not answered yet, and the last of them. */
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const here = (): IteratorYieldResult<T> | undefined => {
    const value = isOpen() ? batch[at] : undefined;
    if (value === undefined) return undefined;
    at += 1;
    return { done: false, value };
  };
  const take = async (): Promise<IteratorResult<T, void>> => {
    for (;;) {
      const result = here();
      if (result) return result;
      const next = await batches.next();
      if (next.done === true) return { done: true, value: undefined };
      batch = next.value;
      at = 0;
    }
  };
  return {
    next() {
      const result = waiting === 0 ? here() : undefined;
      if (result) return Promise.resolve(result);
      waiting += 1;
      const taken = last.then(take);
      last = taken.then(answered, answered);
      return taken;
    },
    async return() {
      await batches.return();
      return { done: true, value: undefined };
    },
  };

  function answered(): void {
    waiting -= 1;
  }
}
