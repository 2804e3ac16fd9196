import { setupWorker } from 'msw/browser';
import { createBackend } from './backend/index.js';
import { handlers } from './backend/msw.js';
import { createStage } from './stage.js';
import '../src/ui/define.js';

const backend = createBackend();
const worker = setupWorker(...handlers(backend));

// The page waits for the mock backend, so that the first message already has somebody to answer it.
await worker.start({
  onUnhandledFrame: 'bypass',
  quiet: true,
  serviceWorker: { url: new URL('./mockServiceWorker.js', document.baseURI).pathname },
});
createStage(document.body);
