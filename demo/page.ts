// What every page of a system needs: the mock backend, the elements, and things to say at a press.
import { setupWorker } from 'msw/browser';
import { createBackend } from './backend/index.js';
import { handlers } from './backend/msw.js';
import { startWorker } from './start-worker.js';

document.addEventListener('click', ({ target }) => {
  const button =
    target instanceof HTMLElement ? target.closest<HTMLElement>('[data-say-to]') : null;
  const element = button && document.getElementById(button.dataset['sayTo'] ?? '');
  if (element instanceof HTMLElement && 'send' in element) {
    (element.send as (text: string) => unknown)(button?.textContent?.trim() ?? '');
  }
});

// The elements come after the backend, so that whatever they ask for at once has somebody to answer it.
await startWorker(setupWorker(...handlers(createBackend())));
await import('../src/ui/define.js');
