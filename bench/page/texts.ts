import { seededRandom } from '../../test/support/chunked-body.js';
import type { OldMessage } from '../contenders/contender.js';

/** Ends every text, so that the page can see when all of it is drawn. */
export const END_MARK = 'That was all.';

/** Characters of a token, about. */
const TOKEN = 4;

export type TextKind = 'prose' | 'code' | 'table' | 'list';

const words =
  'stream event answer the of a agent server message tool token waits for then reads every frame client retry when each line'.split(
    ' ',
  );

/** Makes the texts that are streamed: the same ones each time. */
class Writer {
  readonly #random = seededRandom(7);

  number(most: number): number {
    return Math.floor(this.#random() * most);
  }

  words(count: number): string {
    const text = Array.from({ length: count }, () => words[this.number(words.length)]).join(' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  sentence(): string {
    const [before, after] = [this.words(4 + this.number(8)), this.words(3 + this.number(6))];
    const marks = ['**important**', '_this_', '`code()`', '[a link](https://example.com/page)'];
    return `${before} ${marks[this.number(9)] ?? 'and'} ${after.toLowerCase()}.`;
  }

  paragraph(): string {
    return Array.from({ length: 2 + this.number(4) }, () => this.sentence()).join(' ');
  }

  /** What an agent writes: mostly paragraphs, with everything else in between. */
  block(): string {
    const kind = this.number(12);
    const some = <T>(make: () => T): T[] => Array.from({ length: 3 + this.number(5) }, make);
    if (kind === 0) return `## ${this.words(4)}`;
    if (kind === 1) return some(() => `- ${this.sentence()}`).join('\n');
    if (kind === 2) return some(() => `1. ${this.sentence()}`).join('\n');
    if (kind === 3) return `> ${this.paragraph()}`;
    if (kind === 4) return `\`\`\`ts\n${some(() => this.line()).join('\n')}\n\`\`\``;
    if (kind === 5)
      return `| name | value | note |\n|---|--:|---|\n${some(() => this.row()).join('\n')}`;
    return this.paragraph();
  }

  line(): string {
    return `  const ${words[this.number(8)]} = await read(${this.number(1_000)}, '${this.words(2)}');`;
  }

  row(): string {
    return `| ${this.words(2)} | ${this.number(10_000)} | ${this.words(5)} |`;
  }
}

/** Markdown of about that many characters; of one block of its kind, where it is not prose. */
export function textOf(kind: TextKind, length: number): string {
  const writer = new Writer();
  const make = {
    prose: () => `${writer.block()}\n\n`,
    code: () => `${writer.line()}\n`,
    table: () => `${writer.row()}\n`,
    list: () => `- ${writer.sentence()}\n`,
  }[kind];
  let text = { prose: '', code: '```ts\n', table: '| a | b | c |\n|---|--:|---|\n', list: '' }[
    kind
  ];
  while (text.length < length) text += make();
  return `${text}${kind === 'code' ? '```\n' : ''}\n${END_MARK}\n`;
}

export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.length; at += TOKEN) tokens.push(text.slice(at, at + TOKEN));
  return tokens;
}

/** A conversation in turns. The answers have two blocks, and 10,000 messages fit into one event of 1 MiB. */
export function conversation(count: number): OldMessage[] {
  const writer = new Writer();
  return Array.from({ length: count }, (_, index): OldMessage => {
    if (index % 2 === 0) return { role: 'user', text: writer.words(4) };
    const end = index === count - 1 ? `\n\n${END_MARK}` : '';
    const text = `${writer.words(7)} **important**.\n\n${writer.words(6)} \`code()\`.${end}`;
    return { role: 'assistant', text };
  });
}
