import { expect, fixture, html } from '@open-wc/testing';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import { replaceClipboard } from '../../support/clipboard.js';
import { contentOf, meaningOf, showMarkdown } from '../../support/markdown-dom.js';
import { until } from '../../support/until.js';
import '../../../src/ui/markdown/markdown.define.js';

const tour = [
  '# Title\n\nText with **bold**, *italic*, ~~gone~~, `code`, a [link](https://example.org/x)[^1] and https://example.org.',
  '- one\n- two\n  1. deep\n- [x] done\n- [ ] not done',
  '> A quote',
  '```ts\nconst a = 1;\n```',
  '| Planet | Moons |\n|:--|--:|\n| Mars | 2 |',
  '![A map](https://images.example/map.png) and [a bad one](javascript:alert(1))',
  '---\n\n<b>raw</b>\n\n## مرحبا بالعالم\n\n[^1]: A note.',
].join('\n\n');

function button(element: SseMarkdown, name: string): HTMLButtonElement {
  const buttons = [...element.renderRoot.querySelectorAll('button')];
  const found = buttons.find((one) => (one.getAttribute('aria-label') ?? one.innerText) === name);
  if (!found)
    throw new Error(
      `Expected a button "${name}", got ${buttons.map((one) => one.innerText).join(', ')}`,
    );
  return found;
}

function group(element: SseMarkdown, name: string): HTMLElement {
  const found = element.renderRoot.querySelector<HTMLElement>(
    `[role="group"][aria-label="${name}"]`,
  );
  if (!found) throw new Error(`Expected a group "${name}"`);
  return found;
}

function status(element: SseMarkdown): string {
  return element.renderRoot.querySelector('[role="status"]')?.textContent ?? '';
}

describe('<sse-markdown>', () => {
  for (const scheme of ['light', 'dark']) {
    it(`is accessible with all it can show, ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = 'Canvas';
      const element = await fixture<SseMarkdown>(html`<sse-markdown .text=${tour}></sse-markdown>`);
      await expect(element).to.be.accessible();
      document.documentElement.style.colorScheme = '';
      document.body.style.background = '';
    });
  }

  it('is accessible while it is written', async () => {
    const element = await showMarkdown(tour.slice(0, 200), true);
    await expect(element).to.be.accessible();
  });

  it('shows the text between its tags, without the indentation of the page', async () => {
    const between = '\n    # Title\n\n    - one\n      - two\n  ';
    const element = await fixture<SseMarkdown>(
      html`<sse-markdown heading-level="2">${between}</sse-markdown>`,
    );
    expect(meaningOf(element)).to.equal(
      '<h2>Title</h2>\n<ul><li>one\n<ul><li>two</li></ul></li></ul>',
    );
  });

  it('follows the text between its tags', async () => {
    const element = await fixture<SseMarkdown>(html`<sse-markdown>One</sse-markdown>`);
    element.append(' and *two*');
    await Promise.resolve();
    await element.updateComplete;
    expect(meaningOf(element)).to.equal('<p>One and <em>two</em></p>');
  });

  it('prefers the text it is given', async () => {
    const element = await fixture<SseMarkdown>(
      html`<sse-markdown text="*Given*">Between</sse-markdown>`,
    );
    expect(meaningOf(element)).to.equal('<p><em>Given</em></p>');
  });

  it('begins headings at the third level, or where it is told, and ends at the sixth', async () => {
    const headings = '# a\n## b\n##### c';
    const element = await fixture<SseMarkdown>(
      html`<sse-markdown .text=${headings}></sse-markdown>`,
    );
    expect(meaningOf(element)).to.equal('<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>');
    element.headingLevel = 2;
    await element.updateComplete;
    expect(meaningOf(element)).to.equal('<h2>a</h2>\n<h3>b</h3>\n<h6>c</h6>');
    element.setAttribute('heading-level', 'nonsense');
    await element.updateComplete;
    expect(meaningOf(element)).to.equal('<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>');
  });

  it('gives each block its own direction, and code none', async () => {
    const element = await showMarkdown('Hello\n\nمرحبا\n\n> اقتباس\n\n```\nx\n```');
    const [left, right] = contentOf(element).querySelectorAll('p');
    expect(left && getComputedStyle(left).direction).to.equal('ltr');
    expect(right && getComputedStyle(right).direction).to.equal('rtl');
    const quote = contentOf(element).querySelector('blockquote');
    expect(quote && getComputedStyle(quote).direction).to.equal('rtl');
    expect(group(element, 'Code').dir).to.equal('ltr');
  });

  it('names tasks, which nobody can change', async () => {
    const element = await showMarkdown('- [x] Write *it*\n- [ ] Send it');
    const boxes = [...contentOf(element).querySelectorAll('input')];
    expect(
      boxes.map((box) => [box.getAttribute('aria-label'), box.checked, box.disabled]),
    ).to.deep.equal([
      ['Write it', true, true],
      ['Send it', false, true],
    ]);
  });

  it('lets code and tables be scrolled by keyboard, and names them', async () => {
    const element = await showMarkdown(
      '```ts\nx\n```\n\n| Planet | Moons |\n|--|--|\n| Mars | 2 |',
    );
    for (const name of ['Code: ts', 'Table: Planet, Moons']) {
      group(element, name).focus();
      expect(element.shadowRoot?.activeElement?.getAttribute('aria-label')).to.equal(name);
    }
  });

  it('scrolls wide code and wide tables in their own boxes, not the page', async () => {
    const wide = `| ${'a wide heading | '.repeat(20)}\n|${'--|'.repeat(20)}`;
    const element = await showMarkdown(
      `\`\`\`\n${'x'.repeat(500)}\n\`\`\`\n\n${wide}\n\n${'y'.repeat(500)}`,
    );
    expect(element.scrollWidth).to.equal(element.clientWidth);
    for (const box of contentOf(element).querySelectorAll('pre, .table')) {
      expect(box.scrollWidth).to.be.above(box.clientWidth);
    }
  });
});

describe('the copy button of <sse-markdown>', () => {
  it('copies exactly the code, and says so', async () => {
    const copied: string[] = [];
    const restore = replaceClipboard(async (text) => void copied.push(text));
    const element = await showMarkdown(`\`\`\`html\n<b>&amp;\n\n  ${'line\n'.repeat(100)}\`\`\``);
    button(element, 'Copy').click();
    await until('a word about it', () => status(element) !== '');
    restore();
    expect(copied).to.deep.equal([`<b>&amp;\n\n  ${'line\n'.repeat(100)}`.trimEnd()]);
    expect(status(element)).to.equal('Copied');
    expect(button(element, 'Copied')).to.be.instanceOf(HTMLButtonElement);
  });

  it('selects the code where the page may not write to the clipboard', async () => {
    const restore = replaceClipboard(() => Promise.reject(new Error('not allowed')));
    const element = await showMarkdown('```\nthe code\n```');
    button(element, 'Copy').click();
    await until('a word about it', () => status(element) !== '');
    restore();
    expect(status(element)).to.equal('Selected: press Ctrl+C to copy');
  });

  it('brings no live region before somebody is about to copy', async () => {
    const element = await showMarkdown('```\nthe code\n```');
    expect(element.renderRoot.querySelector('[role="status"]')).to.equal(null);
    button(element, 'Copy').focus();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[role="status"]')?.textContent).to.equal('');
  });

  it('forgets what it said when the element leaves the page', async () => {
    const restore = replaceClipboard(async () => {});
    const element = await showMarkdown('```\nx\n```');
    button(element, 'Copy').click();
    await until('a word about it', () => status(element) !== '');
    element.remove();
    restore();
    document.body.append(element);
    await element.updateComplete;
    expect(status(element)).to.equal('');
    expect(button(element, 'Copy')).to.be.instanceOf(HTMLButtonElement);
    element.remove();
  });
});

describe('an image in <sse-markdown>', () => {
  const url = new URL('/test/fixtures/nothing.png', location.href).href;

  it('is a button that names its text and its host until the reader presses it', async () => {
    const element = await showMarkdown(`![A map](${url})`);
    expect(contentOf(element).querySelector('img')).to.equal(null);
    const load = contentOf(element).querySelector('button');
    expect(load?.textContent).to.equal(`Load image: A map${location.host}`);
    load?.click();
    const image = contentOf(element).querySelector('img');
    expect(image?.src).to.equal(url);
    expect(image?.alt).to.equal('A map');
    expect(image?.referrerPolicy).to.equal('no-referrer');
    expect(image?.crossOrigin).to.equal('anonymous');
    expect(element.shadowRoot?.activeElement).to.equal(image);
  });

  it('stays loaded while the text grows', async () => {
    const element = await showMarkdown(`![A map](${url}) and`, true);
    contentOf(element).querySelector('button')?.click();
    const image = contentOf(element).querySelector('img');
    element.text += ' more\n\nStill more.';
    await element.updateComplete;
    expect(contentOf(element).querySelector('img')).to.equal(image);
  });

  it('says so when it cannot be loaded', async () => {
    const element = await showMarkdown(`![A map](${url})`);
    contentOf(element).querySelector('button')?.click();
    const image = contentOf(element).querySelector('img');
    await new Promise((resolve) => image?.addEventListener('error', resolve));
    expect(contentOf(element).textContent).to.equal(
      `A map Image could not be loaded (${location.host})`,
    );
  });

  it('is there at once when the page allows its origin and folder', async () => {
    const element = await fixture<SseMarkdown>(
      html`<sse-markdown
        allow-images=${`${location.origin}/test/`}
        text="![A map](/test/fixtures/nothing.png) ![B](/other.png)"
      ></sse-markdown>`,
    );
    const images = [...contentOf(element).querySelectorAll('img')];
    expect(images.map(({ alt }) => alt)).to.deep.equal(['A map']);
    expect(contentOf(element).querySelectorAll('button')).to.have.length(1);
  });

  it('stands before a link that it is in', async () => {
    const element = await showMarkdown('[![build](https://a.example/x.svg)](https://b.example/)');
    const [image, link] = contentOf(element).querySelector('p')?.children ?? [];
    expect(image?.querySelector('button')).to.exist;
    expect(link?.textContent).to.equal('build');
    await expect(element).to.be.accessible();
  });
});

describe('footnotes in <sse-markdown>', () => {
  it('are numbered in the order in which the text refers to them, and stand below it', async () => {
    const element = await showMarkdown(
      'B[^b] a[^a] b[^b].\n\n[^a]: First *note*.\n[^b]: Second.\n[^c]: Unused.',
    );
    expect(contentOf(element).querySelector('p')?.textContent).to.equal('B1 a2 b1.');
    const notes = [...contentOf(element).querySelectorAll('li')].map((note) =>
      note.textContent?.trim(),
    );
    expect(notes).to.deep.equal(['Second. ↩', 'First note. ↩']);
  });

  it('are reached by their number, and lead back', async () => {
    const element = await showMarkdown('Text[^1].\n\n[^1]: A note.');
    button(element, 'Footnote 1').click();
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('A note. ↩');
    button(element, 'Back to text, footnote 1').click();
    expect(element.shadowRoot?.activeElement).to.equal(button(element, 'Footnote 1'));
  });

  it('lead back to where the reader came from', async () => {
    const element = await showMarkdown('One[^1], two[^1].\n\n[^1]: A note.');
    const [, second] = contentOf(element).querySelectorAll<HTMLElement>('sup > button');
    second?.click();
    button(element, 'Back to text, footnote 1').click();
    expect(element.shadowRoot?.activeElement).to.equal(second);
  });

  it('get their numbers right when their definitions come late', async () => {
    const element = await showMarkdown('A[^x] b[^y].\n\nText.\n\n');
    expect(contentOf(element).textContent).to.equal('A[^x] b[^y].Text.');
    element.text += '[^y]: Why.\n\nAnd[^x].\n\n[^x]: Ex.';
    await element.updateComplete;
    expect(contentOf(element).querySelector('p')?.textContent).to.equal('A1 b2.');
  });
});
