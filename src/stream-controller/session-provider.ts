import type { Session } from '../session/index.js';

/** Under this key an element offers its session to the elements inside it, across library copies. */
const key: unique symbol = Symbol.for('sse-elements.session-provider') as never;

/** What an element that offers a session says about it. */
export interface SessionProvider {
  /** Absent while the element has none, before it is attached for example. */
  readonly session: Session | undefined;
  /** Calls back when the session is another one. Returns the undo. */
  onSessionChange(listener: () => void): () => void;
}

interface Providing {
  [key]?: SessionProvider;
}

/** Makes an element offer a session. */
export function provideSession(element: Element, provider: SessionProvider): void {
  (element as Providing)[key] = provider;
}

/** What an element offers, if it does. */
export function providerOf(element: Element): SessionProvider | undefined {
  return (element as Providing)[key];
}

/** Tags that offer a session once they are upgraded. */
const providingTags = new Set(['sse-source', 'sse-chat']);

/** Whether an element will offer a session, but is not upgraded yet. */
function isPendingProvider(element: Element): boolean {
  return providingTags.has(element.localName) && !element.matches(':defined');
}

/**
 * The nearest ancestor that offers a session, or will. Ancestors are those that an event would pass:
 * through the slot that an element is shown in, and out of shadow roots.
 */
export function nearestProvider(element: Element): Element | undefined {
  let node: Node | null = element;
  while ((node = parentOf(node))) {
    if (node instanceof Element && (providerOf(node) || isPendingProvider(node))) return node;
  }
  return undefined;
}

/** What an event would pass next: out of a slot or a shadow root. */
export function parentOf(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element ? node.assignedSlot : null) ?? node.parentNode;
}

/** The element that a `for` attribute names: in the element's own tree, else in one around it. */
export function providerById(element: Element, id: string): Element | undefined {
  for (const root of rootsAround(element)) {
    const found = root.getElementById(id);
    if (found) return found;
  }
  return undefined;
}

/** The trees that an element is in, from the inside out. */
export function rootsAround(element: Element): readonly (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [];
  let root = element.getRootNode();
  while (root instanceof ShadowRoot) {
    roots.push(root);
    root = root.host.getRootNode();
  }
  return root instanceof Document ? [...roots, root] : roots;
}
