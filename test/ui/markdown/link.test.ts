import { expect } from '@open-wc/testing';
import { contentOf, showMarkdown } from '../../support/markdown-dom.js';

async function show(text: string): Promise<{ readonly around: Element; readonly link: Element }> {
  const content = contentOf(await showMarkdown(text));
  const [around, link] = [content.querySelector('.link'), content.querySelector('a')];
  if (!around || !link) throw new Error('Expected a link');
  return { around, link };
}

/** Notes what is opened, and opens nothing. */
function holdBack(link: Element): string[] {
  const opened: string[] = [];
  link.addEventListener('click', (event) => {
    event.preventDefault();
    opened.push((event.currentTarget as HTMLAnchorElement).href);
  });
  return opened;
}

describe('a link under the pointer', () => {
  it('is not met before it is pressed: its host would be looked up', async () => {
    const { around, link } = await show('[The guide](https://docs.example.org/x)');
    expect(getComputedStyle(link).pointerEvents).to.equal('none');
    around.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    expect(getComputedStyle(link).pointerEvents).to.equal('auto');
  });

  it('opens once, whether the press comes to it or to what is around it', async () => {
    const { around, link } = await show('[The guide](https://docs.example.org/x)');
    const opened = holdBack(link);
    around.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    link.dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }),
    );
    expect(opened).to.deep.equal(['https://docs.example.org/x', 'https://docs.example.org/x']);
  });

  it('opens with the middle button, and not with the one for menus', async () => {
    const { around, link } = await show('[The guide](https://docs.example.org/x)');
    const opened = holdBack(link);
    for (const button of [1, 2])
      around.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, composed: true, button }));
    expect(opened).to.deep.equal(['https://docs.example.org/x']);
  });

  it('stays the same node when its address has come to an end', async () => {
    const element = await showMarkdown('[The guide](https://docs', true);
    const before = contentOf(element).querySelector('.link');
    element.text = '[The guide](https://docs.example.org/x)';
    await element.updateComplete;
    expect(contentOf(element).querySelector('.link')).to.equal(before);
  });
});
