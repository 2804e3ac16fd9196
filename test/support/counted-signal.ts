/** A signal that lives as long as a page, and the listeners that were left on it. */
export interface CountedSignal {
  readonly signal: AbortSignal;
  readonly listeners: number;
}

export function createCountedSignal(): CountedSignal {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners.add(args[1]);
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners.delete(args[1]);
    remove(...args);
  };
  return {
    signal,
    get listeners() {
      return listeners.size;
    },
  };
}
