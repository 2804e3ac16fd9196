import { parseBlocks, parseInline } from '../../src/ui/markdown/parser.js';

export interface MarkdownExample {
  readonly number: number;
  readonly markdown: string;
  readonly html: string;
  /** The raw HTML in it. */
  readonly rawHtml: readonly string[];
}

/** The examples of a specification. */
export async function examples(name: 'commonmark' | 'gfm'): Promise<readonly MarkdownExample[]> {
  const response = await fetch(`/test/fixtures/markdown/${name}.json`);
  const file: { examples: { number: number; markdown: string; html: string }[] } =
    await response.json();
  return file.examples.map((example) => ({ ...example, rawHtml: rawHtmlIn(example.markdown) }));
}

function rawHtmlIn(markdown: string): string[] {
  const found: string[] = [];
  const env = {
    references: {},
    isFootnote: () => false,
    hope: () => {},
    isOpen: false,
    isStreaming: false,
  };
  for (const { tokens } of parseBlocks(markdown).blocks) {
    for (const { type, content } of tokens) {
      if (type === 'html_block') found.push(content);
      if (type !== 'inline') continue;
      for (const inner of parseInline(content, env))
        if (inner.type === 'html_inline') found.push(inner.content);
    }
  }
  return found;
}
