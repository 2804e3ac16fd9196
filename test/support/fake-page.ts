import type { PageState, PageWatch } from '../../src/connection/index.js';

/** A page whose life a test leads. */
export interface FakePage extends PageWatch {
  /** Listeners that were not removed. */
  readonly listeners: number;
  set(state: PageState): void;
}

export function createFakePage(): FakePage {
  const listeners = new Set<() => void>();
  let state: PageState = 'visible';
  return {
    get state() {
      return state;
    },
    get listeners() {
      return listeners.size;
    },
    subscribe(listener) {
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    set(next) {
      state = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
