/** The errors that a page is told of, as uncaught ones, while `run` runs. */
export function reportedDuring(run: () => void): unknown[] {
  const { reported, restore } = watchReports();
  try {
    run();
  } finally {
    restore();
  }
  return reported;
}

/** Collects the errors that a page is told of, until `restore` is called. */
export function watchReports(): { readonly reported: unknown[]; readonly restore: () => void } {
  const reported: unknown[] = [];
  const before = Object.getOwnPropertyDescriptor(globalThis, 'reportError');
  const value = (error: unknown) => void reported.push(error);
  Object.defineProperty(globalThis, 'reportError', { configurable: true, writable: true, value });
  const restore = () => {
    // Node has none.
    if (before) Object.defineProperty(globalThis, 'reportError', before);
    else Reflect.deleteProperty(globalThis, 'reportError');
  };
  return { reported, restore };
}
