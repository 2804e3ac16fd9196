import type { Renderer } from '../renderer.js';
import { drawBlock } from './blocks.js';
import { Code, drawPlain, isClosed, type FinishCode } from './code-block.js';
import { finishedCount, growingBlock } from './finished-count.js';
import { drawFootnotes } from './footnotes.js';
import { settle, type Growth } from './growth.js';
import { tableLine, withoutHalfLine } from './half-lines.js';
import type { InlineContext } from './inline.js';
import type { BlockOptions, Token } from './markdown-it.js';
import { parseBlocks, type Block, type ParsedBlocks } from './parser.js';
import { Parts } from './parts.js';
import { References, Ties } from './references.js';
import { Place } from './place.js';
import type { View } from './view.js';

export interface DocumentSettings {
  /** What stands for `#`: 1 to 6. */
  readonly headingLevel: number;
  /** Where relative URLs start. */
  readonly base: string;
  /** Origins and paths whose images load by themselves, separated by spaces. */
  readonly allowImages: string;
  /** Images that the reader has asked for. */
  readonly loadedImages: Set<string>;
  /** Told of each code block that is whole. */
  readonly finishCode: FinishCode;
  /** Draws formulas, if they are not to be text. */
  readonly drawFormula?: Renderer | undefined;
}

/** A finished block that something later may change. */
interface TiedBlock {
  readonly text: string;
  /** Its first part on the page. */
  readonly part: number;
  ties: Ties;
}

/** Whether a block may still grow, and even the last line of it. */
type End = 'final' | 'growing' | 'open';

/** Characters that are read as Markdown; what comes after them is shown as it is. */
const MOST_TEXT = 2 ** 20;
/** Characters that are taken in at a time. */
const SLICE = 16_384;

/**
 * A Markdown text on the page that grows at its end. What is finished is neither parsed nor drawn
 * again; in the end the page is the same as if the text had come at once.
 */
export class MarkdownDocument {
  readonly #settings: DocumentSettings;
  readonly #parts: Parts;
  readonly #references = new References();
  readonly #tied: TiedBlock[] = [];
  readonly #overflowPlace: Place;
  readonly #footnotesPlace: Place;

  /** The text as it was given, and what of it has not been taken in yet, with its line breaks made equal. */
  #given = '';
  #waiting = '';
  /** How much of what waits has been taken in all the same. */
  #taken = 0;
  #isStreaming = false;
  /** How many characters will still be read as Markdown, and what has come beyond. */
  #room = MOST_TEXT;
  #overflow = new Code('', '');

  /** How many parts on the page are finished. */
  #finished = 0;
  /** The text that is not finished: what of the last block is settled, and the rest, which is parsed again. */
  #settled = '';
  #rest = '';
  #growth: Growth | undefined;
  #growthTies = new Ties();
  /** How much of the rest has been looked through for blocks that are finished. */
  #seen = 0;

  constructor(root: Element, settings: DocumentSettings) {
    this.#settings = settings;
    const body = document.createElement('div');
    root.replaceChildren(body);
    this.#parts = new Parts(body);
    this.#overflowPlace = new Place(root);
    this.#footnotesPlace = new Place(root);
  }

  /** Whether this document can become that text by growing. */
  canBecome(text: string): boolean {
    return text.startsWith(this.#given);
  }

  /** Gives the text as it is by now. It is drawn by `work`. */
  write(text: string, isStreaming: boolean): void {
    let added = text.slice(this.#given.length);
    if (this.#given.endsWith('\r') && added.startsWith('\n')) added = added.slice(1);
    this.#given = text;
    this.#isStreaming = isStreaming;
    const clean = added.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
    this.#waiting += clean.slice(0, this.#room);
    this.#overflow = this.#overflow.with(clean.slice(this.#room));
    this.#room = Math.max(0, this.#room - clean.length);
  }

  /** Draws until `isTimeUp`, at least a little. Returns whether all is drawn. */
  work(isTimeUp: () => boolean): boolean {
    do {
      this.#takeIn();
      this.#finishBlocks();
    } while (this.#waiting !== '' && !isTimeUp());
    const isStreaming = this.#isStreaming || this.#waiting !== '';
    const hasEnded = this.#references.isStreaming && !isStreaming;
    this.#references.isStreaming = isStreaming;
    this.#drawRest(hasEnded);
    if (!this.#overflow.isEmpty) this.#overflowPlace.show(drawPlain(this.#overflow));
    return this.#waiting === '';
  }

  #takeIn(): void {
    const begin = this.#taken;
    const piece = this.#waiting.slice(begin, begin + SLICE);
    const isAll = begin + SLICE >= this.#waiting.length;
    const length = isAll ? piece.length : piece.lastIndexOf('\n') + 1 || SLICE;
    this.#rest += piece.slice(0, length);
    this.#taken = isAll ? 0 : begin + length;
    if (isAll) this.#waiting = '';
  }

  /** Draws for good what no further text can change: all blocks but the last, as far as lines are whole. */
  #finishBlocks(): void {
    const whole = this.#rest.lastIndexOf('\n') + 1;
    if (whole <= this.#seen) return;
    this.#seen = whole;
    const parsed = this.#parse(this.#rest.slice(0, whole), true);
    const { blocks } = parsed;
    const prefix = this.#growth?.prefix.length ?? 0;
    const offset = (line: number) => parsed.lineStart(line) - prefix;

    const count = finishedCount(blocks);
    const finished = blocks.slice(0, count);
    // After a blank line a definition at the end is final, too, though its block is not finished yet.
    const isAfterBlank = parsed.text.endsWith('\n\n') && blocks.at(-1)?.type === 'definition';
    const final = isAfterBlank ? blocks : finished;
    this.#references.settle(final.flatMap(({ tokens }) => tokens));
    let begin = 0;
    for (const [index, block] of finished.entries()) {
      const end = offset(blocks[index + 1]?.start ?? block.end);
      this.#finish(block, parsed, this.#settled + this.#rest.slice(begin, end));
      begin = end;
    }
    const growing = growingBlock(blocks, count);
    const growth = growing && this.#settle(growing, parsed);
    if (growth) {
      const end = offset(growth.line);
      this.#settled += this.#rest.slice(begin, end);
      this.#growth = growth;
      begin = end;
    }
    this.#rest = this.#rest.slice(begin);
    this.#seen -= begin;
  }

  #settle(last: Block, parsed: ParsedBlocks): Growth | undefined {
    const draw = (tokens: readonly Token[]) => {
      this.#references.settle(tokens);
      return this.#draw(tokens, parsed, this.#growthTies);
    };
    return settle(last, parsed, draw, this.#growth);
  }

  #finish(block: Block, parsed: ParsedBlocks, text: string): void {
    const ties = this.#growthTies;
    const views = this.#drawWhole(block, parsed, ties);
    if (ties.isTied) {
      this.#tied.push({ text, part: this.#finished, ties });
      this.#references.settleFootnotes(ties);
    }
    for (const view of views) this.#parts.set(this.#finished++, view);
    this.#settled = '';
    this.#growth = undefined;
    this.#growthTies = new Ties();
  }

  /** Draws what is not finished yet, and what hangs on it. */
  #drawRest(hasEnded: boolean): void {
    const references = this.#references;
    const parsed = this.#parseRest();
    references.setLast(references.isStreaming ? [] : parsed.blocks.flatMap(({ tokens }) => tokens));
    let ties = this.#drawLast(parsed);
    references.renumber(this.#allTies(ties));
    if (references.isOutdated(this.#growthTies)) {
      this.#dropGrowth();
      ties = this.#drawLast(this.#parseRest());
    } else if (references.isOutdated(ties)) {
      ties = this.#drawLast(parsed);
    }
    if (hasEnded || references.hasNews) {
      this.#drawTiedAgain();
      // Footnotes that nothing refers to have got numbers, too, while they were drawn.
      references.renumber(this.#allTies(ties));
      references.forgetNews();
    }
    this.#footnotesPlace.show(drawFootnotes(references));
  }

  *#allTies(last: Ties): Generator<Ties> {
    for (const { ties } of this.#tied) yield ties;
    yield this.#growthTies;
    yield last;
  }

  #parseRest(): ParsedBlocks {
    if (!this.#references.isStreaming) return this.#parse(this.#rest);
    const parsed = this.#parse(withoutHalfLine(this.#rest), true);
    const line = tableLine(parsed.text, parsed.blocks.at(-1));
    return line === undefined ? parsed : parseBlocks(parsed.text + line, this.#options(true));
  }

  #drawLast(parsed: ParsedBlocks): Ties {
    const ties = new Ties();
    const isAfterBlank = /\n[ \t]*\n[ \t]*$/.test(this.#rest.slice(-100));
    const end: End = isAfterBlank ? 'growing' : 'open';
    let index = this.#finished;
    for (const block of parsed.blocks) {
      const mayGrow = this.#references.isStreaming && block === parsed.blocks.at(-1);
      for (const view of this.#drawWhole(block, parsed, ties, mayGrow ? end : 'final')) {
        this.#parts.set(index++, view);
      }
    }
    this.#parts.truncate(index);
    this.#references.setLastFootnotes(ties);
    return ties;
  }

  #drawTiedAgain(): void {
    for (const block of this.#tied) {
      if (!this.#references.isOutdated(block.ties)) continue;
      const before = block.ties;
      block.ties = new Ties();
      const parsed = parseBlocks(block.text, { maths: this.#options().maths });
      let part = block.part;
      for (const { tokens } of parsed.blocks) {
        for (const view of this.#draw(tokens, parsed, block.ties)) this.#parts.set(part++, view);
      }
      this.#references.settleFootnotes(block.ties, before);
    }
  }

  #parse(rest: string, isOpen = false): ParsedBlocks {
    return parseBlocks((this.#growth?.prefix ?? '') + rest, this.#options(isOpen));
  }

  #options(isOpen = false): BlockOptions {
    const rowsBefore = this.#growth?.table?.length;
    return { rowsBefore, maths: this.#settings.drawFormula && (isOpen ? 'open' : 'whole') };
  }

  /** Draws all of the last block again: a definition has come that it refers to. */
  #dropGrowth(): void {
    this.#rest = this.#settled + this.#rest;
    this.#seen = 0;
    this.#settled = '';
    this.#growth = undefined;
    this.#growthTies = new Ties();
  }

  /** A block of the text that was parsed last, with what of it is settled. */
  #drawWhole(block: Block, parsed: ParsedBlocks, ties: Ties, end: End = 'final'): readonly View[] {
    const { tokens } = block;
    const draw = (some: readonly Token[]) => this.#draw(some, parsed, ties, end);
    const growth = block === parsed.blocks[0] ? this.#growth : undefined;
    if (!growth) return draw(tokens);
    const isWhole = end === 'final' || tokens.some(isClosed);
    return [growth.whole(tokens, draw, isWhole ? this.#settings.finishCode : undefined)];
  }

  #draw(
    tokens: readonly Token[],
    { isBlank }: ParsedBlocks,
    ties: Ties,
    end: End = 'final',
  ): readonly View[] {
    const references = this.#references;
    const { headingLevel, finishCode, drawFormula, ...images } = this.#settings;
    const outerNotes = ties.notes;
    const numberFootnote = (key: string) => {
      ties.notes.push(key);
      return references.numberOf(key);
    };
    const env = references.env(ties, false);
    const closed: InlineContext = { ...images, env, numberFootnote, drawFormula };
    const open: InlineContext =
      end === 'open' ? { ...closed, env: references.env(ties, true) } : closed;
    return drawBlock(tokens, {
      headingLevel,
      isBlank,
      inline: (isLast) => (isLast ? open : closed),
      finishCode,
      isGrowing: end !== 'final',
      beginFootnote: () => {
        ties.notes = [];
      },
      endFootnote: (key, views) => {
        if (!ties.footnotes.has(key)) ties.footnotes.set(key, { views, notes: ties.notes });
        ties.notes = outerNotes;
      },
    });
  }
}
