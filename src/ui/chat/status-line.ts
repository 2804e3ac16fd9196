import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A line that changes. */
export interface Line {
  readonly text: string;
  readonly detail?: string;
}

/**
 * Shows a line that may change faster than a person reads: at most one change per interval, and the
 * newest always comes. That the line goes is shown at once.
 */
export class StatusLine implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #shown: Line | undefined;
  #next: Line | undefined;
  #changedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** What is to be seen now. */
  get shown(): Line | undefined {
    return this.#shown;
  }

  /** Takes the newest line. `interval` is in milliseconds. Call it in `willUpdate`. */
  set(line: Line | undefined, interval: number): void {
    if (line === this.#next) return;
    this.#next = line;
    const wait = this.#changedAt + interval - performance.now();
    if (!line || !this.#shown || wait <= 0) this.#show();
    else this.#timer ??= setTimeout(() => this.#show(), wait);
  }

  /** Of a host that was moved, nobody waits for the timer any more. */
  hostConnected(): void {
    this.#show();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#shown === this.#next) return;
    this.#shown = this.#next;
    this.#changedAt = performance.now();
    this.#host.requestUpdate();
  }
}
