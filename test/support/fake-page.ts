import type { PageState, PageWatch } from '../../src/connection/index.js';
import { createListeners } from './listeners.js';

/** A page whose life a test leads. */
export interface FakePage extends PageWatch {
  /** Listeners that were not removed. */
  readonly listeners: number;
  set(state: PageState): void;
}

export function createFakePage(): FakePage {
  const listeners = createListeners();
  let state: PageState = 'visible';
  return {
    get state() {
      return state;
    },
    get listeners() {
      return listeners.count;
    },
    subscribe: listeners.subscribe,
    set(next) {
      state = next;
      listeners.tell();
    },
  };
}
