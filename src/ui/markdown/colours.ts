import { nextTask } from '../../session/next-task.js';
import { checkTokens, type CodeToken, type Highlighter } from '../code-token.js';
import { reportOnce } from '../report-once.js';

/** Milliseconds that are spent on colours before input and frames have their turn. */
const BUDGET = 8;

/** Gives code its colours. The text stays as it is, and so does a selection in it. */
export class Colours {
  /** What was found in each code: nothing is asked twice. */
  readonly #found = new Map<string, Promise<readonly CodeToken[]>>();

  async draw(code: Element, language: string, highlighter: Highlighter): Promise<void> {
    try {
      await this.#draw(code, await this.#find(code.textContent, language, highlighter));
    } catch (error) {
      // The plain code is there.
      reportOnce(highlighter, error);
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
        await nextTask();
        end = performance.now() + BUDGET;
      }
      // New nodes would end the selection.
      while (isSelecting(code)) await selectionChange();
      const border = offset + piece.textContent.length;
      const first = index;
      while ((tokens[index]?.end ?? Infinity) <= border) index++;
      drawPiece(piece, offset, tokens.slice(first, index + 1));
      offset = border;
    }
  }
}

function isSelecting(code: Element): boolean {
  const selection = getSelection();
  const tree = code.getRootNode();
  // Older browsers do not tell what is selected within.
  if (!selection?.getComposedRanges || !(tree instanceof ShadowRoot)) {
    return selection?.type === 'Range';
  }
  return selection
    .getComposedRanges({ shadowRoots: [tree] })
    .some(
      ({ collapsed, startContainer, endContainer }) =>
        !collapsed && (code.contains(startContainer) || code.contains(endContainer)),
    );
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
