import type { SetupWorker } from 'msw/browser';
import { trustedScriptUrl } from './trusted.js';

/** Starts MSW's worker for the page of a test. MSW knows addresses only as text, which Trusted Types refuse. */
export async function startWorker(worker: SetupWorker): Promise<void> {
  const { serviceWorker } = navigator;
  const register = serviceWorker.register.bind(serviceWorker);
  serviceWorker.register = (url, options) => register(trustedScriptUrl(String(url)), options);
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  Reflect.deleteProperty(serviceWorker, 'register');
}
