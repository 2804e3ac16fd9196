/**
 * A link's host is looked up, and may be connected to, as soon as the pointer is over it: its name alone can
 * carry something away. So links let the pointer through to the span around them until it is pressed, and
 * are links like any other from then on.
 */
export function meetPointer({ target }: Event): void {
  linkAt(target)?.classList.add('pressed');
}

/** The press that has come to the span opens the link. What has come to the link itself does so anyway. */
export function openLink({ target }: Event): void {
  if (target === linkAt(target)) (target as Element).querySelector('a')?.click();
}

/** So does the middle button, in a tab of its own as every link. */
export function openLinkAside(event: Event): void {
  if (event instanceof MouseEvent && event.button === 1) openLink(event);
}

function linkAt(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('.link') : null;
}
