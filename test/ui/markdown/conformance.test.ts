import { expect } from '@open-wc/testing';
import { examples } from '../../support/markdown-examples.js';
import { contentOf, meaningOf, meaningOfHtml, showMarkdown } from '../../support/markdown-dom.js';

describe('Markdown conformance', () => {
  it('draws the examples of the CommonMark specification as it says', async () => {
    const wrong: number[] = [];
    for (const { number, markdown, html, rawHtml } of await examples('commonmark')) {
      if (rawHtml.length > 0) continue;
      const element = await showMarkdown(markdown);
      if (meaningOf(element) !== meaningOfHtml(html)) {
        wrong.push(number);
        console.log(
          number,
          JSON.stringify(markdown),
          '\nGOT',
          meaningOf(element),
          '\nWANT',
          meaningOfHtml(html),
        );
      }
      element.remove();
    }
    expect(wrong).to.deep.equal([]);
  });
  it('shows raw HTML as text', async () => {
    let count = 0;
    for (const { number, markdown, rawHtml } of await examples('commonmark')) {
      if (rawHtml.length === 0) continue;
      count++;
      const element = await showMarkdown(markdown);
      const text = contentOf(element).textContent?.replaceAll(/\s+/g, ' ') ?? '';
      for (const raw of rawHtml)
        expect(text, `${number}`).to.include(raw.replaceAll(/\s+/g, ' ').trim());
      element.remove();
    }
    expect(count).to.equal(1);
  });
});
