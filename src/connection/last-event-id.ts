/**
 * The value of a `Last-Event-ID` header for an id. The standard sends the id's UTF-8 bytes, but a
 * header value given to `fetch` is a string of bytes and `new Headers()` throws on anything else:
 * each byte becomes the character with its code.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header
 */
export function encodeLastEventId(id: string): string {
  let value = '';
  for (const byte of new TextEncoder().encode(id)) value += String.fromCharCode(byte);
  return value;
}

/** Whether an id in a header, or a name, takes more than `limit` bytes of UTF-8. */
export function takesMoreThan(limit: number, id: string): boolean {
  // No UTF-16 code unit takes more than three bytes: nearly every id is told without encoding it.
  return id.length * 3 > limit && new TextEncoder().encode(id).byteLength > limit;
}
