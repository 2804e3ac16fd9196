// What pages are made of.
import { type Html, markup } from './html.js';
import { type Heading, slug } from './markdown.js';

/** A line of a doc comment: what stands between backticks is code. */
export function inline(text: string): Html {
  const pieces = text.split('`');
  return markup`${pieces.map((piece, index) => (index % 2 === 1 ? markup`<code>${piece}</code>` : piece))}`;
}

export function code(text: string): Html {
  return markup`<code>${text}</code>`;
}

/** A name, which is not broken into lines. */
export function nameOf(text: string): Html {
  return markup`<code class="name">${text}</code>`;
}

/** The heading of a section that the page's table of contents leads to. */
export function sectionHeading(text: string): Html {
  return markup`<h2 id="${slug(text)}"><a class="anchor" href="#${slug(text)}">${text}</a></h2>`;
}

export function toHeading(text: string): Heading {
  return { id: slug(text), text, level: 2 };
}

export type Cell = Html | string;

/** A table that scrolls by itself where it is too wide. */
export function table(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): Html {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => markup`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            markup`<tr>
              ${cells.map((cell) => markup`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
