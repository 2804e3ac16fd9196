/** Promises that were rejected and that nobody looked after, from the call on. */
export function listenForRejections(): { readonly heard: readonly unknown[]; stop(): void } {
  const heard: unknown[] = [];
  if ('process' in globalThis) {
    const listener = (reason: unknown): void => void heard.push(reason);
    process.on('unhandledRejection', listener);
    return { heard, stop: () => void process.off('unhandledRejection', listener) };
  }
  const listener = ({ reason }: PromiseRejectionEvent): void => void heard.push(reason);
  addEventListener('unhandledrejection', listener);
  return { heard, stop: () => removeEventListener('unhandledrejection', listener) };
}
