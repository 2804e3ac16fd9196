/** Texts that are looked at from the end of the page: further up nothing new is drawn. */
const MOST_TEXTS = 200;

/** The texts on the page from its end, through shadow roots. */
function* textsBackwards(node: Node): Generator<string> {
  if (node instanceof Text) yield node.data;
  if (node instanceof HTMLSlotElement) {
    for (const assigned of node.assignedNodes().toReversed()) yield* textsBackwards(assigned);
  }
  const parents = node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [node];
  for (const parent of parents) {
    if (parent instanceof HTMLStyleElement) continue;
    for (let child = parent.lastChild; child; child = child.previousSibling) {
      yield* textsBackwards(child);
    }
  }
}

/** What a pattern finds in the last texts on the page. */
export function findLast(pattern: RegExp): RegExpMatchArray | undefined {
  let seen = 0;
  for (const text of textsBackwards(document.body)) {
    const found = text.match(pattern);
    if (found) return found;
    if (text.trim() !== '' && ++seen > MOST_TEXTS) return undefined;
  }
  return undefined;
}
