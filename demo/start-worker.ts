import type { SetupWorker } from 'msw/browser';

/**
 * Puts the mock backend between the page and the network.
 *
 * @param script - Where the worker's script is, seen from the page. It answers for what lies beside and below it.
 */
export async function startWorker(
  worker: SetupWorker,
  script = './mockServiceWorker.js',
): Promise<void> {
  await worker.start({
    onUnhandledFrame: 'bypass',
    quiet: true,
    serviceWorker: { url: new URL(script, document.baseURI).pathname },
  });
}
