/** The page that a reader would write for an element with these attributes. */
export function markup(tag: string, attributes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(attributes).map(([name, value]) => `  ${name}=${quote(value)}`);
  return `<script src="sse-elements.js"></script>\n\n<${tag}\n${lines.join('\n')}\n></${tag}>`;
}

function quote(value: string): string {
  return value.includes('"') ? `'${value.replaceAll("'", '&#39;')}'` : `"${value}"`;
}
