import { element, type ElementView, type Finish, type View } from './view.js';
import { words } from './words.js';

/** A box with a bar above it, which says what is in it and has buttons for it. */
export function frame(
  part: string,
  name: string,
  buttons: readonly View[],
  body: ElementView,
  finish?: Finish,
): ElementView {
  const bar = element('div', { class: 'bar' }, [
    element('span', { class: 'name', dir: 'auto' }, [name]),
    ...buttons,
    element('button', { type: 'button', part: 'copy', 'data-copy': '' }, [words.copy]),
  ]);
  return element('div', { class: 'frame', part }, [bar, body], finish);
}

/** What scrolls by itself can have the focus, so that keys scroll it, too. */
export function scroller(name: string): Record<string, string> {
  return { tabindex: '0', role: 'group', 'aria-label': name };
}
