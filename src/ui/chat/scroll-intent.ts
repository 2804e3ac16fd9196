/** Keys that scroll up. */
const UP: ReadonlySet<string> = new Set(['PageUp', 'ArrowUp', 'Home']);

/** How far a finger must move to scroll, in CSS pixels. */
const SLOP = 4;

/** What a reader means to do, before anything has moved. */
export interface ScrollIntent {
  readonly onUp: () => void;
  readonly onEnd: () => void;
  /** The reader holds something in the scroller, by mouse or finger, or has let it go. */
  readonly onHold: (isHeld: boolean) => void;
}

/**
 * Tells what a reader begins to do. A browser that scrolls smoothly, or outside of the page's thread,
 * moves the scroller only later, and not at all if it is put elsewhere meanwhile.
 */
export function watchIntent(
  scroller: HTMLElement,
  { onUp, onEnd, onHold }: ScrollIntent,
  signal: AbortSignal,
): void {
  const options = { passive: true, signal } as const;
  let touchedAt = 0;
  scroller.addEventListener('wheel', (event) => turnsUp(event, scroller) && onUp(), options);
  scroller.addEventListener(
    'keydown',
    (event) => {
      if (scrollsUp(event)) onUp();
      else if (event.key === 'End' && isForScroller(event)) onEnd();
    },
    options,
  );
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
  scroller.addEventListener(
    'pointerdown',
    // Some browsers do not tell when a scrollbar is let go.
    (event) => event.button === 0 && event.composedPath()[0] !== scroller && onHold(true),
    options,
  );
  for (const type of ['pointerup', 'pointercancel', 'dragend', 'contextmenu', 'blur']) {
    window.addEventListener(type, () => onHold(false), options);
  }
}

/** Whether a wheel scrolls up here: it may also zoom, or scroll a box inside. */
function turnsUp(event: WheelEvent, scroller: HTMLElement): boolean {
  if (event.deltaY >= 0 || event.ctrlKey) return false;
  const path = event.composedPath();
  return !path
    .slice(0, path.indexOf(scroller))
    .some((target) => target instanceof Element && target.scrollTop > 0);
}

function scrollsUp(event: KeyboardEvent): boolean {
  return (UP.has(event.key) || (event.key === ' ' && event.shiftKey)) && isForScroller(event);
}

function isForScroller(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  const isField = target instanceof Element && target.matches('input, textarea, select');
  return !isField && !event.defaultPrevented;
}
