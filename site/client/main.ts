// All the script of the site beside the library's own: the mock backend, and buttons to press.
import { setupWorker } from 'msw/browser';
import { createBackend, createRealPace } from '../../demo/backend/index.js';
import { handlers } from '../../demo/backend/msw.js';
import { startWorker } from '../../demo/start-worker.js';
import type { SseChat } from '../../src/index.js';
import { previewThemes } from './themes.js';
import { allowWorker } from './trusted-types.js';

const root = document.documentElement;

showTools();
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (!button) return;
  if (button.matches('[data-copy]')) copy(button);
  else if (button.matches('[data-say]')) say(button);
  else if (button.matches('[data-choose]')) choose(button);
  else if (button.matches('[data-scheme]')) changeScheme(button);
});
previewThemes();
await startBackend();

/** Shows what is of use only with this script, and folds the navigation where there is little room. */
function showTools(): void {
  for (const button of document.querySelectorAll('[data-copy], [data-scheme]')) {
    button.removeAttribute('hidden');
  }
  const side = document.querySelector('[data-side]');
  if (matchMedia('(width < 60rem)').matches) side?.removeAttribute('open');
  const isDark =
    root.classList.contains('dark') ||
    (matchMedia('(prefers-color-scheme: dark)').matches && !root.classList.contains('light'));
  document.querySelector('[data-scheme]')?.setAttribute('aria-pressed', String(isDark));
}

/** The examples can be used once there is somebody to answer them. */
async function startBackend(): Promise<void> {
  const examples = document.querySelectorAll('[data-live]');
  const { worker } = document.querySelector<HTMLElement>('script[data-worker]')?.dataset ?? {};
  if (examples.length === 0 || worker === undefined) return;
  // `?speed=10` lets the backend do everything ten times as fast.
  const speed = Number(new URLSearchParams(location.search).get('speed') ?? '1');
  const backend = createBackend({ pace: createRealPace(speed) });
  allowWorker(worker);
  try {
    await startWorker(setupWorker(...handlers(backend)), worker);
    for (const example of examples) example.removeAttribute('inert');
  } catch (error) {
    for (const example of examples) example.prepend(note(error));
  }
}

function note(error: unknown): Element {
  const text = document.createElement('p');
  const reason = error instanceof Error ? error.message : String(error);
  text.textContent = `This example needs a service worker, which could not start here: ${reason}`;
  return text;
}

function say(button: Element): void {
  const live = button.closest('[data-live]');
  const element = live?.querySelector<SseChat>('sse-chat, sse-source, sse-thinking, sse-progress');
  void element?.send(button.textContent);
}

function choose(button: HTMLElement): void {
  const { choose: name } = button.dataset;
  for (const each of document.querySelectorAll<HTMLElement>('[data-choose]')) {
    each.setAttribute('aria-pressed', String(each === button));
  }
  for (const choice of document.querySelectorAll<HTMLElement>('[data-choice]')) {
    choice.hidden = choice.dataset['choice'] !== name;
  }
}

function copy(button: Element): void {
  const code = button.parentElement?.querySelector('code');
  void navigator.clipboard.writeText(code?.textContent ?? '').then(() => {
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 2_000);
  });
}

function changeScheme(button: Element): void {
  const isDark = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(isDark));
  root.classList.toggle('dark', isDark);
  root.classList.toggle('light', !isDark);
  localStorage.setItem('scheme', isDark ? 'dark' : 'light');
}
