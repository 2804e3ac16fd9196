import type { View } from './view.js';

/**
 * The lines, rows or items of a long block, in pieces. One that is added touches the last piece only,
 * and the browser lays out only the pieces that are on screen.
 */
export class Pieces {
  readonly #size: number;
  readonly #wrap: (views: readonly View[], first: number) => View;
  readonly #full: View[];
  #rest: readonly View[];

  /** Pieces of `size` views; `wrap` makes one, given the index of its first view. */
  constructor(
    size: number,
    wrap: (views: readonly View[], first: number) => View,
    before?: Pieces,
  ) {
    this.#size = size;
    this.#wrap = wrap;
    this.#full = before ? [...before.#full] : [];
    this.#rest = before ? before.#rest : [];
  }

  get length(): number {
    return this.#full.length * this.#size + this.#rest.length;
  }

  add(views: readonly View[]): this {
    let rest = [...this.#rest, ...views];
    while (rest.length >= this.#size) {
      this.#full.push(this.#wrap(rest.slice(0, this.#size), this.#full.length * this.#size));
      rest = rest.slice(this.#size);
    }
    this.#rest = rest;
    return this;
  }

  draw(): readonly View[] {
    if (this.#rest.length === 0) return [...this.#full];
    return [...this.#full, this.#wrap(this.#rest, this.#full.length * this.#size)];
  }
}
