/**
 * What is to be seen, as plain data: text, an element, or a piece that looks after itself. Tags and
 * attribute names come from this library alone; only texts and attribute values come from the wire.
 */
export type View = string | ElementView | PieceView;

export interface ElementView {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly View[];
  /** Told of the node once it shows all that it ever will; what is in it may be changed from then on. */
  readonly finish?: Finish | undefined;
}

export type Finish = (node: HTMLElement) => void;

/** A node that changes by itself once it is there (an image that was asked for). */
export interface PieceView {
  /** Pieces with equal keys are the same. */
  readonly key: string;
  readonly create: () => Node;
}

export function element(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly View[] = [],
  finish?: Finish,
): ElementView {
  return { tag, attributes, children, finish };
}

export function createNode(view: View): Node {
  if (typeof view === 'string') return document.createTextNode(view);
  if ('key' in view) return view.create();
  const node = document.createElement(view.tag);
  node.append(createNodes(view.children));
  // After the children: see updateChildren.
  for (const name in view.attributes) setAttribute(node, name, view.attributes[name] ?? '');
  view.finish?.(node);
  return node;
}

/** Makes the node that shows `old` show `next`, and returns it, or the one that has taken its place. */
export function updateNode(node: Node, old: View, next: View): Node {
  if (old === next) return node;
  if (typeof old === 'string' && typeof next === 'string' && node instanceof Text) {
    // Appending keeps a selection in the text; setting it would not.
    if (next.startsWith(old)) node.appendData(next.slice(old.length));
    else node.data = next;
    return node;
  }
  if (isElement(old) && old.finish) {
    // What is in it may be another's by now.
    if (isElement(next) && next.finish && isSame(old, next)) return node;
  } else if (
    isElement(old) &&
    isElement(next) &&
    old.tag === next.tag &&
    node instanceof HTMLElement
  ) {
    updateAttributes(node, old.attributes, next.attributes);
    updateChildren(node, old.children, next.children);
    next.finish?.(node);
    return node;
  }
  if (isPiece(old) && isPiece(next) && old.key === next.key) return node;
  const replacement = createNode(next);
  node.parentNode?.replaceChild(replacement, node);
  return replacement;
}

/** Whether two views show the same elements and texts. */
function isSame(one: View, other: View | undefined): boolean {
  if (one === other) return true;
  if (other === undefined || !isElement(one) || !isElement(other)) return false;
  return (
    one.tag === other.tag &&
    one.children.length === other.children.length &&
    one.children.every((child, index) => isSame(child, other.children[index]))
  );
}

/** Makes the children of a node that show `old` show `next`. What has not changed keeps its nodes. */
function updateChildren(parent: Element, old: readonly View[], next: readonly View[]): void {
  const shared = Math.min(old.length, next.length);
  let first = 0;
  while (first < shared && old[first] === next[first]) first++;
  const count = Math.max(old.length, next.length) - first;
  if (count === 0) return;
  // With dir="auto" the browser looks through the text for each child that comes or goes.
  const block = count < MANY ? null : parent.closest('[dir="auto"]');
  block?.setAttribute('dir', 'ltr');
  updateFrom(parent, first, old, next);
  block?.setAttribute('dir', 'auto');
}

/** Children that change at once, from here on, are many. */
const MANY = 32;

function updateFrom(
  parent: Element,
  first: number,
  old: readonly View[],
  next: readonly View[],
): void {
  const shared = Math.min(old.length, next.length);
  let node: ChildNode | null = first === 0 ? parent.firstChild : parent.childNodes.item(first);
  for (let index = first; index < shared && node; index++) {
    const following: ChildNode | null = node.nextSibling;
    const [before, after] = [old[index], next[index]];
    if (before !== undefined && after !== undefined) updateNode(node, before, after);
    node = following;
  }
  for (let surplus = old.length; surplus > shared; surplus--) parent.lastChild?.remove();
  if (next.length > shared) parent.append(createNodes(next.slice(shared)));
}

function createNodes(views: readonly View[]): Node {
  const nodes = document.createDocumentFragment();
  for (const view of views) nodes.append(createNode(view));
  return nodes;
}

/** The text that a view shows. */
export function textOf(views: readonly View[]): string {
  let text = '';
  for (const view of views) {
    if (typeof view === 'string') text += view;
    else if (isElement(view)) text += view.tag === 'br' ? '\n' : textOf(view.children);
  }
  return text;
}

export function isElement(view: View): view is ElementView {
  return typeof view === 'object' && 'tag' in view;
}

function isPiece(view: View): view is PieceView {
  return typeof view === 'object' && 'key' in view;
}

function updateAttributes(
  node: Element,
  old: Readonly<Record<string, string>>,
  next: Readonly<Record<string, string>>,
): void {
  if (old === next) return;
  for (const name in old) {
    if (name in next) continue;
    if (!name.startsWith('--')) node.removeAttribute(name);
    else if (node instanceof HTMLElement) node.style.removeProperty(name);
  }
  for (const name in next) if (old[name] !== next[name]) setAttribute(node, name, next[name] ?? '');
}

/** Custom properties go through the object model: a strict policy forbids the attribute. */
function setAttribute(node: Element, name: string, value: string): void {
  if (!name.startsWith('--')) node.setAttribute(name, value);
  else if (node instanceof HTMLElement) node.style.setProperty(name, value);
}
