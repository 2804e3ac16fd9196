import { lazy } from './lazy.js';
import type { InlineEnv, Token } from './markdown/markdown-it.js';
import { parseBlocks, parseInline } from './markdown/parser.js';
import { asSentence, emoji } from './spoken-name.js';
import { strings } from './strings.js';

/** How much of a text there is. */
export interface SpokenOptions {
  /** Whether more may come. What is not finished and cannot be said by half is left out then. */
  readonly isOpen: boolean;
}

const emojiRun = lazy(() => new RegExp(`(?:${emoji}\\s*){2,}`, 'gu'));
/** A link whose address stands elsewhere, perhaps further down than has come yet. */
const reference = /\[([^[\]]+)\]\[[^[\]]*\]/g;
const url = /\b(?:https?:\/\/|www\.)([^\s/?#<>"]+)[^\s<>"]*/g;

/**
 * Markdown as it is read out: without marks, addresses, raw HTML and runs of emoji, code as a number of
 * lines. Each block, item and row of a table is a line that ends a sentence.
 */
export function spokenText(text: string, { isOpen }: SpokenOptions = { isOpen: false }): string {
  const { blocks } = parseBlocks(text.replace(/\r\n?/g, '\n'));
  const lines = blocks.map(({ tokens }, index) => {
    const isLast = isOpen && index === blocks.length - 1;
    return linesOf(tokens, isLast);
  });
  return lines.flat().join('\n');
}

/** About how many words a text has. */
export function countWords(text: string): number {
  const words = /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
  return text.match(words)?.length ?? 0;
}

/** @param isOpen - Whether the last of them may still grow. */
function linesOf(tokens: readonly Token[], isOpen: boolean): string[] {
  const lines: string[] = [];
  let cells: string[] | undefined;
  const texts = tokens.filter(({ nesting }) => nesting === 0);
  for (const token of tokens) {
    const isGrowing = isOpen && token === texts.at(-1);
    if (token.type === 'tr_open') cells = [];
    else if (token.type === 'tr_close') {
      lines.push(asSentence((cells ?? []).filter(Boolean).join(', ')));
      cells = undefined;
    } else if (token.type === 'inline') {
      const said = inlineText(token.content, isGrowing);
      if (cells) cells.push(said);
      else lines.push(isGrowing ? said : asSentence(said));
    } else if ((token.type === 'fence' || token.type === 'code_block') && !isGrowing) {
      lines.push(strings.code(token.content.replace(/\n$/, '').split('\n').length));
    } else if (token.type === 'maths') lines.push(asSentence(squeeze(token.content)));
  }
  return lines.filter((line) => line !== '');
}

function inlineText(content: string, isOpen: boolean): string {
  const env: InlineEnv = {
    references: {},
    isFootnote: () => true,
    hope: () => undefined,
    isOpen,
    isStreaming: isOpen,
  };
  return clean(parseInline(content, env).map(wordsOf).join(''));
}

function wordsOf({ type, content, children }: Token): string {
  switch (type) {
    case 'softbreak':
    case 'hardbreak':
      return ' ';
    case 'html_inline':
    case 'footnote_reference':
      return '';
    case 'image':
      return strings.image((children ?? []).map(wordsOf).join(''));
    default:
      return content;
  }
}

function clean(text: string): string {
  return squeeze(text.replace(reference, '$1').replace(emojiRun(), ' ').replace(url, '$1'));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
