import { type Cue, type MessageCue, wait } from './wire.js';

/**
 * Text as a model writes it: token by token, 15 to 40 ms apart. Always the same for the same text,
 * so that a test may rely on it.
 */
export async function* typeText(
  text: string,
  toMessage: (token: string) => MessageCue,
): AsyncGenerator<Cue, void, undefined> {
  for (const [index, token] of splitTokens(text).entries()) {
    yield wait(15 + ((index * 17 + token.length * 5) % 26));
    yield toMessage(token);
  }
}

/**
 * Cuts a text into pieces of the size of a model's tokens: a short word with the space before it,
 * or a part of a longer one. Joined they are the text; no piece splits a character.
 */
export function splitTokens(text: string): readonly string[] {
  const characters = [...text];
  const tokens: string[] = [];
  let token = '';
  let length = 0;
  for (const character of characters) {
    const startsWord = /\s/.test(character) && !/^\s*$/.test(token);
    if (token !== '' && (startsWord || length === longestToken)) {
      tokens.push(token);
      token = '';
      length = 0;
    }
    token += character;
    length += 1;
  }
  if (token !== '') tokens.push(token);
  return tokens;
}

const longestToken = 7;
