/**
 * Puts the code that is shown on the clipboard. Where the page may not write there, the code is
 * selected instead, and false comes back.
 */
export async function copyCode(code: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText((code.textContent ?? '').replace(/\n$/, ''));
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return false;
  }
}
