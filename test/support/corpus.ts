/** Hostile inputs, each with a name. */
export interface Corpus {
  readonly cases: readonly {
    readonly id: string;
    readonly kind: string;
    readonly input: unknown;
  }[];
}

/** Reads a collection of hostile inputs, in Node and in browsers. */
export async function loadCorpus(name: string): Promise<Corpus> {
  const url = new URL(`../fixtures/corpora/${name}.json`, import.meta.url);
  // Not imported: a browser would have to resolve it.
  if (url.protocol === 'file:') {
    return JSON.parse(process.getBuiltinModule('node:fs').readFileSync(url, 'utf8')) as Corpus;
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return (await response.json()) as Corpus;
}
