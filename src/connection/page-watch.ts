/**
 * How a page lives. `hidden`: nobody looks at it, and its timers are slow. `frozen`: it is put aside,
 * in the back/forward cache for example, and runs no code until it returns.
 */
export type PageState = 'visible' | 'hidden' | 'frozen';

/** Tells how the page around a connection lives. */
export interface PageWatch {
  readonly state: PageState;
  /** Calls `listener` when the state may be another one. Returns its undo, which is safe to call twice. */
  subscribe(listener: () => void): () => void;
}

const listeners = new Set<() => void>();
let isFrozen = false;

/** The document's visibility and life cycle. Where there is no document (Node, workers) it is always visible. */
export const systemPage: PageWatch = {
  get state() {
    if (isFrozen) return 'frozen';
    return thePage()?.visibilityState === 'hidden' ? 'hidden' : 'visible';
  },
  subscribe(listener) {
    // A function of its own for each, as two subscriptions may share a listener.
    const entry = (): void => listener();
    if (listeners.size === 0) listen('addEventListener');
    listeners.add(entry);
    return () => {
      if (!listeners.delete(entry) || listeners.size > 0) return;
      listen('removeEventListener');
      // Nobody would hear of its return.
      isFrozen = false;
    };
  },
};

function listen(change: 'addEventListener' | 'removeEventListener'): void {
  const target: Partial<EventTarget> = globalThis;
  const page = thePage();
  for (const name of ['freeze', 'resume', 'visibilitychange']) page?.[change]?.(name, hear);
  for (const name of ['pagehide', 'pageshow']) target[change]?.(name, hear);
}

function hear(event: Event & { readonly persisted?: boolean }): void {
  // A page that is left for good is not put aside; what it has open ends with it.
  if (event.type === 'freeze' || (event.type === 'pagehide' && event.persisted)) isFrozen = true;
  else if (event.type === 'resume' || event.type === 'pageshow') isFrozen = false;
  for (const listener of [...listeners]) listener();
}

/** As much of the document as is needed. Read loosely: outside of pages there is none. */
function thePage(): (Partial<EventTarget> & { readonly visibilityState?: string }) | undefined {
  return (globalThis as { document?: Partial<EventTarget> }).document;
}
