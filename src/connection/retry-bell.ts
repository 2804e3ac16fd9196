/** By which a person asks for a try before it is due, or for more when all are used up. */
export class RetryBell {
  readonly #listeners = new Set<() => void>();

  /** Whoever waits to try again does so at once. Nothing happens when nobody waits. */
  ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Returns the undo, which is safe to call twice. */
  subscribe(listener: () => void): () => void {
    const entry = (): void => listener();
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }
}
