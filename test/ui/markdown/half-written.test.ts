import { expect } from '@open-wc/testing';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import { contentOf, meaningOf, showMarkdown } from '../../support/markdown-dom.js';

/** What is shown while the text that has come so far is this. */
async function halfWay(text: string): Promise<SseMarkdown> {
  return showMarkdown(text, true);
}

describe('Markdown of which the end is half-written', () => {
  const cases: Readonly<Record<string, readonly [text: string, shown: string]>> = {
    'bold text that is not closed': ['A **bold wo', '<p>A <strong>bold wo</strong></p>'],
    'bold text of which the end has half come': ['A **bold*', '<p>A <strong>bold</strong></p>'],
    'marks of which the text has not come': ['A **', '<p>A</p>'],
    'marks in marks': ['***both', '<p><em><strong>both</strong></em></p>'],
    'text that will be struck out': ['~~gone', '<p><del>gone</del></p>'],
    'a tilde that means about': ['~5 of them', '<p>~5 of them</p>'],
    'code that is not closed': ['Run `npm ci', '<p>Run <code>npm ci</code></p>'],
    'a star that is only a star': ['3 * 4 = ', '<p>3 * 4 =</p>'],
    'the text of a link': ['See [the **gui', '<p>See the <strong>gui</strong></p>'],
    'the address of a link': ['See [the guide](https://exam', '<p>See the guide</p>'],
    'the title of a link': ['See [it](https://x.example "Ti', '<p>See it</p>'],
    'a link to what is defined later': ['See [it][later] and', '<p>See it and</p>'],
    'a plain address': ['At https://example.o', '<p>At https://example.o</p>'],
    'an address in brackets': ['At <https://exam', '<p>At https://exam</p>'],
    'an address in brackets of which little has come': ['At <ht', '<p>At ht</p>'],
    'a footnote’s mark': ['Text[^no', '<p>Text</p>'],
    'a footnote': [
      'Text[^1].\n\n[^1]: No **te',
      '<p>Text<sup><button>1</button></sup>.</p>\n<ol><li>No <strong>te</strong> <button>↩</button></li></ol>',
    ],
    'an image': ['![A map](https://images.exa', '<p>A map</p>'],
    'a number in brackets': ['As said [1', '<p>As said [1</p>'],
    'the mark of a list item': ['Text\n- ', '<p>Text</p>'],
    'the box of a task': ['- [x] done\n- [', '<ul><li>[x]done</li></ul>'],
    'the number of an item': ['Text\n\n2', '<p>Text</p>'],
    'an underline that may become a heading': ['Text\n--', '<p>Text</p>'],
    'a definition': ['Text\n\n[a]: https://exam', '<p>Text</p>'],
    'the head of a table': [
      '| Name | Va',
      '<table><thead><tr><th>Name</th>\n<th>Va</th></tr></thead></table>',
    ],
    'the line below the head of a table': [
      '| a |\n|--',
      '<table><thead><tr><th>a</th></tr></thead></table>',
    ],
    'a fence': ['Text\n``', '<p>Text</p>'],
    'the end of a fence': ['```ts\nlet a;\n``', '<pre>ts"let a;\\n"</pre>'],
  };
  for (const [name, [text, shown]] of Object.entries(cases)) {
    it(`draws ${name} as it will most likely be`, async () => {
      const element = await halfWay(text);
      expect(meaningOf(element)).to.equal(shown);
      expect(contentOf(element).querySelectorAll('a[href], button[part="image"]')).to.have.length(
        0,
      );
    });
  }

  it('takes the same texts as they are when no more comes', async () => {
    const element = await halfWay('A **bold wo');
    element.streaming = false;
    await element.updateComplete;
    expect(meaningOf(element)).to.equal('<p>A **bold wo</p>');
  });

  it('makes a link of a reference once it is defined', async () => {
    const element = await halfWay('See [it][later].\n\n');
    const [paragraph] = contentOf(element).querySelectorAll('p');
    element.text += '[later]: https://example.org/x\n\nMore';
    await element.updateComplete;
    expect(contentOf(element).querySelector('a')?.href).to.equal('https://example.org/x');
    expect(contentOf(element).querySelector('p')).to.equal(paragraph);
  });

  it('shows a reference as it was written if it was never defined', async () => {
    const element = await halfWay('See [it][never].\n\nMore');
    element.streaming = false;
    await element.updateComplete;
    expect(meaningOf(element)).to.equal('<p>See [it][never].</p>\n<p>More</p>');
  });
});
