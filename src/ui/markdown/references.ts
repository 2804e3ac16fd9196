import type { Definition, InlineEnv, Token } from './markdown-it.js';
import type { View } from './view.js';

/** What was drawn of a block that hangs on something elsewhere in the document. */
export class Ties {
  /** Link labels that had no settled definition. */
  readonly labels = new Set<string>();
  /** Footnotes that were looked for, and whether they were there. */
  readonly lookedFor = new Map<string, boolean>();
  /** Footnotes that are referred to, in order. */
  notes: string[] = [];
  /** Footnotes that are defined here. */
  readonly footnotes = new Map<string, Footnote>();
  /** Something is drawn in the hope of a definition. */
  isHopeful = false;

  get isTied(): boolean {
    return this.labels.size > 0 || this.lookedFor.size > 0 || this.footnotes.size > 0;
  }
}

export interface Footnote {
  readonly views: readonly View[];
  /** Footnotes that this one refers to. */
  readonly notes: readonly string[];
}

/** Link definitions and footnotes: what one place in the document says about another. */
export class References {
  readonly #definitions = new Map<string, Definition>();
  #lastDefinitions = new Map<string, Definition>();
  #changed = new Set<string>();
  readonly #footnotes = new Map<string, Ties>();
  #lastFootnotes = new Map<string, Ties>();
  #numbers = new Map<string, number>();
  #renumbered = new Set<string>();
  #hasFootnotes = false;
  #hasNewFootnotes = false;
  /** While more may come, each footnote is taken to exist. */
  isStreaming = false;

  /** Takes in the definitions of blocks that are finished. The first of a label counts. */
  settle(tokens: readonly Token[]): void {
    for (const [label, definition] of definitionsIn(tokens)) {
      if (this.#definitions.has(label)) continue;
      this.#definitions.set(label, definition);
      this.#changed.add(label);
    }
  }

  /** Takes in what the last blocks define, which may still change. */
  setLast(tokens: readonly Token[]): void {
    const before = this.#lastDefinitions;
    this.#lastDefinitions = definitionsIn(tokens);
    for (const label of [...before.keys(), ...this.#lastDefinitions.keys()]) {
      if (before.get(label)?.href !== this.#lastDefinitions.get(label)?.href)
        this.#changed.add(label);
    }
    const footnotes = new Map<string, Ties>();
    for (const { type, meta } of tokens) {
      if (type === 'footnote_open') footnotes.set(String(meta), new Ties());
    }
    for (const key of [...this.#lastFootnotes.keys(), ...footnotes.keys()]) {
      if (this.#lastFootnotes.has(key) !== footnotes.has(key)) this.#hasNewFootnotes = true;
    }
    this.#lastFootnotes = footnotes;
  }

  /** Takes in the footnotes of a finished block, or of one that was drawn again. */
  settleFootnotes(ties: Ties, drawnBefore?: Ties): void {
    for (const key of ties.footnotes.keys()) {
      const known = this.#footnotes.get(key);
      if (!known) this.#hasNewFootnotes = true;
      if (!known || known === drawnBefore) this.#footnotes.set(key, ties);
    }
  }

  /** Takes in the footnotes of the last blocks. */
  setLastFootnotes(ties: Ties): void {
    this.#lastFootnotes = new Map([...ties.footnotes.keys()].map((key) => [key, ties]));
  }

  footnote(key: string): Footnote | undefined {
    return (this.#footnotes.get(key) ?? this.#lastFootnotes.get(key))?.footnotes.get(key);
  }

  /** What the rules for text ask while a block is drawn. */
  env(ties: Ties, isOpen: boolean): InlineEnv {
    const references = new Proxy<Record<string, Definition | undefined>>(
      {},
      { get: (_target, label) => this.#find(String(label), ties) },
    );
    return {
      references,
      isFootnote: (key) => {
        const isThere = this.#isFootnote(key);
        this.#hasFootnotes = true;
        ties.lookedFor.set(key, isThere);
        return isThere;
      },
      hope: () => {
        ties.isHopeful = true;
      },
      isOpen,
      isStreaming: this.isStreaming,
    };
  }

  numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size + 1);
    return this.#numbers.size;
  }

  get numbers(): ReadonlyMap<string, number> {
    return this.#numbers;
  }

  /** Numbers the footnotes in the order in which they are referred to, first in the text, then in footnotes. */
  renumber(ties: Iterable<Ties>): void {
    if (!this.#hasFootnotes) return;
    const order = new Set<string>();
    const add = (key: string) => this.#isFootnote(key) && order.add(key);
    for (const { notes } of ties) notes.forEach(add);
    for (const key of order) this.footnote(key)?.notes.forEach(add);
    const numbers = new Map([...order].map((key, index) => [key, index + 1]));
    for (const key of new Set([...numbers.keys(), ...this.#numbers.keys()])) {
      if (numbers.get(key) !== this.#numbers.get(key)) this.#renumbered.add(key);
    }
    this.#numbers = numbers;
  }

  /** Whether a block must be drawn again. */
  isOutdated(ties: Ties): boolean {
    if (ties.isHopeful && !this.isStreaming) return true;
    for (const label of this.#changed) if (ties.labels.has(label)) return true;
    for (const [key, wasThere] of ties.lookedFor) {
      if (this.#isFootnote(key) !== wasThere || this.#renumbered.has(key)) return true;
    }
    return false;
  }

  get hasNews(): boolean {
    return this.#changed.size > 0 || this.#renumbered.size > 0 || this.#hasNewFootnotes;
  }

  /** What is drawn now is up to date. */
  forgetNews(): void {
    this.#changed = new Set();
    this.#renumbered = new Set();
    this.#hasNewFootnotes = false;
  }

  #isFootnote(key: string): boolean {
    return this.isStreaming || this.#footnotes.has(key) || this.#lastFootnotes.has(key);
  }

  #find(label: string, ties: Ties): Definition | undefined {
    const settled = this.#definitions.get(label);
    if (settled) return settled;
    ties.labels.add(label);
    return this.#lastDefinitions.get(label);
  }
}

function definitionsIn(tokens: readonly Token[]): Map<string, Definition> {
  const found = new Map<string, Definition>();
  for (const { type, meta } of tokens) {
    if (type !== 'definition') continue;
    for (const [label, definition] of Object.entries(meta as Record<string, Definition>)) {
      if (!found.has(label)) found.set(label, definition);
    }
  }
  return found;
}
