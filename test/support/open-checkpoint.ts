import type { SseCheckpoint } from '../../src/ui/checkpoint/checkpoint.js';
import { press } from './browser.js';
import { settle } from './fake-clock.js';
import { deepText } from './screen.js';
import { nextFrame } from './until.js';

/** Waits until what has come is drawn. */
export async function drawn(): Promise<void> {
  await settle();
  await nextFrame();
  await nextFrame();
}

/** The dialog, open or not. */
export function dialogOf(element: SseCheckpoint): HTMLDialogElement {
  const dialog = element.shadowRoot?.querySelector('dialog');
  if (!dialog) throw new Error('Expected a dialog');
  return dialog;
}

/** The button of that name. */
export function button(element: SseCheckpoint, name: string): HTMLButtonElement {
  const found = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
    (each) => deepText(each) === name,
  );
  if (!found) throw new Error(`Expected a button "${name}"`);
  return found;
}

/** Waits until the guard is over, and presses as a person does: focus first, then the key. */
export async function answer(element: SseCheckpoint, name: string): Promise<void> {
  while (button(element, name).getAttribute('aria-disabled') === 'true') await nextFrame();
  button(element, name).focus();
  await press('Enter');
  await drawn();
}
