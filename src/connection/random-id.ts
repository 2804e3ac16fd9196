/**
 * An id that nobody else makes: 128 bits of chance, as hexadecimal digits. Not `crypto.randomUUID`, which
 * pages served over plain HTTP lack.
 */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
