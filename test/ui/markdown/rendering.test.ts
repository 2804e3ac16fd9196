import { expect } from '@open-wc/testing';
import type { Renderer, Renderers } from '../../../src/ui/renderer.js';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import { replaceClipboard } from '../../support/clipboard.js';
import { contentOf, showMarkdown } from '../../support/markdown-dom.js';
import { watchReports } from '../../support/reported-errors.js';
import { until } from '../../support/until.js';

/** Draws a formula or a diagram as its form and its source. */
const draw: Renderer = (source, form) => {
  const drawn = document.createElement('var');
  drawn.append(`${form}: ${source}`);
  return drawn;
};

async function show(
  text: string,
  streaming = false,
  renderers: Renderers = { math: draw, mermaid: draw },
): Promise<SseMarkdown> {
  const element = await showMarkdown('', streaming);
  element.renderers = renderers;
  element.text = text;
  await element.updateComplete;
  return element;
}

function drawnIn(element: SseMarkdown): string[] {
  return [...contentOf(element).querySelectorAll('var')].map(({ textContent }) => textContent);
}

describe('formulas in Markdown', () => {
  const cases: Readonly<Record<string, readonly [text: string, ...drawn: string[]]>> = {
    'between dollars': ['Let $x_1$ and $\\alpha$.', 'inline: x_1', 'inline: \\alpha'],
    'between two dollars in a line': ['So $$a = b$$ holds.', 'block: a = b'],
    'between two dollars on lines of their own': [
      'Text\n$$\na\n= b\n+ c\n$$\nMore',
      'block: a\n= b\n+ c',
    ],
    'in brackets with backslashes': ['\\(a\\) and\n\\[\nb\n\\]', 'inline: a', 'block: b'],
    'far before one without an end, in a bracket without one': [
      `[ \\(a\\) ${'x '.repeat(3_000)} \\(b \\[c`,
      'inline: a',
    ],
    'in a list item': ['- one\n  $$\n  a\n  $$\n- $b$', 'block: a', 'inline: b'],
    'in a table and a heading': [
      '# $a$\n\n| $b$ |\n|--|\n| $c$ |',
      'inline: a',
      'inline: b',
      'inline: c',
    ],
    'in a link': ['[the $a$](https://a.example)', 'inline: a'],
    'with marks in it': ['$a*b*c$ and $_x_$', 'inline: a*b*c', 'inline: _x_'],
    'with an escaped dollar': ['$\\text{\\$5}$', 'inline: \\text{\\$5}'],
    'nowhere: prices': ['It costs $5, or $6 with tax.'],
    'nowhere: code': ['`$a$`\n\n    $b$\n\n```\n$c$\n```'],
    'nowhere: escaped': ['\\$a$ and $ b $ and $$'],
    'nowhere: a blank line in it': ['$$\na\n\nb\n$$'],
  };
  for (const [where, [text, ...drawn]] of Object.entries(cases)) {
    it(`are found ${where}`, async () => {
      expect(drawnIn(await show(text))).to.deep.equal(drawn);
    });
  }

  it('are drawn from code that says it is one', async () => {
    const element = await show('```math\na\n```');
    expect(drawnIn(element)).to.deep.equal(['block: a']);
  });

  it('are text unless the page gives a renderer', async () => {
    const element = await showMarkdown('$a$ and $$b$$\n\n$$\nc\n$$');
    expect(contentOf(element).textContent).to.equal('$a$ and $$b$$$$\nc\n$$');
  });

  it('are drawn when the renderer comes later', async () => {
    const element = await showMarkdown('$a$');
    element.renderers = { math: draw };
    await element.updateComplete;
    expect(drawnIn(element)).to.deep.equal(['inline: a']);
  });

  for (const half of [
    '$',
    '$x',
    '$x_1 +',
    '$2^{n',
    '$$',
    '$$a',
    '$$a = b$',
    '\\(',
    '\\(a',
    '\\[',
    '\\[a\\',
    '\n$$\n',
    '\n$$\na\n',
    '\n\\[\na',
    '\n```math\na',
  ]) {
    it(`do not show ${JSON.stringify(half)} before they are whole`, async () => {
      const element = await show(`So ${half}`, true);
      expect(contentOf(element).textContent?.trim()).to.equal('So');
      element.streaming = false;
      await element.updateComplete;
      expect(contentOf(element).textContent).to.not.equal('So');
    });
  }

  for (const half of [
    '$5 for',
    '$ a',
    'US$',
    'a $name that is in a sentence of some length, not in a formula',
  ]) {
    it(`do not hide ${JSON.stringify(half)}, which will hardly become one`, async () => {
      const element = await show(`${half} and`, true);
      expect(contentOf(element).textContent).to.equal(`${half} and`);
    });
  }

  it('keep their nodes while the text goes on', async () => {
    const element = await show('So $x$', true);
    const [drawn] = contentOf(element).querySelectorAll('var');
    element.text += ' and more, $y$ too.\n\nEnd';
    await element.updateComplete;
    expect(contentOf(element).querySelector('var')).to.equal(drawn);
  });

  it('show their source, which is reported once, where they cannot be drawn', async () => {
    const { reported, restore } = watchReports();
    const math: Renderer = () => {
      throw new Error('no');
    };
    const element = await show('$a$ and $b$', false, { math });
    restore();
    expect(contentOf(element).textContent).to.equal('$a$ and $b$');
    expect(reported).to.have.length(1);
  });

  it('show their source where the renderer gives markup', async () => {
    const { reported, restore } = watchReports();
    const math = () => '<b>a</b>' as unknown as Node;
    const element = await show('$a$', false, { math });
    restore();
    expect(contentOf(element).textContent).to.equal('$a$');
    expect(String(reported[0])).to.include('Expected a node, got string');
  });
});

describe('diagrams in Markdown', () => {
  it('are drawn in the place of their source, which can still be copied', async () => {
    const copied: string[] = [];
    const element = await show('```mermaid\na --> b\n```');
    await until('the diagram', () => drawnIn(element).length > 0);
    expect(drawnIn(element)).to.deep.equal(['block: a --> b\n']);
    const source = contentOf(element).querySelector('pre');
    expect(source && getComputedStyle(source).display).to.equal('none');
    const restore = replaceClipboard(async (text) => void copied.push(text));
    contentOf(element).querySelector<HTMLElement>('[part="copy"]')?.click();
    restore();
    expect(copied).to.deep.equal(['a --> b']);
    await expect(element).to.be.accessible();
  });

  it('show their source until they are drawn, and when they cannot be', async () => {
    const { reported, restore } = watchReports();
    const mermaid = () => Promise.reject(new Error('no'));
    const element = await show('```mermaid\na\n```', false, { mermaid });
    await until('a report', () => reported.length > 0);
    restore();
    const source = contentOf(element).querySelector('pre');
    expect(source && getComputedStyle(source).display).to.equal('block');
  });

  it('are only code where there is no renderer of that very name', async () => {
    const element = await show('```constructor\na\n```\n\n```ts\nb\n```');
    expect(contentOf(element).querySelectorAll('pre')).to.have.length(2);
    expect(drawnIn(element)).to.deep.equal([]);
  });
});
