import type { StreamEventBody } from '../events/index.js';

/** One piece of text of the open message. */
interface Piece {
  readonly id: string;
  text: string;
}

/** The message that an agent is writing. */
interface OpenMessage {
  readonly id: string;
  readonly pieces: Piece[];
  /** The piece that grows; undefined after a tool call. */
  growing: Piece | undefined;
}

/**
 * Writes what agents say as text pieces, in messages. A tool call in the middle of a message cuts
 * its text in two, so that the conversation shows text, tool, text. The work for a delta does not
 * grow with the text.
 */
export class MessageWriter {
  readonly #emit: (event: StreamEventBody) => void;
  #speaker: string | undefined;
  #count = 0;
  #open: OpenMessage | undefined;
  /** The text of the last complete message, and of all of them, without white space. */
  #last = '';
  #all = '';

  constructor(emit: (event: StreamEventBody) => void) {
    this.#emit = emit;
  }

  /** Another agent speaks on. What has been written stays with the one before. */
  setSpeaker(name: string): void {
    if (name === this.#speaker) return;
    this.close();
    this.#speaker = name;
  }

  /** Adds a delta. */
  append(text: string): void {
    if (text === '') return;
    const piece = this.#message().growing ?? this.#startPiece();
    piece.text += text;
    this.#emit({ type: 'text.delta', textId: piece.id, mode: 'append', text });
  }

  /** A tool is called here. Returns the message that it belongs to. */
  breakOff(): string {
    const message = this.#message();
    // Only a text says who speaks, so a message that begins with a tool gets an empty one first.
    if (this.#speaker !== undefined && message.pieces.length === 0) this.#startPiece();
    this.#endPiece();
    return message.id;
  }

  /**
   * The whole text of the open message, after or instead of its deltas. What is on screen is kept
   * as far as it is right; a text that is on screen already is not shown again.
   */
  settle(text: string): void {
    const pieces = this.#open?.pieces ?? [];
    const written = pieces.map((piece) => piece.text).join('');
    // Nothing is taken back for a server that has nothing to say.
    if (text.trim() !== '' && !this.#isSaid(squash(text), squash(written))) {
      const shown = text.startsWith(written) ? written : shownSinceTool(text, pieces);
      if (shown === undefined) this.#spread(text, pieces);
      else this.append(text.slice(shown.length));
    }
    this.close();
  }

  /** The open message is complete. */
  close(): void {
    if (!this.#open) return;
    this.#endPiece();
    const text = squash(this.#open.pieces.map((piece) => piece.text).join(''));
    if (text !== '') this.#last = text;
    this.#all += text;
    this.#open = undefined;
  }

  /** Whether a text repeats the last message, or tells again all that was said in the run. */
  #isSaid(text: string, written: string): boolean {
    if (written === '' && text === this.#last) return true;
    return this.#all !== '' && text === this.#all + written;
  }

  /** Puts a text in place of pieces: those that end it, then those that begin it, stay as they are. */
  #spread(text: string, pieces: readonly Piece[]): void {
    let first = 0;
    let last = pieces.length - 1;
    let from = 0;
    let to = text.length;
    for (let piece = pieces[last]; piece && last > 0; piece = pieces[last]) {
      if (!text.endsWith(piece.text, to)) break;
      to -= piece.text.length;
      last -= 1;
    }
    for (let piece = pieces[first]; piece && first < last; piece = pieces[first]) {
      if (!text.startsWith(piece.text, from) || from + piece.text.length > to) break;
      from += piece.text.length;
      first += 1;
    }
    const isAll = last - first === pieces.length - 1 && last > first;
    if (isAll && squash(text) === squash(pieces.map((piece) => piece.text).join(''))) return;
    for (const [offset, piece] of pieces.slice(first, last + 1).entries()) {
      this.#replace(piece, first + offset === last ? text.slice(from, to) : '');
    }
  }

  #replace(piece: Piece, text: string): void {
    if (piece.text === text) return;
    piece.text = text;
    this.#emit({ type: 'text.delta', textId: piece.id, mode: 'replace', text });
  }

  #message(): OpenMessage {
    if (this.#open) return this.#open;
    this.#count += 1;
    this.#open = { id: `message/${this.#count}`, pieces: [], growing: undefined };
    return this.#open;
  }

  #startPiece(): Piece {
    const message = this.#message();
    const piece = { id: `${message.id}/${message.pieces.length + 1}`, text: '' };
    message.pieces.push(piece);
    message.growing = piece;
    this.#emit({
      type: 'text.start',
      textId: piece.id,
      messageId: message.id,
      lane: 'answer',
      role: 'assistant',
      ...(this.#speaker === undefined ? {} : { name: this.#speaker }),
    });
    return piece;
  }

  #endPiece(): void {
    const piece = this.#open?.growing;
    if (!this.#open || !piece) return;
    this.#open.growing = undefined;
    this.#emit({ type: 'text.end', textId: piece.id });
  }
}

/**
 * What is on screen of a text that tells only what was said after a tool call: frameworks often give
 * the last part as the final text, and what came before the tool stays true.
 */
function shownSinceTool(text: string, pieces: readonly Piece[]): string | undefined {
  for (const [index, piece] of pieces.entries()) {
    // Most pieces are out of the question at the first look.
    if (index === 0 || !text.startsWith(piece.text.trim())) continue;
    const tail = pieces
      .slice(index)
      .map((later) => later.text)
      .join('');
    if (tail.trim() === '') continue;
    if (tail.trim() === text.trim()) return text;
    if (text.startsWith(tail)) return tail;
  }
  return undefined;
}

/** Servers trim whole texts, and join them as they like: white space makes no difference. */
function squash(text: string): string {
  return text.replace(/\s+/g, '');
}
