import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Guard } from './guard.js';

/** Milliseconds after a key in which somebody is still writing. */
const TYPING = 1_500;

/** Dialogs that are open. When one goes, another may come out from under it. */
const shown = new Set<Attention>();

/**
 * Knows whether a person can have seen what a dialog asks, and whether they are busy writing elsewhere:
 * it feeds the guard with what happens in the page.
 */
export class Attention implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #guard = new Guard();
  #listeners: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchers: { disconnect(): void }[] = [];
  #buttons: Element | undefined;
  #place = '';
  #isCovered = false;
  #lastKey = -Infinity;
  #field: EventTarget | undefined;

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether nothing that is done now would count. */
  get isShut(): boolean {
    return this.#guard.isShut(performance.now());
  }

  /** Whether something lies over the buttons, where the browser can tell. */
  get isCovered(): boolean {
    return this.#isCovered;
  }

  /** Milliseconds for which a person is still busy writing; 0 when they are not. */
  get writingFor(): number {
    return textIn(this.#field) === '' ? 0 : Math.max(0, this.#lastKey + TYPING - performance.now());
  }

  hostConnected(): void {
    this.#listeners = new AbortController();
    const options = { capture: true, signal: this.#listeners.signal };
    window.addEventListener('keydown', this.#handleKey, options);
    window.addEventListener('pointerdown', (event) => this.#guard.press(undefined, event), options);
    for (const [target, name] of [
      [window, 'focus'],
      [document, 'visibilitychange'],
      // Another dialog or popover has gone, or come.
      [document, 'toggle'],
      [document, 'close'],
    ] as const)
      target.addEventListener(name, this.#handleAttention, options);
    window.addEventListener('resize', this.#handleMove, options);
    // One that was moved has to open its dialog again.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#listeners?.abort();
    this.leave();
  }

  /** The person wants to see it, whatever they were writing. */
  stopWaiting(): void {
    this.#lastKey = -Infinity;
  }

  /** The dialog is shown, with these buttons. */
  look(dialog: Element, buttons: Element): void {
    if (this.#buttons === buttons) return;
    this.leave();
    shown.add(this);
    this.#buttons = buttons;
    const size = new ResizeObserver(this.#handleMove);
    size.observe(dialog);
    size.observe(buttons);
    const cover = new IntersectionObserver((entries) => this.#handleCover(entries.at(-1)), {
      trackVisibility: true,
      delay: 100,
      threshold: [0, 1],
    } as IntersectionObserverInit);
    cover.observe(buttons);
    this.#watchers = [size, cover];
    this.#guard.forget();
    this.#begin();
  }

  /** What there is to read is shown, or is another. */
  restart(): void {
    this.#begin();
    this.#host.requestUpdate();
  }

  #begin(): void {
    if (!this.#buttons) return;
    this.#place = placeOf(this.#buttons);
    this.#guard.restart(performance.now());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#open, this.#guard.opensAt - performance.now());
  }

  /** The dialog is gone. */
  leave(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.disconnect();
    this.#watchers = [];
    this.#buttons = undefined;
    this.#isCovered = false;
    this.#guard.shut();
    if (shown.delete(this)) for (const other of shown) other.restart();
  }

  /** A pointer goes down, or a key, inside the dialog. */
  press(event: PointerEvent | KeyboardEvent): void {
    // What has moved without a word has moved all the same.
    this.#handleMove();
    const isKey = 'key' in event;
    if (isKey && event.key !== 'Enter' && event.key !== ' ') return;
    this.#guard.press(buttonIn(event), event);
    // Each repeat would be a click.
    if (isKey && event.repeat && event.key === 'Enter' && buttonIn(event)) event.preventDefault();
  }

  /** Whether a click on a button is an answer. */
  takes(event: MouseEvent): boolean {
    this.#handleMove();
    const isTaken = this.#guard.takes(event.currentTarget, event);
    return isTaken && !this.#isCovered;
  }

  /** A click inside the dialog is over. */
  readonly forget = (): void => this.#guard.forget();

  /** Timers may be early by a fraction. */
  readonly #open = (): void => {
    const left = this.#guard.opensAt - performance.now();
    if (left > 0) this.#timer = setTimeout(this.#open, left);
    else this.#host.requestUpdate();
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const path = event.composedPath();
    if (event.key === 'Enter' || event.key === ' ') this.#guard.press(undefined, event);
    if (path.includes(this.#host)) return;
    this.#field = path[0];
    this.#lastKey = event.timeStamp;
    if (this.writingFor > 0) this.#host.requestUpdate();
  };

  readonly #handleAttention = ({ target, type }: Event): void => {
    // Every element that gets the focus tells the window, too.
    const isElement = type === 'focus' && target !== window;
    if (!isElement && document.visibilityState === 'visible') this.restart();
  };

  readonly #handleMove = (): void => {
    if (this.#buttons && placeOf(this.#buttons) !== this.#place) this.restart();
  };

  #handleCover(entry: SeenEntry | undefined): void {
    if (entry?.isVisible === undefined || entry.isVisible === !this.#isCovered) return;
    this.#isCovered = !entry.isVisible;
    this.restart();
  }
}

/** An entry of a browser that knows whether something lies over an element. */
type SeenEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

function placeOf(element: Element): string {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left, top, width, height].map(Math.round).join();
}

function buttonIn(event: Event): EventTarget | undefined {
  return event.composedPath().find((each) => each instanceof HTMLButtonElement);
}

function textIn(field: EventTarget | undefined): string {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) return field.value;
  return field instanceof HTMLElement && field.isContentEditable ? (field.textContent ?? '') : '';
}
