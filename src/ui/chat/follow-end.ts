import type { ReactiveController, ReactiveControllerHost } from 'lit';

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
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
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
    this.#scroller?.removeEventListener('scroll', this.#onScroll);
    this.#scroller = undefined;
  }

  #follow(): void {
    const scroller = this.#scroller;
    if (!scroller || this.#isAway) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#remember(scroller);
  }

  readonly #onScroll = (): void => {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { scrollTop } = scroller;
    const end = endOf(scroller);
    // Growth alone moves the end away, and shrinking moves the reader: only a way up is a way off,
    // be it the first pixel of a smooth scroll, which would not get further if the end were followed.
    const isWayUp = scrollTop < this.#lastTop - 0.5 && end >= this.#lastEnd;
    if (isWayUp) this.#setAway(true);
    else if (end - scrollTop < NEAR) this.#setAway(false);
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
