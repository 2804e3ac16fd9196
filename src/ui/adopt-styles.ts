import type { CSSResult } from 'lit';

const sheets = new Map<string, CSSStyleSheet>();

/**
 * Gives an element that draws into the tree around it, without a shadow root of its own, its styles:
 * those for `:host` hold for the element, all others for what is in it.
 */
export function adoptStyles(element: Element, styles: readonly CSSResult[]): void {
  const tree = element.getRootNode();
  if (!(tree instanceof ShadowRoot || tree instanceof Document)) return;
  const { localName } = element;
  let sheet = sheets.get(localName);
  if (!sheet) {
    const text = styles.map((style) => style.toString()).join('\n');
    sheet = new CSSStyleSheet();
    sheet.replaceSync(`${localName} {${text.replace(/:host(?:\(([^)]*)\))?/g, '&$1')}}`);
    sheets.set(localName, sheet);
  }
  if (!tree.adoptedStyleSheets.includes(sheet)) tree.adoptedStyleSheets.push(sheet);
}
