import type { NetworkWatch } from '../../src/connection/index.js';

/** A device whose network a test switches on and off. */
export interface FakeNetwork extends NetworkWatch {
  /** Listeners that were not removed. */
  readonly listeners: number;
  set(online: boolean): void;
}

export function createFakeNetwork(): FakeNetwork {
  const listeners = new Set<() => void>();
  let online = true;
  return {
    get online() {
      return online;
    },
    get listeners() {
      return listeners.size;
    },
    subscribe(listener) {
      // A function of its own for each, as two subscriptions may share a listener.
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    set(next) {
      online = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
