import type { NetworkWatch } from '../../src/connection/index.js';
import { createListeners } from './listeners.js';

/** A device whose network a test switches on and off. */
export interface FakeNetwork extends NetworkWatch {
  /** Listeners that were not removed. */
  readonly listeners: number;
  set(online: boolean): void;
}

export function createFakeNetwork(): FakeNetwork {
  const listeners = createListeners();
  let online = true;
  return {
    get online() {
      return online;
    },
    get listeners() {
      return listeners.count;
    },
    subscribe: listeners.subscribe,
    set(next) {
      online = next;
      listeners.tell();
    },
  };
}
