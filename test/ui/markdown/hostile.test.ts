import { expect } from '@open-wc/testing';
import { contentOf, showMarkdown, stream } from '../../support/markdown-dom.js';

/** Characters in each attack. */
const SIZE = 65_000;

function fill(part: string): string {
  return part.repeat(Math.ceil(SIZE / part.length));
}

/** The most nodes that a text may become: two a character would be too many. */
const MOST_NODES = 90_000;

const attacks: Readonly<Record<string, string>> = {
  'quotes in quotes': `${fill('> ')}a`,
  'lists in lists': `${fill('- ')}a`,
  'numbered lists in lists': `${fill('1. ')}a`,
  'quotes in lists': `${fill('- > ')}a`,
  'lists that are indented more and more': Array.from(
    { length: 350 },
    (_, depth) => `${' '.repeat(depth)}- a`,
  ).join('\n'),
  'blank lines in nested lists': `${'- '.repeat(15_000)}x${'\n'.repeat(30_000)}`,
  'lazy lines in nested quotes': `${'> '.repeat(15_000)}a\n${'b\n'.repeat(15_000)}`,
  'brackets that open': fill('['),
  'brackets in brackets': `${'['.repeat(30_000)}a${']'.repeat(30_000)}`,
  'images that open': fill('!['),
  'links that open': fill('[a](<b'),
  'links in links': `${'['.repeat(9_000)}a${'](b)'.repeat(9_000)}`,
  'stars that open': fill('*a '),
  'stars that close': fill('a* '),
  'stars around stars': `${'*'.repeat(30_000)}a${'*'.repeat(30_000)}`,
  'marks in marks': `${'*a **a '.repeat(5_000)}b${' a** a*'.repeat(5_000)}`,
  'underscores between stars': fill('*a_ '),
  'tildes that open': fill('~~a '),
  'backticks of growing length': Array.from(
    { length: 360 },
    (_, length) => `e${'`'.repeat(length)}`,
  ).join(''),
  'tags that open': fill('<b '),
  'comments that open': fill('a <!--'),
  'declarations that open': fill('a <!A '),
  'references to nothing': fill('[a][b] '),
  'definitions without an end': fill('[a]: /b "\n'),
  'footnotes that open': fill('[^a]'),
  'footnotes in footnotes': `${'[^a]: '.repeat(9_000)}x`,
  'a footnote full of itself': `[^a]: ${fill('[^a] ')}\n\n[^a]`,
  'tables with many columns': `|${'a|'.repeat(16_000)}\n|${'-|'.repeat(16_000)}\n|${'b|'.repeat(16_000)}`,
  'tables with short rows': `|${'a|'.repeat(120)}\n|${'-|'.repeat(120)}\n${'b\n'.repeat(16_000)}`,
  'addresses that begin': fill('www.'),
  'addresses with underscores': `http://${fill('_.')}`,
  'addresses with brackets': `http://a.example/${fill(')')}`,
  'mail addresses': fill('a@b.'),
  'dots before an at sign': fill('a.'),
  'lines that end hard': fill('\\\n'),
  'spaces before the end of a line': `a${fill(' ')}b`,
  'rules that are lists': fill('- - '),
  'a word without an end': fill('a'),
};

describe('Markdown made to overwhelm', () => {
  for (const [name, text] of Object.entries(attacks)) {
    it(`survives ${name}`, async () => {
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

  it('leaves a table with too many columns as text', async () => {
    const element = await showMarkdown(`|${'a|'.repeat(200)}\n|${'-|'.repeat(200)}\n`);
    expect(contentOf(element).querySelector('table')).to.equal(null);
    expect(contentOf(element).textContent).to.include('|a|a|');
  });

  it('shows what comes after a million characters as it is', async () => {
    const line = `${'*word* '.repeat(20)}\n\n`;
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
    expect(contentOf(element).querySelectorAll('td').length).to.be.within(60_000, 65_536);
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
