/**
 * The SHA-256 of a text as it goes along with an answer; undefined where the page has no such means, as
 * over plain HTTP. Such an answer goes without.
 */
export async function digestOf(text: string): Promise<string | undefined> {
  // Absent outside secure contexts, whatever its type says.
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) return undefined;
  const hash = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}
