import { headOf } from '../session/cut-text.js';
import { lazy } from './lazy.js';
import { visibleName } from './visible-text.js';

/** Most characters of a name that are read out. */
const LONGEST = 100;

/** A picture, with all that makes it one. */
export const emoji = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\p{EMod}|\u200D\p{Extended_Pictographic}\uFE0F?)*`;
const emojis = lazy(() => new RegExp(emoji, 'gu'));
/** Where a sentence, or something like one, has ended already. */
const ended = /[.!?:;…。！？؟]["'”’»)\]]*$/u;

/** A name from the wire as it is read out: hidden characters by their code point, without pictures, not endless. */
export function spokenName(text: string): string {
  const name = visibleName(text.replace(emojis(), ' ').replace(/\s+/g, ' ').trim());
  const short = name.length > LONGEST ? `${headOf(name, LONGEST)}…` : name;
  return short.replace(/[\s.…:]+$/, '');
}

/** A text with an end that can be heard. */
export function asSentence(text: string): string {
  return text === '' || ended.test(text) ? text : `${text}.`;
}
