import { unescapeText, type Token } from './markdown-it.js';
import { frame, scroller } from './frame.js';
import { plainLines } from './long-text.js';
import { element, type ElementView, type View } from './view.js';
import { words } from './words.js';

/** Lines that are drawn as one piece. */
const LINES_IN_PIECE = 64;

/** The lines of a code block, as far as it has come. */
export class Code {
  readonly #info: string;
  readonly #pieces: View[];
  readonly #rest: string;

  constructor(info: string, text: string, before?: Code) {
    this.#info = info;
    this.#pieces = before ? [...before.#pieces] : [];
    const all = before ? before.#rest + text : text;
    let lines = 0;
    let begin = 0;
    for (let end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', end + 1)) {
      if (++lines < LINES_IN_PIECE) continue;
      this.#pieces.push(plainLines(all.slice(begin, end + 1)));
      begin = end + 1;
      lines = 0;
    }
    this.#rest = all.slice(begin);
  }

  /** The code with more text at its end. */
  with(text: string): Code {
    return new Code(this.#info, text, this);
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0 && this.#rest === '';
  }

  get lines(): readonly View[] {
    return this.#rest === '' ? this.#pieces : [...this.#pieces, plainLines(this.#rest)];
  }

  /** The code block; `finish` if it is whole. */
  draw(finish?: FinishCode): ElementView {
    return drawCode(languageOf(this.#info), this.lines, finish);
  }
}

/** Told of the node of a code block that is whole. */
export type FinishCode = (node: HTMLElement, language: string) => void;

/** Whether a fence has come to its end: its lines are those of the code, and two more. */
export function isClosed({ type, map, content }: Token): boolean {
  const lines = content.split('\n').length - (/(?:^|\n)$/.test(content) ? 1 : 0);
  return type === 'fence' && map !== null && map[1] - map[0] > lines + 1;
}

/** Lines that are neither code nor Markdown: raw HTML, as text, and what is too long. */
export function drawPlain(code: Code): View {
  return element('div', { class: 'plain', dir: 'auto' }, code.lines);
}

/** A code block with its language, buttons to wrap and to copy it, and the code in a box that scrolls. */
function drawCode(language: string, lines: readonly View[], finish?: FinishCode): ElementView {
  const name = language === '' ? words.code : `${words.code}: ${language}`;
  const wrap = { type: 'button', part: 'wrap', 'data-wrap': '', 'aria-pressed': 'false' };
  return frame(
    'code',
    language === '' ? words.code : language,
    [element('button', wrap, [words.wrap])],
    element('pre', { dir: 'ltr', ...scroller(name) }, [element('code', {}, lines)]),
    finish && ((node) => finish(node, language)),
  );
}

/** The first word after the fence. */
function languageOf(info: string): string {
  return /^\S{1,40}/.exec(unescapeText(info).trim())?.[0] ?? '';
}
