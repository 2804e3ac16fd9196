/**
 * Draws what a text only describes: a formula, a diagram. It gives a node, never markup. `inline` is
 * a formula within a line. What it throws is reported once, and the source stays. A node that is there
 * at once is shown at once, without the source being seen before.
 */
export type Renderer = (source: string, form: 'block' | 'inline') => Node | Promise<Node>;

/**
 * Renderers by the first word after the fence of what they draw. That of `math` also gets what stands
 * between `$` and `$`, `$$` and `$$`, `\(` and `\)`, `\[` and `\]`, which are only text without it.
 */
export type Renderers = Readonly<Record<string, Renderer>>;
