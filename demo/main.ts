import { setupWorker } from 'msw/browser';
import { createBackend } from './backend/index.js';
import { handlers } from './backend/msw.js';
import { createStage } from './stage.js';
import { startWorker } from './start-worker.js';
import '../src/ui/define.js';

// The page waits for the mock backend, so that the first message already has somebody to answer it.
await startWorker(setupWorker(...handlers(createBackend())));
createStage(document.body);
