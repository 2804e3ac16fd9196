/** Hostile inputs, each with a name. */
export interface Corpus {
  readonly cases: readonly {
    readonly id: string;
    readonly kind: string;
    readonly input: unknown;
  }[];
}

/** Reads a collection of hostile inputs, in Node and in browsers. */
export async function loadCorpus<T = Corpus>(name: string): Promise<T> {
  const url = new URL(`../fixtures/corpora/${name}.json`, import.meta.url);
  // Not imported: a browser would have to resolve it.
  if (url.protocol === 'file:') {
    return JSON.parse(process.getBuiltinModule('node:fs').readFileSync(url, 'utf8')) as T;
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return (await response.json()) as T;
}

/** The texts that try to carry something away, by their names. */
export async function loadExfiltrations(): Promise<readonly [id: string, text: string][]> {
  const { payloads } = await loadCorpus<{
    readonly payloads: readonly { readonly id: string; readonly markdown: string }[];
  }>('exfiltration');
  return payloads.filter(({ markdown }) => markdown !== '').map((each) => [each.id, each.markdown]);
}
