import { press } from './browser.js';
import { deepElements, deepText, findButton } from './screen.js';
import { until } from './until.js';

/** The dialog that asks now; undefined when none does. */
export function openDialog(root: Element): HTMLDialogElement | undefined {
  return (deepElements(root, 'dialog[open]') as HTMLDialogElement[])[0];
}

/** Waits until a dialog with these words asks. */
export function asks(root: Element, words = ''): Promise<HTMLDialogElement> {
  return until(`a dialog that says "${words}"`, () => {
    const dialog = openDialog(root);
    return dialog !== undefined && deepText(dialog).includes(words) && dialog;
  });
}

/** Waits for the dialog and its guard, then answers with the keyboard, as a person can. */
export async function decideOn(
  root: Element,
  choice: 'Approve' | 'Answer' | 'Reject',
  feedback?: string,
): Promise<void> {
  const dialog = await asks(root);
  const button = await until(`${choice} to be there`, () => {
    const found = findButton(dialog, choice);
    return found?.getAttribute('aria-disabled') !== 'true' && found;
  });
  const field = dialog.querySelector('textarea');
  if (field && feedback !== undefined) field.value = feedback;
  button.focus();
  await press('Enter');
}
