/** Registers an element under a tag, unless the tag is taken: two copies on a page must not clash. */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
