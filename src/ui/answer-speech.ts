import { lazy } from './lazy.js';
import { spokenText } from './spoken-text.js';

/** Milliseconds after which a sentence without an end is said as far as it has come. */
const LONGEST_WAIT = 5_000;

const sentences = lazy(() => new Intl.Segmenter(undefined, { granularity: 'sentence' }));
const words = lazy(() => new Intl.Segmenter(undefined, { granularity: 'word' }));

/** A text that is read out while it grows: each sentence once. */
export class AnswerSpeech {
  #said = '';
  /** Since when something waits for the end of its sentence. */
  #waitsSince = NaN;

  /** Whether something waits for the end of its sentence, or for more time. */
  get isWaiting(): boolean {
    return !Number.isNaN(this.#waitsSince);
  }

  /** What is to be said now of a Markdown text. Each time more of the same text, or the whole. */
  take(text: string, isOpen: boolean, now: number): string[] {
    const spoken = spokenText(text, { isOpen });
    const rest = spoken.slice(this.#said.length);
    const found = Array.from(sentences().segment(rest), ({ segment }) => segment);
    const last = isOpen ? (found.pop() ?? '') : '';
    if (found.length > 0 || last === '') this.#waitsSince = NaN;
    if (last !== '') {
      if (!this.isWaiting) this.#waitsSince = now;
      else if (now - this.#waitsSince >= LONGEST_WAIT) {
        found.push(wholeWords(last));
        this.#waitsSince = now;
      }
    }
    this.#said += found.join('');
    return found.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
  }
}

/** A text without its last word, which may be half of one. */
function wholeWords(text: string): string {
  const last = Array.from(words().segment(text)).findLast(({ isWordLike }) => isWordLike);
  return text.slice(0, last?.index ?? 0);
}
