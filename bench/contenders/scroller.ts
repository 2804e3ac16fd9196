/** A box with a scrollbar that stays at its end, for contenders that bring none. */
export function addScroller(root: HTMLElement): { readonly box: HTMLElement; follow(): void } {
  const box = document.createElement('div');
  box.className = 'scroller';
  root.append(box);
  return { box, follow: () => (box.scrollTop = box.scrollHeight) };
}
