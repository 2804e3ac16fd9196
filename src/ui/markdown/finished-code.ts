import type { Highlighter } from '../code-token.js';
import { rendererFor, type Renderers } from '../renderer.js';
import { Colours } from './colours.js';
import { drawDiagram } from './rendering.js';

/** How far from the screen a block is looked after. */
const AHEAD = '600px';

/** Code blocks that have come to their end: they are coloured, or drawn, when they come near the screen. */
export class FinishedCode {
  readonly #colours = new Colours();
  /** Blocks that nothing was done about yet, with their languages. */
  readonly #waiting = new Map<Element, string>();
  #highlighter: Highlighter | undefined;
  #renderers: Renderers | undefined;
  #observer: IntersectionObserver | undefined;

  /** What is asked from now on. What was drawn before stays as it is. */
  use(highlighter: Highlighter | undefined, renderers: Renderers | undefined): void {
    this.#highlighter = highlighter;
    this.#renderers = renderers;
    this.#observer?.disconnect();
    this.#observer = undefined;
    if (!highlighter && !renderers) return;
    // Where an element of the page scrolls, only the second of the two counts.
    const options = { rootMargin: AHEAD, scrollMargin: AHEAD };
    this.#observer = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.#finish(entry.target);
    }, options);
    for (const block of this.#waiting.keys()) this.#observer.observe(block);
  }

  add(block: Element, language: string): void {
    this.#waiting.set(block, language);
    this.#observer?.observe(block);
  }

  #finish(block: Element): void {
    const language = this.#waiting.get(block) ?? '';
    const renderer = rendererFor(language, this.#renderers);
    const code = block.querySelector('code');
    if (renderer) drawDiagram(block, language, renderer);
    else if (this.#highlighter && code) void this.#colours.draw(code, language, this.#highlighter);
    else return;
    this.#waiting.delete(block);
    this.#observer?.unobserve(block);
  }
}
