/**
 * Tells the page of an error in its own code that must not stop ours: as an uncaught error, as the
 * platform does with a listener that throws.
 */
export function reportUncaught(error: unknown): void {
  // Node has no `reportError`; there, an uncaught error is one that is thrown by itself.
  const { reportError } = globalThis as { reportError?: (error: unknown) => void };
  if (reportError) reportError(error);
  else {
    queueMicrotask(() => {
      throw error;
    });
  }
}
