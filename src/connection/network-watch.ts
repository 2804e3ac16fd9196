/** Tells whether the device has a network at all. */
export interface NetworkWatch {
  readonly online: boolean;
  /** Calls `listener` at every change. Returns its undo, which is safe to call twice. */
  subscribe(listener: () => void): () => void;
}

/**
 * The platform's `navigator.onLine` with its `online` and `offline` events. Where they do not
 * exist (Node, Deno), the device counts as online for ever.
 */
export const systemNetwork: NetworkWatch = {
  get online() {
    // Read loosely: `navigator` is missing in Node 20, and has no `onLine` in Node 21 and later.
    const { navigator } = globalThis as { navigator?: { onLine?: boolean } };
    return navigator?.onLine !== false;
  },
  subscribe(listener) {
    const target: Partial<EventTarget> = globalThis;
    target.addEventListener?.('online', listener);
    target.addEventListener?.('offline', listener);
    return () => {
      target.removeEventListener?.('online', listener);
      target.removeEventListener?.('offline', listener);
    };
  },
};
