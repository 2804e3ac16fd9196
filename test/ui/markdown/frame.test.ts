import { expect } from '@open-wc/testing';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import { replaceClipboard } from '../../support/clipboard.js';
import { contentOf, showMarkdown } from '../../support/markdown-dom.js';
import { until } from '../../support/until.js';

function buttonIn(element: SseMarkdown, name: string): HTMLButtonElement {
  const buttons = [...contentOf(element).querySelectorAll('button')];
  const found = buttons.find(({ textContent }) => textContent === name);
  if (!found) throw new Error(`Expected a button "${name}"`);
  return found;
}

/** What the first button that copies puts on the clipboard. */
async function copied(element: SseMarkdown): Promise<string> {
  const texts: string[] = [];
  const restore = replaceClipboard(async (text) => void texts.push(text));
  buttonIn(element, 'Copy').click();
  const text = await until('something on the clipboard', () => texts[0]);
  restore();
  return text;
}

describe('the bar above a table', () => {
  it('copies the table for a spreadsheet, without what was added to it', async () => {
    const element = await showMarkdown(
      '| Name | Site |\n|--|--:|\n| **A**\u00a0b | [home](https://a.example/x) |\n| c | |\n',
    );
    expect(contentOf(element).textContent).to.include('a.example');
    expect(await copied(element)).to.equal('Name\tSite\nA b\thome\nc\t');
  });

  it('copies all rows of a long table that still grows', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => `| ${index} |\n`).join('');
    const element = await showMarkdown(`| n |\n|--|\n${rows}`, true);
    expect((await copied(element))?.split('\n')).to.have.length(151);
  });
});

describe('the bar above code', () => {
  it('wraps the lines, and unwraps them', async () => {
    const element = await showMarkdown(`\`\`\`\n${'word '.repeat(200)}\n\`\`\``);
    const code = contentOf(element).querySelector('pre');
    const wrap = buttonIn(element, 'Wrap');
    wrap.click();
    expect(wrap.ariaPressed).to.equal('true');
    expect(code?.scrollWidth).to.equal(code?.clientWidth);
    wrap.click();
    expect(wrap.ariaPressed).to.equal('false');
    expect(code?.scrollWidth).to.be.above(code?.clientWidth ?? 0);
  });

  it('keeps the lines wrapped while more of them come', async () => {
    const element = await showMarkdown('```\na\n', true);
    buttonIn(element, 'Wrap').click();
    element.text += `${'word '.repeat(200)}\n\`\`\`\n\nText\n\n`;
    await element.updateComplete;
    const code = contentOf(element).querySelector('pre');
    expect(buttonIn(element, 'Wrap').ariaPressed).to.equal('true');
    expect(code?.scrollWidth).to.equal(code?.clientWidth);
  });
});
