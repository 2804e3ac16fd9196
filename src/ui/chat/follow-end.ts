import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { watchScrollUp } from './scroll-intent.js';

/** How near to its end a log counts as being there, in CSS pixels: less than a line. */
const NEAR = 16;

/**
 * Keeps a scroller at its end while the reader is there. A reader who scrolls up is left alone until
 * they come back, or ask for it.
 */
export class FollowEnd implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #scroller: HTMLElement | undefined;
  #observer: ResizeObserver | undefined;
  #listening: AbortController | undefined;
  #lastTop = 0;
  #lastEnd = 0;
  #isAway = false;

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
    if (this.#scroller === scroller) return;
    this.hostDisconnected();
    this.#scroller = scroller;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true, signal });
    watchScrollUp(scroller, this.#onUp, signal);
    this.#observer = new ResizeObserver(() => this.#follow());
    this.#observer.observe(scroller);
    this.#observer.observe(content);
  }

  /** Goes to the end and stays there. */
  toEnd(): void {
    this.#setAway(false);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#listening?.abort();
    this.#scroller = undefined;
  }

  #follow(): void {
    const scroller = this.#scroller;
    if (!scroller || this.#isAway) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#remember(scroller);
  }

  readonly #onUp = (): void => {
    if (this.#scroller && this.#scroller.scrollTop > 0) this.#setAway(true);
  };

  readonly #onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { scrollTop } = scroller;
    const end = endOf(scroller);
    // Growth alone moves the end away, and shrinking moves the reader: only a way up is a way off,
    // be it one pixel, and only a way down is a way back.
    const hasShrunk = end < this.#lastEnd;
    if (scrollTop < this.#lastTop - 0.5 && !hasShrunk) this.#setAway(true);
    else if (end - scrollTop < NEAR && (scrollTop > this.#lastTop || hasShrunk)) {
      this.#setAway(false);
    }
    this.#remember(scroller);
  };

  #remember(scroller: HTMLElement): void {
    this.#lastTop = scroller.scrollTop;
    this.#lastEnd = endOf(scroller);
  }

  #setAway(isAway: boolean): void {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    this.#host.requestUpdate();
  }
}

/** The furthest that a scroller can be scrolled. */
function endOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}
