import { reportOnce } from './report-once.js';

/**
 * Draws what a text only describes: a formula, a diagram. It gives a node, never markup. `inline` is
 * a formula within a line. What it throws is reported once, and the source stays. A node that is there
 * at once is shown at once, without the source being seen before.
 */
export type Renderer = (source: string, form: 'block' | 'inline') => Node | Promise<Node>;

/**
 * Renderers by the first word after the fence of what they draw. That of `math` also gets what stands
 * between `$` and `$`, `$$` and `$$`, `\(` and `\)`, `\[` and `\]`, which are only text without it. One by `tool:` and
 * the name of a tool gets the tool's result, and draws it below the tool's line.
 */
export type Renderers = Readonly<Record<string, Renderer>>;

/** The renderer that the page has given for a language or a tool, if it has. */
export function rendererFor(name: string, renderers: Renderers | undefined): Renderer | undefined {
  return renderers && Object.hasOwn(renderers, name) ? renderers[name] : undefined;
}

export function draw(
  renderer: Renderer,
  source: string,
  form: 'block' | 'inline',
  show: (node: Node) => void,
): void {
  const check = (node: Node): void => {
    if (!(node instanceof Node)) throw new TypeError(`Expected a node, got ${typeof node}`);
    show(node);
  };
  const fail = (error: unknown): void => reportOnce(renderer, error);
  try {
    const drawn = renderer(source, form);
    if (drawn instanceof Promise) drawn.then(check).catch(fail);
    else check(drawn);
  } catch (error) {
    fail(error);
  }
}
