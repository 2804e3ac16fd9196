/** Stands in place of a secret value. */
export const REDACTED = '[REDACTED]';

/** Tells whether a key, or a text that may hold keys, contains a word that marks secrets. */
export type SecretTest = (text: string) => boolean;

/**
 * A test for words, in any case. Separators do not count, so that `api_key` also finds `apiKey` and
 * `X-Api-Key`; neither does it help to write a letter as an escape.
 */
export function secretTest(words: readonly string[]): SecretTest {
  const plain = words.map(plainText).filter((word) => word !== '');
  return (text) => {
    const all = plainText(text);
    return plain.some((word) => all.includes(word));
  };
}

function plainText(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/[\s_.-]+/g, '')
    .toLowerCase();
}

/** A JSON text with the values under secret keys replaced, and not one other character changed. */
export function redactJson(text: string, isSecret: SecretTest): string {
  if (!isSecret(text)) return text;
  const redactor = new JsonRedactor(isSecret);
  return redactor.push(text) + redactor.end();
}

/**
 * Redacts a JSON text that comes in pieces. A secret is left out from its first character on, so
 * that nothing of it can be seen in a text that is still growing, or that broke off.
 *
 * A tokenizer of its own, because one for whole texts would read the same beginning again with every
 * piece. It is lenient: what is not JSON passes as it is, except for what looks like a secret member.
 */
export class JsonRedactor {
  readonly #isSecret: SecretTest;
  /** The containers that are open. */
  readonly #open: ('{' | '[')[] = [];
  /** The quotation mark that ends the string we are in. */
  #quote = '';
  #isEscaped = false;
  /** The string we are in, kept back until it is whole or begins unlike JSON. */
  #held: string | undefined;
  #mayHoldJson = false;
  #isInKey = false;
  #key = '';
  /** The value to come belongs to a secret key. */
  #isSecretNext = false;
  /** How many containers were open where the secret began that we are in. */
  #secretAt = -1;
  /** White space that may belong to the secret, or come after it. */
  #space = '';
  #hasBegun = false;

  constructor(isSecret: SecretTest) {
    this.#isSecret = isSecret;
  }

  /** Takes the next piece; returns what may be seen because of it. */
  push(piece: string): string {
    let shown = '';
    for (const char of piece)
      shown += this.#quote === '' ? this.#outside(char) : this.#inside(char);
    return shown;
  }

  /** Nothing more is expected; returns what had been kept back, unless it may be secret. */
  end(): string {
    if (this.#held === undefined) return '';
    // Should more come all the same, the rest of this string could not be judged.
    this.#secretAt = this.#open.length;
    const held = this.#letGo();
    return this.#isSecret(held) ? '' : held;
  }

  #inside(char: string): string {
    const wasEscaped = this.#isEscaped;
    const isEnd = char === this.#quote && !wasEscaped;
    this.#isEscaped = char === '\\' && !wasEscaped;
    if (isEnd) this.#quote = '';
    if (this.#secretAt >= 0) return '';
    if (this.#isInKey && !isEnd) this.#key += char;
    if (this.#held === undefined) return char;
    this.#held += char;
    if (isEnd) return this.#release();
    if (this.#mayHoldJson || (wasEscaped ? /[nrt]/ : /[\s\\]/).test(char)) return '';
    if (!wasEscaped && char !== '{' && char !== '[') return this.#letGo();
    this.#mayHoldJson = true;
    return '';
  }

  #outside(char: string): string {
    const isSpace = /\s/.test(char);
    if (this.#secretAt >= 0) return this.#hide(char, isSpace);
    if (this.#isSecretNext && !isSpace) {
      this.#isSecretNext = false;
      if (!/[,}\]]/.test(char)) {
        this.#secretAt = this.#open.length;
        return `"${REDACTED}"${this.#hide(char, isSpace)}`;
      }
    }
    const isFirst = !this.#hasBegun && !isSpace;
    if (isFirst) this.#hasBegun = true;
    const isIn = this.#open.length > 0;
    if (char === '"' ? isIn || isFirst : char === "'" && isIn) return this.#startString(char);
    this.#move(char, isSpace);
    return char;
  }

  #startString(quote: string): string {
    this.#quote = quote;
    if (this.#isInKey) return quote;
    this.#held = quote;
    this.#mayHoldJson = false;
    return '';
  }

  /** A character of a secret. It ends at the comma or bracket that ends any value in its place. */
  #hide(char: string, isSpace: boolean): string {
    const isAtEnd = this.#open.length === this.#secretAt;
    if (isAtEnd && /[,}\]]/.test(char)) {
      const after = this.#space + char;
      this.#space = '';
      this.#secretAt = -1;
      this.#move(char, false);
      return after;
    }
    this.#space = isSpace && isAtEnd ? this.#space + char : '';
    if (char === '"' || char === "'") this.#quote = char;
    else if (char === '{' || char === '[') this.#open.push(char);
    else if (char === '}' || char === ']') this.#open.pop();
    return '';
  }

  /** Follows the structure: what is open, and whether a key or a value comes next. */
  #move(char: string, isSpace: boolean): void {
    switch (char) {
      case '{':
      case '[':
        this.#open.push(char);
        this.#startKey(char === '{');
        break;
      case '}':
      case ']':
        this.#open.pop();
        this.#startKey(false);
        break;
      case ',':
        this.#startKey(this.#open.at(-1) === '{');
        break;
      case ':':
        this.#isSecretNext = this.#isInKey && this.#isSecret(this.#key);
        this.#startKey(false);
        break;
      default:
        if (this.#isInKey && !isSpace) this.#key += char;
    }
  }

  #startKey(isKey: boolean): void {
    this.#isInKey = isKey;
    this.#key = '';
  }

  #letGo(): string {
    const held = this.#held ?? '';
    this.#held = undefined;
    return held;
  }

  /** A whole string that may hold JSON: as it came, if nothing in it is secret. */
  #release(): string {
    const held = this.#letGo();
    if (!this.#isSecret(held)) return held;
    try {
      const inner: unknown = JSON.parse(held);
      const shown = typeof inner === 'string' ? redactJson(inner, this.#isSecret) : inner;
      return shown === inner ? held : JSON.stringify(shown);
    } catch (error) {
      if (error instanceof SyntaxError) return `"${REDACTED}"`;
      throw error;
    }
  }
}
