// All the script that the page of a system has: the mock backend, the elements, and buttons to press.
import { setupWorker } from 'msw/browser';
import { createBackend, createRealPace } from './backend/index.js';
import { handlers } from './backend/msw.js';
import { startWorker } from './start-worker.js';

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLButtonElement)) return;
  if (target.matches('.suggestions button')) {
    const chat = document.querySelector('sse-chat');
    chat?.scrollIntoView({ block: 'nearest' });
    void chat?.send(target.innerText);
  } else if (target.matches('.copy')) {
    void navigator.clipboard.writeText(target.previousElementSibling?.textContent ?? '');
  }
});

// `?speed=10` lets the backend do everything ten times as fast.
const speed = new URLSearchParams(location.search).get('speed') ?? '1';
const backend = createBackend({ pace: createRealPace(Number(speed)) });
// The elements come after the backend, so that whatever they ask for at once has somebody to answer it.
await startWorker(setupWorker(...handlers(backend)));
await import('../src/ui/define.js');
