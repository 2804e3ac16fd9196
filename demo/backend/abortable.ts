/** A promise that `start` resolves, unless the signal aborts first: then it rejects. */
export function abortable(
  signal: AbortSignal,
  start: (resolve: () => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    start(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}

/** Never resolves; rejects with the signal's reason. */
export async function untilAborted(signal: AbortSignal): Promise<never> {
  await abortable(signal, () => undefined);
  throw signal.reason;
}
