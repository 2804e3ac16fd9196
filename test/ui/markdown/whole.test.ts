import { expect, fixture, html } from '@open-wc/testing';
import { MarkdownDocument } from '../../../src/ui/markdown/document.js';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import '../../../src/ui/markdown/markdown.define.js';

/** The Markdown of a message. */
function showIn(text: string, streaming: boolean): Promise<SseMarkdown> {
  return fixture<SseMarkdown>(
    html`<sse-markdown .sharesTree=${true} .text=${text} ?streaming=${streaming}></sse-markdown>`,
  );
}

describe('Markdown of a message that has come to its end', () => {
  const { write } = MarkdownDocument.prototype;
  let documents: Set<MarkdownDocument>;

  beforeEach(() => {
    documents = new Set();
    MarkdownDocument.prototype.write = function (this: MarkdownDocument, ...given) {
      documents.add(this);
      write.apply(this, given);
    };
  });
  afterEach(() => {
    MarkdownDocument.prototype.write = write;
  });

  it('is drawn by one document to its end, and by none after it', async () => {
    const element = await showIn('one', true);
    const paragraph = element.querySelector('p');
    element.text = 'one *two*';
    element.streaming = false;
    await element.updateComplete;
    element.requestUpdate();
    await element.updateComplete;
    expect(documents.size).to.equal(1);
    expect(element.querySelector('p')).to.equal(paragraph);
    expect(paragraph?.textContent).to.equal('one two');
  });

  it('is drawn anew when it grows all the same, and when the page asks for it otherwise', async () => {
    const element = await showIn('# one', false);
    element.text = '# one\n\ntwo';
    await element.updateComplete;
    expect(element.querySelector('h3 + p')?.textContent).to.equal('two');
    element.headingLevel = 2;
    await element.updateComplete;
    expect(element.querySelector('h2 + p')?.textContent).to.equal('two');
    expect(documents.size).to.equal(3);
  });
});
