import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Updates its host once a second as long as it is wanted: for countdowns and durations. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isWanted = false;
  #isConnected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Says whether the seconds matter now. Call it in `updated`. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#apply();
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#apply();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#apply();
  }

  #apply(): void {
    const isOn = this.#isWanted && this.#isConnected;
    if (isOn === (this.#timer !== undefined)) return;
    if (isOn) this.#timer = setInterval(() => this.#host.requestUpdate(), 1_000);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}
