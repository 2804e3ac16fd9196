import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { elementAtTop, heldRect } from './reading-place.js';
import { watchIntent } from './scroll-intent.js';

/** How near to its end a log counts as being there, in CSS pixels: less than a line. */
const NEAR = 16;

/**
 * Keeps a scroller at its end while the reader is there. A reader who scrolls up is left alone until
 * they come back, or ask for it: what they read stays where it is, whatever happens above and below. What
 * they have selected, or have the focus on by keyboard, is never moved out of sight.
 */
export class FollowEnd implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #scroller: HTMLElement | undefined;
  #content: HTMLElement | undefined;
  #observer: ResizeObserver | undefined;
  #listening: AbortController | undefined;
  #lastTop = 0;
  #lastEnd = 0;
  #isAway = false;
  #isHeld = false;
  /** Where the reader has last begun to select. */
  #selectedIn: readonly ShadowRoot[] = [];
  /** What stands at the top for a reader who is away, and where. */
  #anchor: { readonly element: Element; readonly top: number } | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether the reader has left the end. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Begins to look after a scroller and the content in it. */
  watch(scroller: HTMLElement, content: HTMLElement): void {
    // One that was taken away may be drawn once again.
    if (this.#scroller === scroller || !scroller.isConnected) return;
    this.hostDisconnected();
    this.#scroller = scroller;
    this.#content = content;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true, signal });
    content.addEventListener('pointerdown', this.#onPointerDown, { passive: true, signal });
    watchIntent(
      scroller,
      { onUp: this.#onUp, onEnd: () => this.toEnd(), onHold: this.#onHold },
      signal,
    );
    this.#observer = new ResizeObserver(() => this.#settle());
    this.#observer.observe(scroller);
    this.#observer.observe(content);
    // Before it tells of a way up that nobody has gone.
    if (this.#lastEnd > 0) this.#settle();
  }

  /** Goes to the end and stays there. */
  toEnd(): void {
    this.#setAway(false);
    const scroller = this.#scroller;
    if (scroller) this.#scrollTo(scroller, endOf(scroller));
  }

  /** A scroller that was moved is at its beginning, and watched by nobody. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#listening?.abort();
    this.#scroller = undefined;
    this.#isHeld = false;
  }

  /** Something in the scroller, or the scroller itself, has another size. */
  #settle(): void {
    const scroller = this.#scroller;
    if (!scroller || scroller.clientHeight === 0) return;
    if (this.#isAway) this.#keepPlace(scroller);
    else if (!this.#isHeld) this.#follow(scroller);
  }

  #follow(scroller: HTMLElement): void {
    const end = endOf(scroller);
    const held = this.#content && heldRect(this.#content, this.#selectedIn);
    const top = held ? Math.min(end, scroller.scrollTop + roomAbove(held, scroller)) : end;
    this.#scrollTo(scroller, top);
    if (end - top >= NEAR) this.#setAway(true);
  }

  /** Browsers that keep the place by themselves leave nothing to do here, but at the very top. */
  #keepPlace(scroller: HTMLElement): void {
    const anchor = this.#anchor;
    const growth = endOf(scroller) - this.#lastEnd;
    // What stood there may have been drawn again. Below it, little has changed.
    const isGone = anchor && !anchor.element.isConnected;
    const shift = isGone ? growth : anchor ? topOf(anchor.element) - anchor.top : 0;
    this.#scrollTo(scroller, scroller.scrollTop + (Math.abs(shift) < 1 ? 0 : shift));
    if (growth < 0 && endOf(scroller) - scroller.scrollTop < NEAR) this.#setAway(false);
  }

  #scrollTo(scroller: HTMLElement, top: number): void {
    // At once, whatever the page's styles say.
    if (top !== scroller.scrollTop) scroller.scrollTo({ top, behavior: 'instant' });
    this.#remember(scroller);
  }

  readonly #onUp = (): void => {
    if (this.#scroller && this.#scroller.scrollTop > 0) this.#setAway(true);
  };

  readonly #onHold = (isHeld: boolean): void => {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    if (!isHeld) this.#settle();
  };

  readonly #onPointerDown = (event: Event): void => {
    this.#selectedIn = event.composedPath().filter((target) => target instanceof ShadowRoot);
  };

  readonly #onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { scrollTop } = scroller;
    const end = endOf(scroller);
    // Growth alone moves the end away, and shrinking moves the reader: only a way up is a way off,
    // be it one pixel, and only a way down is a way back, to where the end was when it was gone.
    const hasShrunk = end < this.#lastEnd;
    if (scrollTop < this.#lastTop - 0.5 && !hasShrunk) this.#setAway(true);
    else if (
      Math.min(end, this.#lastEnd) - scrollTop < NEAR &&
      (scrollTop > this.#lastTop || hasShrunk)
    ) {
      this.#setAway(false);
    }
    this.#remember(scroller);
  };

  #remember(scroller: HTMLElement): void {
    this.#lastTop = scroller.scrollTop;
    this.#lastEnd = endOf(scroller);
    const content = this.#isAway ? this.#content : undefined;
    const element = content && elementAtTop(scroller, content);
    this.#anchor = element && { element, top: topOf(element) };
  }

  #setAway(isAway: boolean): void {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    if (this.#scroller) this.#remember(this.#scroller);
    this.#host.requestUpdate();
  }
}

/** How far a scroller can go on until what is held would be out of sight. What has been scrolled away before is not in the way. */
function roomAbove(held: DOMRect, scroller: Element): number {
  const top = topOf(scroller);
  return held.bottom > top ? Math.max(0, held.top - top) : Infinity;
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

/** The furthest that a scroller can be scrolled. */
function endOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}
