import type { SetupWorker } from 'msw/browser';

/** Puts the mock backend between the page and the network. */
export async function startWorker(worker: SetupWorker): Promise<void> {
  await worker.start({
    onUnhandledFrame: 'bypass',
    quiet: true,
    serviceWorker: { url: new URL('./mockServiceWorker.js', document.baseURI).pathname },
  });
}
