/** Where a reader has the focus by keyboard, or has selected something, in the content: it must stay in sight. */
export function heldRect(content: Element, selectedIn: readonly ShadowRoot[]): DOMRect | undefined {
  const focused = innermost(content, (root) => root.activeElement);
  if (focused && focused.matches(':focus-visible') && isWithin(content, focused)) {
    return focused.getBoundingClientRect();
  }
  const [range] = getSelection()?.getComposedRanges?.({ shadowRoots: [...selectedIn] }) ?? [];
  if (!range || range.collapsed || !isWithin(content, range.startContainer)) return undefined;
  const selected = document.createRange();
  selected.setStart(range.startContainer, range.startOffset);
  selected.setEnd(range.endContainer, range.endOffset);
  return selected.getBoundingClientRect();
}

/** The innermost element of the content that begins near the top of what is to be seen in a scroller. */
export function elementAtTop(scroller: Element, content: Element): Element | undefined {
  const { left, top, width, height } = scroller.getBoundingClientRect();
  for (let y = Math.max(0, top) + 1; y < top + height; y += STEP) {
    const found = innermost(scroller, (root) => root.elementFromPoint(left + width / 2, y));
    const isNear = found && found.getBoundingClientRect().top > top - FAR;
    if (isNear && found !== content && isWithin(content, found)) return found;
  }
  return undefined;
}

/** Pixels from one try to the next: there are gaps between messages. */
const STEP = 16;
/** What begins further above, in pixels, may change above the top and yet begin where it did. */
const FAR = 200;

/** What is found in the element's tree, or in the shadow tree of what is found there, and so on. */
function innermost(
  element: Element,
  find: (root: DocumentOrShadowRoot) => Element | null,
): Element | undefined {
  let found: Element | undefined;
  let root: Node | ShadowRoot | null = element.getRootNode();
  while (root instanceof ShadowRoot || root instanceof Document) {
    const next: Element | null = find(root);
    if (!next || next === found) break;
    found = next;
    root = found.shadowRoot;
  }
  return found;
}

function isWithin(element: Element, node: Node): boolean {
  for (let at: Node | null = node; at; at = outer(at)) if (at === element) return true;
  return false;
}

function outer(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
}
