/** Keys that scroll up. */
const UP: ReadonlySet<string> = new Set(['PageUp', 'ArrowUp', 'Home']);

/** How far a finger must move to scroll, in CSS pixels. */
const SLOP = 4;

/**
 * Calls back when a reader begins to scroll up. A browser that scrolls smoothly, or outside of the
 * page's thread, moves the scroller only later, and not at all if it is put elsewhere meanwhile.
 */
export function watchScrollUp(scroller: HTMLElement, onUp: () => void, signal: AbortSignal): void {
  const options = { passive: true, signal } as const;
  let touchedAt = 0;
  scroller.addEventListener('wheel', ({ deltaY }) => deltaY < 0 && onUp(), options);
  scroller.addEventListener('keydown', (event) => scrollsUp(event) && onUp(), options);
  scroller.addEventListener(
    'touchstart',
    ({ touches }) => {
      touchedAt = touches[0]?.clientY ?? 0;
    },
    options,
  );
  scroller.addEventListener(
    'touchmove',
    ({ touches }) => (touches[0]?.clientY ?? 0) > touchedAt + SLOP && onUp(),
    options,
  );
}

function scrollsUp(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  const isField = target instanceof Element && target.matches('input, textarea, select');
  if (isField || event.defaultPrevented) return false;
  return UP.has(event.key) || (event.key === ' ' && event.shiftKey);
}
