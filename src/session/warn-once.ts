const told = new WeakMap<object, Set<string>>();

/**
 * Warns developers in the console, once for each owner and code: the only place that writes there.
 * @returns whether it was news.
 */
export function warnOnce(owner: object, code: string, text: string): boolean {
  const codes = told.get(owner) ?? new Set();
  if (codes.has(code)) return false;
  told.set(owner, codes.add(code));
  // oxlint-disable-next-line no-console -- what is wrong with a page is read where it is made.
  console.warn(`sse-elements: ${text} (${code})`);
  return true;
}
