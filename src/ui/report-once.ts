const reported = new WeakSet<object>();

/** Tells the page of an error in what it has given us to call, the first time that it happens. */
export function reportOnce(hook: object, error: unknown): void {
  if (reported.has(hook)) return;
  reported.add(hook);
  reportError(error);
}
