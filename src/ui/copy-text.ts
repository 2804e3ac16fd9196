/**
 * Puts a text on the clipboard. Where the page may not write there (over plain HTTP, say), what shows the
 * text is selected instead, from the first node to the last, and false comes back.
 */
export async function copyText(text: string, first: Node, last: Node = first): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
    return false;
  }
}
