import type { Block } from './parser.js';

/**
 * How many blocks are finished when the last one is not. The line after a link definition may be its
 * title, and turn out later not to be: such blocks are finished together. What looks like the beginning
 * of a formula may turn out to belong to the block before it.
 */
export function finishedCount(blocks: readonly Block[]): number {
  let count = Math.max(0, blocks.length - 1);
  const last = blocks.at(-1);
  if (last?.type === 'unfinished' && blocks.at(-2)?.end === last.start) count--;
  for (let index = count; index > 0; index--) {
    const [before, block] = [blocks[index - 1], blocks[index]];
    if (!before || !block || before.end !== block.start || !mayBeTitle(block)) break;
    if (before.type === 'definition') count = index - 1;
  }
  return count;
}

/** The block that grows: the only one that is not finished, but for what looks like the beginning of a formula in it. */
export function growingBlock(blocks: readonly Block[], finished: number): Block | undefined {
  const [growing, ...others] = blocks.slice(finished);
  return others.every(({ type }) => type === 'unfinished') ? growing : undefined;
}

function mayBeTitle({ type, tokens }: Block): boolean {
  const isUnderlined = type === 'heading_open' && !tokens[0]?.markup.startsWith('#');
  return (
    isUnderlined || type === 'paragraph_open' || type === 'table_open' || type === 'code_block'
  );
}
