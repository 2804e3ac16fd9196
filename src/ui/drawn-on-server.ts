/**
 * Takes away what a server has drawn of an element, unless Lit's part for taking it over is there. The element draws
 * itself before the next frame; else it would stand there twice. Call it when the element is connected.
 */
export function replaceServerDrawing({ shadowRoot, hasUpdated }: Drawn): void {
  if (!hasUpdated && !('litElementHydrateSupport' in globalThis)) shadowRoot?.replaceChildren();
}

interface Drawn {
  readonly shadowRoot: ShadowRoot | null;
  readonly hasUpdated: boolean;
}
