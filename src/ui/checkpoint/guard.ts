/** Milliseconds during which nothing counts: nobody reads faster. */
const DELAY = 500;

/** What matters here of a pointer, key or click event. */
export interface Input {
  readonly isTrusted: boolean;
  /** Milliseconds on the clock of `performance.now()`. */
  readonly timeStamp: number;
  readonly repeat?: boolean;
  /** Of a click: `mouse`, `touch`, `pen`; empty where no pointer has made it. */
  readonly pointerType?: string;
}

/**
 * Keeps a question from being answered by accident. An answer is a press that begins and ends on the same
 * button, by a person, half a second after what there is to read was last shown, changed, moved or
 * uncovered. It goes by the time at which an event happened, not by that at which a busy page got to it.
 *
 * It knows no page and no timer, so that a test can play any order of things.
 */
export class Guard {
  #opensAt = Infinity;
  #press: { readonly target: unknown; counts: boolean } | undefined;

  /** When answers begin to count; infinity while there is nothing to answer. */
  get opensAt(): number {
    return this.#opensAt;
  }

  isShut(now: number): boolean {
    return now < this.#opensAt;
  }

  /** Something can no longer have been read as it is. What has been begun comes to nothing. */
  restart(now: number): void {
    this.#opensAt = now + DELAY;
    if (this.#press) this.#press.counts = false;
  }

  /** Nothing can be answered until it is restarted. */
  shut(): void {
    this.restart(Infinity);
  }

  /** A pointer goes down, or a key, on what is given; on nothing in particular when it is undefined. */
  press(target: unknown, { isTrusted, repeat = false, timeStamp }: Input): void {
    if (!isTrusted) return;
    // A key that is held is no new press. Held since before it could count, it is none at all.
    if (repeat) this.#press ??= { target, counts: false };
    else this.#press = { target, counts: !this.isShut(timeStamp) };
  }

  /** A press that has come to something else, or stood before there was anything to answer. */
  forget(): void {
    this.#press = undefined;
  }

  /** Whether a click on what is given is an answer. Each press makes one at most. */
  takes(target: unknown, { isTrusted, pointerType = '', timeStamp }: Input): boolean {
    const press = this.#press;
    if (!isTrusted) return false;
    this.#press = undefined;
    if (this.isShut(timeStamp)) return false;
    // Assistive technology, as when somebody speaks to it, clicks without pointer and key.
    return press ? press.counts && press.target === target : pointerType === '';
  }
}
