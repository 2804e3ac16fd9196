/** The Markdown between an element's tags, without the indentation that it has in the page's source. */
export function lightText(element: Element): string {
  const lines = (element.textContent ?? '').replace(/^[ \t]*\n|\n[ \t]*$/g, '').split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return Number.isFinite(indent) ? lines.map((line) => line.slice(indent)).join('\n') : '';
}
