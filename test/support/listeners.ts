/** Those who listen to something that a test plays. */
export interface Listeners {
  /** How many were not removed. */
  readonly count: number;
  /** Returns the undo, which is safe to call twice. */
  subscribe(listener: () => void): () => void;
  /** Calls all of them. */
  tell(): void;
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    get count() {
      return listeners.size;
    },
    subscribe(listener) {
      // A function of its own for each, as two subscriptions may share a listener.
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    tell() {
      for (const listener of [...listeners]) listener();
    },
  };
}
