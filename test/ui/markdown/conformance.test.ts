import { expect } from '@open-wc/testing';
import { contentOf, meaningOf, meaningOfHtml, showMarkdown } from '../../support/markdown-dom.js';
import { examples, type MarkdownExample } from '../../support/markdown-examples.js';

/** Examples of CommonMark that are drawn otherwise, and why. */
const onPurpose: Readonly<Record<number, string>> = {
  484: 'a link without a text is named by its host',
  487: 'a link without a text is named by its host',
  517: 'an image stands before the link it is in, for its button could not be pressed inside',
  531: 'an image stands before the link it is in, for its button could not be pressed inside',
  608: 'GitHub makes links of plain addresses',
  611: 'GitHub makes links of plain addresses',
  612: 'GitHub makes links of plain addresses',
};

async function meaning({ markdown }: MarkdownExample): Promise<string> {
  const element = await showMarkdown(markdown);
  const drawn = meaningOf(element);
  element.remove();
  return drawn;
}

describe('Markdown, as specified', () => {
  it('draws every example of CommonMark that has no raw HTML', async () => {
    const plain = (await examples('commonmark')).filter(({ rawHtml }) => rawHtml.length === 0);
    const different: number[] = [];
    for (const example of plain) {
      if ((await meaning(example)) !== meaningOfHtml(example.html)) different.push(example.number);
    }
    expect(plain).to.have.length(580);
    expect(different.map(String)).to.deep.equal(Object.keys(onPurpose));
  });

  it('shows raw HTML as text', async () => {
    const raw = (await examples('commonmark')).filter(({ rawHtml }) => rawHtml.length > 0);
    for (const { number, markdown, rawHtml } of raw) {
      const content = contentOf(await showMarkdown(markdown));
      const text = content.textContent?.replaceAll(/\s+/g, ' ') ?? '';
      for (const html of rawHtml) {
        expect(text, `example ${number}`).to.include(html.replaceAll(/\s+/g, ' ').trim());
      }
    }
    expect(raw).to.have.length(72);
  });

  it('draws every example of the GitHub extensions; xmpp addresses are only text', async () => {
    const all = await examples('gfm');
    const different: number[] = [];
    for (const example of all) {
      const expected = meaningOfHtml(example.html).replaceAll(
        /<span>(xmpp:\S+) \[blocked\]<\/span>/g,
        '$1',
      );
      if ((await meaning(example)) !== expected) different.push(example.number);
    }
    expect(all).to.have.length(27);
    expect(different).to.deep.equal([]);
  });
});
