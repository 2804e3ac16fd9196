// HTTP's own date form and the two older ones that RFC 9110 §5.6.7 has recipients accept; C's has no
// zone and means GMT. `Date.parse` alone would also take "5 apples".
const HTTP_DATE = /^[A-Z][a-z]+, \d\d[ -][A-Z][a-z]{2}[ -](\d\d){1,2} \d\d:\d\d:\d\d GMT$/;
const C_DATE = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

const LONGEST_SECONDS = 1e9;

/**
 * Reads a `Retry-After` header: whole seconds or an HTTP date. Not capped; the retry policy does that.
 *
 * @param now - Milliseconds since the epoch, to which a date is compared.
 * @returns Milliseconds to wait, 0 for a date in the past, `undefined` for anything unreadable.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_SECONDS) * 1_000;
  const isCDate = C_DATE.test(text);
  if (!isCDate && !HTTP_DATE.test(text)) return undefined;
  const date = Date.parse(isCDate ? `${text} GMT` : text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
