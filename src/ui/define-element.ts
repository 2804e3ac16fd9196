import type { LitElement } from 'lit';

/** What was registered, in whichever registry. */
const elements = new Map<string, CustomElementConstructor>();

/** Registers an element under a tag, unless the tag is taken: two copies on a page must not clash. */
export function defineElement(
  tag: string,
  element: CustomElementConstructor,
  registry = customElements,
): void {
  elements.set(tag, element);
  if (!registry.get(tag)) registry.define(tag, element);
}

/** Whether an element that is drawn by others when it is there can be drawn. */
export function isDefined(tag: string): boolean {
  return elements.has(tag) || customElements.get(tag) !== undefined;
}

/**
 * Has an element of a page's own registry take the elements in it from there, too. What is not in it yet is
 * registered in it. Call it before the element draws.
 */
export function drawFromOwnRegistry(host: LitElement): void {
  const { customElementRegistry } = host;
  if (!customElementRegistry || customElementRegistry === customElements) return;
  for (const [tag, element] of elements) defineElement(tag, element, customElementRegistry);
  host.renderOptions.creationScope = {
    importNode: (node: Node) => document.importNode(node, { customElementRegistry }),
  };
}
