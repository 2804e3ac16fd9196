/** What a piece of code is, for its colour. */
export type TokenKind = (typeof tokenKinds)[number];

export const tokenKinds = [
  'attribute',
  'comment',
  'deleted',
  'function',
  'inserted',
  'keyword',
  'number',
  'string',
  'type',
] as const;

/** A piece of code that has a colour. */
export interface CodeToken {
  readonly kind: TokenKind;
  /** Its first character, and the one after its last, as indices into the code. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds what has a colour in the code of a block. It is asked once for each block that has come to
 * its end and is near the screen; `language` is the first word after the fence, or empty. The tokens
 * come in order and do not overlap; what is in none of them stays as it is.
 */
export type Highlighter = (
  code: string,
  language: string,
) => readonly CodeToken[] | Promise<readonly CodeToken[]>;

/** Takes tokens for what they are said to be, or throws. */
export function checkTokens(tokens: readonly CodeToken[], length: number): void {
  let last = 0;
  for (const token of tokens) {
    const { kind, start, end } = token;
    const isInPlace =
      Number.isInteger(start + end) && start >= last && end > start && end <= length;
    if (!isInPlace || !tokenKinds.includes(kind)) {
      throw new TypeError(
        `Expected tokens in order within ${length} characters, got ${JSON.stringify(token)}`,
      );
    }
    last = end;
  }
}
