import { unescapeText } from './markdown-it.js';
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
      this.#pieces.push(drawPiece(all.slice(begin, end + 1)));
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
    return this.#rest === '' ? this.#pieces : [...this.#pieces, drawPiece(this.#rest)];
  }

  draw(): ElementView {
    return drawCode(this.#info, this.lines);
  }
}

/** A piece of code as text. Colours would come in here: pieces made of marked words instead of one string. */
function drawPiece(text: string): View {
  return element('span', { class: 'lines' }, [text]);
}

/** Lines that are neither code nor Markdown: raw HTML, as text, and what is too long. */
export function drawPlain(code: Code): View {
  return element('div', { class: 'plain', dir: 'auto' }, code.lines);
}

/** A code block with its language, a button that copies it, and the code in a box that scrolls. */
function drawCode(info: string, lines: readonly View[]): ElementView {
  const language = languageOf(info);
  const name = language === '' ? words.code : language;
  return element('div', { class: 'code', part: 'code' }, [
    element('div', { class: 'bar' }, [
      element('span', { class: 'language', dir: 'auto' }, [name]),
      element('button', { type: 'button', part: 'copy', 'data-copy': '' }, [words.copy]),
    ]),
    element(
      'pre',
      {
        dir: 'ltr',
        tabindex: '0',
        role: 'group',
        'aria-label': language === '' ? words.code : `${words.code}: ${language}`,
      },
      [element('code', {}, lines)],
    ),
  ]);
}

/** The first word after the fence. */
function languageOf(info: string): string {
  return /^\S{1,40}/.exec(unescapeText(info).trim())?.[0] ?? '';
}
