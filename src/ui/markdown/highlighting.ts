import { checkTokens, type CodeToken, type Highlighter } from '../code-token.js';
import { soon } from './soon.js';

/** Milliseconds that are spent on colours before input and frames have their turn. */
const BUDGET = 8;
/** How far from the screen a block gets its colours. */
const AHEAD = '600px';

/** Highlighters that have failed: each is reported once. */
const failed = new WeakSet<Highlighter>();

/**
 * Gives finished code blocks their colours when they come near the screen. The text stays as it is,
 * and so does a selection in it.
 */
export class Highlighting {
  readonly #root: ShadowRoot;
  /** Blocks that are not near the screen yet, with their languages. */
  readonly #waiting = new Map<Element, string>();
  /** What was found in each code: no highlighter is asked twice. */
  readonly #found = new Map<string, Promise<readonly CodeToken[]>>();
  #highlighter: Highlighter | undefined;
  #observer: IntersectionObserver | undefined;

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** From now on this highlighter is asked. Blocks that have colours keep them. */
  use(highlighter: Highlighter | undefined): void {
    this.#highlighter = highlighter;
    this.#observer?.disconnect();
    if (!highlighter) return;
    const options = { rootMargin: AHEAD, scrollMargin: AHEAD };
    this.#observer = new IntersectionObserver((entries) => this.#onNear(entries), options);
    for (const block of this.#waiting.keys()) this.#observer.observe(block);
  }

  add(block: Element, language: string): void {
    this.#waiting.set(block, language);
    if (this.#highlighter) this.#observer?.observe(block);
  }

  #onNear(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const language = this.#waiting.get(target);
      const code = target.querySelector('code');
      if (!isIntersecting || language === undefined || !code || !this.#highlighter) continue;
      this.#waiting.delete(target);
      this.#observer?.unobserve(target);
      void this.#highlight(code, language, this.#highlighter);
    }
  }

  async #highlight(code: Element, language: string, highlighter: Highlighter): Promise<void> {
    try {
      await this.#draw(code, await this.#find(code.textContent, language, highlighter));
    } catch (error) {
      // The plain code is there.
      if (failed.has(highlighter)) return;
      failed.add(highlighter);
      reportError(error);
    }
  }

  #find(text: string, language: string, highlighter: Highlighter): Promise<readonly CodeToken[]> {
    const key = `${language}\n${text}`;
    const known = this.#found.get(key);
    if (known) return known;
    const ask = async () => {
      const tokens = await highlighter(text, language);
      checkTokens(tokens, text.length);
      return tokens;
    };
    const found = ask();
    this.#found.set(key, found);
    return found;
  }

  async #draw(code: Element, tokens: readonly CodeToken[]): Promise<void> {
    let end = performance.now() + BUDGET;
    let offset = 0;
    let index = 0;
    for (const piece of code.children) {
      if (performance.now() > end) {
        await soon();
        end = performance.now() + BUDGET;
      }
      // New nodes would end the selection.
      while (this.#isSelecting(code)) await selectionChange();
      const border = offset + piece.textContent.length;
      const first = index;
      while ((tokens[index]?.end ?? Infinity) <= border) index++;
      drawPiece(piece, offset, tokens.slice(first, index + 1));
      offset = border;
    }
  }

  #isSelecting(code: Element): boolean {
    const selection = getSelection();
    // Older browsers do not tell what is selected within.
    if (!selection?.getComposedRanges) return selection?.type === 'Range';
    return selection
      .getComposedRanges({ shadowRoots: [this.#root] })
      .some(
        ({ collapsed, startContainer, endContainer }) =>
          !collapsed && (code.contains(startContainer) || code.contains(endContainer)),
      );
  }
}

function selectionChange(): Promise<unknown> {
  return new Promise((resolve) => {
    document.addEventListener('selectionchange', resolve, { once: true });
  });
}

/** Draws a piece of the code, which begins at `offset`, with the tokens that are in it. */
function drawPiece(piece: Element, offset: number, tokens: readonly CodeToken[]): void {
  const text = piece.textContent;
  const drawn = document.createDocumentFragment();
  let done = 0;
  for (const { kind, start, end } of tokens) {
    const from = Math.max(0, start - offset);
    const to = Math.min(text.length, end - offset);
    if (from >= to) continue;
    if (from > done) drawn.append(text.slice(done, from));
    const marked = document.createElement('span');
    marked.className = kind;
    marked.append(text.slice(from, to));
    drawn.append(marked);
    done = to;
  }
  if (done === 0) return;
  if (done < text.length) drawn.append(text.slice(done));
  piece.replaceChildren(drawn);
}
