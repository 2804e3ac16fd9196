/**
 * Reads what a person sees. It works for nodes of any page, those in an iframe as well: they are no
 * instances of the classes of this page.
 */

/** All text that a person sees in an element, through shadow roots and iframes, with single blanks. */
export function deepText(node: Node): string {
  return squeeze(collect(node));
}

/** All elements that match, through shadow roots. */
export function deepElements(root: Element | ShadowRoot, selector: string): Element[] {
  const inside = isElement(root) ? root.shadowRoot : null;
  return [root, ...(inside ? [inside] : [])].flatMap((scope) => [
    ...scope.querySelectorAll(selector),
    ...[...scope.querySelectorAll('*')].flatMap((element) =>
      element.shadowRoot ? deepElements(element.shadowRoot, selector) : [],
    ),
  ]);
}

/** The button whose name begins so, anywhere in an element. */
export function findButton(root: Element, name: string): HTMLButtonElement | undefined {
  const buttons = deepElements(root, 'button') as HTMLButtonElement[];
  return buttons.find((button) => deepText(button).startsWith(name));
}

/** The element that has the focus, through shadow roots and iframes. */
export function focusedElement(root: Document | ShadowRoot = document): Element | null {
  const { activeElement } = root;
  const inside =
    activeElement?.shadowRoot ?? (activeElement as HTMLIFrameElement | null)?.contentDocument;
  return inside?.activeElement ? focusedElement(inside) : activeElement;
}

/** The messages by their names, with what they say and without their buttons: `You: Hello`. */
export function conversationOf(chat: Element): string[] {
  return deepElements(chat, 'article').map(
    (article) => `${authorOf(article)}: ${squeeze(collect(article, 'button'))}`,
  );
}

/** Who says a message: its name without the time. */
export function authorOf(article: Element): string {
  return (article.getAttribute('aria-label') ?? '').replace(/, \d[^,]*$/, '');
}

/** The composer's own tree. */
export function composerOf(chat: Element): ShadowRoot {
  const composer = chat.shadowRoot?.querySelector('sse-composer')?.shadowRoot;
  if (!composer) throw new Error(`Expected a composer in <${chat.localName}>`);
  return composer;
}

/** The text field of the composer. */
export function fieldOf(chat: Element): HTMLTextAreaElement {
  const field = composerOf(chat).querySelector('textarea');
  if (!field) throw new Error('Expected a text field in the composer');
  return field;
}

/** Writes into the composer and presses Enter, by events only. */
export async function write(chat: Element, text: string): Promise<void> {
  const field = fieldOf(chat);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
  );
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function collect(node: Node, leaveOut = ''): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  if (!isElement(node)) return collectAll(node.childNodes, leaveOut);
  if (/^(style|script|svg)$/.test(node.localName)) return '';
  // What is said for a second is not on the screen.
  if (node.matches('[data-announcer]') || (leaveOut !== '' && node.matches(leaveOut))) return '';
  const text = collectAll(childrenOf(node), leaveOut);
  const isInline = node.ownerDocument.defaultView?.getComputedStyle(node).display === 'inline';
  return isInline ? text : ` ${text} `;
}

function collectAll(nodes: Iterable<Node>, leaveOut: string): string {
  return Array.from(nodes, (node) => collect(node, leaveOut)).join('');
}

/** What is drawn in an element's place. */
function childrenOf(element: Element): Iterable<Node> {
  if (element.localName === 'slot') {
    const assigned = (element as HTMLSlotElement).assignedNodes();
    return assigned.length > 0 ? assigned : element.childNodes;
  }
  if (element.localName === 'iframe') {
    const page = (element as HTMLIFrameElement).contentDocument;
    return page ? [page] : [];
  }
  return (element.shadowRoot ?? element).childNodes;
}

function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}
