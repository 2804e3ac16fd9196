import { expect } from '@open-wc/testing';
import { hostileMarkdown } from '../../support/hostile-markdown.js';
import { contentOf, showMarkdown, stream } from '../../support/markdown-dom.js';

/** Characters in each text. */
const SIZE = 65_000;

/** The most nodes that a text may become: two a character would be too many. */
const MOST_NODES = 90_000;

describe('Markdown made to overwhelm', () => {
  for (const [name, recipe] of Object.entries(hostileMarkdown)) {
    it(`survives ${name}`, async () => {
      const text = recipe(SIZE);
      const whole = await showMarkdown(text);
      const nodes = contentOf(whole).querySelectorAll('*');
      expect(nodes.length).to.be.below(MOST_NODES);
      expect(depthOf(contentOf(whole))).to.be.below(200);
      const streamed = await showMarkdown();
      await stream(streamed, text, Math.ceil(text.length / 20));
      expect(contentOf(streamed).isEqualNode(contentOf(whole))).to.equal(true);
    });
  }

  it('leaves the text of lists that are nested too deep', async () => {
    const element = await showMarkdown(`${'- '.repeat(200)}the end`);
    expect(contentOf(element).textContent).to.include('the end');
    expect(contentOf(element).querySelectorAll('ul')).to.have.length(32);
  });

  it('leaves the text of a paragraph that is too long for marks', async () => {
    const element = await showMarkdown('*a* '.repeat(10_000));
    expect(contentOf(element).textContent?.match(/a/g)).to.have.length(10_000);
    expect(contentOf(element).querySelectorAll('em').length).to.be.below(3_000);
  });

  it('cuts no character of it in two', async () => {
    const element = await showMarkdown(`x${'😀'.repeat(9_000)}`);
    const pieces = [...contentOf(element).querySelectorAll('.lines')];
    for (const { textContent } of pieces) expect(textContent).to.not.match(/\p{Cs}/u);
  });

  it('leaves a table with too many columns as text', async () => {
    const element = await showMarkdown(`|${'a|'.repeat(200)}\n|${'-|'.repeat(200)}\n`);
    expect(contentOf(element).querySelector('table')).to.equal(null);
    expect(contentOf(element).textContent).to.include('|a|a|');
  });

  it('shows what comes after a million characters as it is', async () => {
    const line = `${'word '.repeat(50)}*word* \n\n`;
    const text = line.repeat(Math.ceil((2 ** 20 + 1_000) / line.length));
    const element = await showMarkdown(text);
    const streamed = await showMarkdown();
    await stream(streamed, text, 100_000);
    expect(contentOf(element).textContent).to.match(/\*word\* \n\n$/);
    expect(contentOf(element).textContent?.match(/word/g)?.length).to.equal(
      text.match(/word/g)?.length,
    );
    expect(contentOf(streamed).isEqualNode(contentOf(element))).to.equal(true);
  });

  it('ends a table that has too many cells', async () => {
    const element = await showMarkdown(
      `|${'a|'.repeat(100)}\n|${'-|'.repeat(100)}\n${'b\n'.repeat(2_000)}`,
    );
    expect(contentOf(element).querySelectorAll('tr').length).to.be.within(600, 656);
  });

  it('draws many cells that a row does not have as one', async () => {
    const element = await showMarkdown(`|${'a|'.repeat(50)}\n|${'-|'.repeat(50)}\n|b|c|\n`);
    const cells = [...contentOf(element).querySelectorAll('td')];
    expect(cells.map(({ colSpan }) => colSpan)).to.deep.equal([1, 1, 48]);
  });
});

function depthOf(root: Element): number {
  let deepest = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  let depth = 0;
  while (walker.nextNode()) {
    depth = 0;
    for (
      let node: Element | null = walker.currentNode as Element;
      node !== root && node;
      node = node.parentElement
    )
      depth++;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
