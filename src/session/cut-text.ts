/** The beginning of a text, of at most so many UTF-16 code units and without half a character at its end. */
export function headOf(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** Its end, without half a character at its beginning. */
export function tailOf(text: string, most: number): string {
  return text.slice(-most).replace(/^[\uDC00-\uDFFF]/, '');
}
