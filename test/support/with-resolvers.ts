/**
 * Gives Node 20 `Promise.withResolvers` while a test needs it: MSW's `setupServer` uses it for every
 * socket, and Node has it from version 22 on. Returns the undo.
 */
export function provideWithResolvers(): () => void {
  if ('withResolvers' in Promise) return () => undefined;
  const value = function withResolvers() {
    let resolve: unknown;
    let reject: unknown;
    const promise = new Promise((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  };
  Object.defineProperty(Promise, 'withResolvers', { configurable: true, value });
  return () => void Reflect.deleteProperty(Promise, 'withResolvers');
}
