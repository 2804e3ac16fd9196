import { expect } from '@open-wc/testing';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import { countCharacters } from '../../support/counted-work.js';
import {
  contentOf,
  drawInPieces,
  drawWhole,
  hooked,
  showMarkdown,
} from '../../support/markdown-dom.js';

async function grow(element: SseMarkdown, text: string): Promise<void> {
  element.text += text;
  await element.updateComplete;
}

/** Nodes that come or go while `act` runs, and attributes that change. */
async function changesWhile(
  element: SseMarkdown,
  act: () => Promise<void>,
): Promise<MutationRecord[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((some) => void records.push(...some));
  observer.observe(contentOf(element), { childList: true, attributes: true, subtree: true });
  await act();
  records.push(...observer.takeRecords());
  observer.disconnect();
  return records;
}

describe('Markdown that grows', () => {
  it('keeps the nodes of finished blocks', async () => {
    const element = await showMarkdown('# Title\n\nOne.\n\n- a\n- b\n\n', true);
    const before = [...contentOf(element).querySelectorAll('h1, p, ul, li')];
    for (let index = 0; index < 200; index++) await grow(element, `Paragraph **${index}**.\n\n`);
    const after = [...contentOf(element).querySelectorAll('h1, p, ul, li')];
    expect(after.slice(0, before.length)).to.deep.equal(before);
  });

  it('only adds text to the text that grows', async () => {
    const element = await showMarkdown('One two', true);
    const text = contentOf(element).querySelector('p')?.firstChild;
    const changes = await changesWhile(element, async () => {
      await grow(element, ' three');
      await grow(element, ' four');
    });
    expect(contentOf(element).querySelector('p')?.firstChild).to.equal(text);
    expect(changes).to.deep.equal([]);
  });

  it('keeps a selection in a finished block and in the growing one', async () => {
    const element = await showMarkdown('Finished.\n\nGrowing', true);
    const [first, last] = contentOf(element).querySelectorAll('p');
    if (!first?.firstChild || !last?.firstChild) throw new Error('Expected two paragraphs');
    // What a selection holds on to. WebKit does not tell what is selected inside of an element.
    const range = document.createRange();
    range.setStart(first.firstChild, 0);
    range.setEnd(last.firstChild, 7);
    for (let index = 0; index < 100; index++) await grow(element, ` word${index}`);
    await grow(element, '\n\nMore.\n\n');
    expect([range.startContainer, range.startOffset]).to.deep.equal([first.firstChild, 0]);
    expect([range.endContainer, range.endOffset]).to.deep.equal([last.firstChild, 7]);
    expect(range.toString()).to.equal('Finished.Growing');
  });

  const blocks: Readonly<
    Record<string, readonly [begin: string, line: (index: number) => string, most: number]>
  > = {
    'a code block': ['```ts\n', (index) => `line ${index}\n`, 3],
    'a table': ['| a | b |\n|---|---|\n', (index) => `| ${index} | text |\n`, 3],
    'a list': ['', (index) => `- item ${index}\n`, 3],
  };
  for (const [name, [begin, line, most]] of Object.entries(blocks)) {
    it(`adds a line to ${name} of 3,000 lines without touching the others`, async () => {
      const lines = Array.from({ length: 3_000 }, (_, index) => line(index)).join('');
      const element = await showMarkdown(begin + lines, true);
      for (const index of [3_000, 3_001, 3_002]) {
        const changes = await changesWhile(element, () => grow(element, line(index)));
        expect(changes.length).to.be.at.most(most);
        expect(changes.filter(({ type }) => type === 'attributes')).to.deep.equal([]);
      }
      expect(contentOf(element).textContent).to.include('3002');
    });
  }

  it('draws a table with many rows as a table to everyone', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => `| ${index} | text |\n`).join('');
    const element = await showMarkdown(`| a | b |\n|---|---|\n${rows}`);
    const table = contentOf(element).querySelector('table');
    expect(table?.getAttribute('role')).to.equal('table');
    expect(table?.querySelectorAll('[role="row"]')).to.have.length(201);
    expect(table?.querySelectorAll('[role="columnheader"]')).to.have.length(2);
    await expect(element).to.be.accessible();
  });

  it('goes on counting where a long list is drawn as several', async () => {
    const items = Array.from({ length: 450 }, (_, index) => `${index + 3}. item\n`).join('');
    const element = await showMarkdown(items);
    const starts = [...contentOf(element).querySelectorAll('ol')].map((list) => list.start);
    expect(starts).to.deep.equal([3, 103, 203, 303, 403]);
  });

  it('begins again when the text does not go on where it was', async () => {
    const element = await showMarkdown('# One\n\nTwo', true);
    element.text = 'Another';
    await element.updateComplete;
    expect(contentOf(element).textContent).to.equal('Another');
  });

  it('takes a long text in pieces, and is complete when it says so', async () => {
    const text = 'A paragraph with **some** words in it.\n\n'.repeat(20_000);
    const element = await showMarkdown();
    element.text = text;
    await element.updateComplete;
    expect(contentOf(element).querySelectorAll('p')).to.have.length(20_000);
  });

  it('draws more of a long text in a task of its own than in the frame that brings it', async () => {
    const element = await showMarkdown();
    const looks = slowClock(element);
    // Twelve pieces of what is taken in at a time.
    element.text = `${'A line of text.\n'.repeat(1_023)}\n`.repeat(12);
    await element.updateComplete;
    expect(looks()).to.deep.equal([4, 6, 4]);
  });
});

/** Has the clock go on by 4 ms with each look at it. Gives the looks in each update, of which the first begins it. */
function slowClock(element: SseMarkdown): () => number[] {
  const { now } = performance;
  const looks: number[] = [];
  let time = 0;
  element.addController({ hostUpdate: () => void looks.push(0) });
  performance.now = () => {
    looks.push((looks.pop() ?? 0) + 1);
    return (time += 4);
  };
  return () => {
    performance.now = now;
    return looks;
  };
}

describe('A paragraph that is too long for marks', () => {
  const lines = (count: number): string => 'some **words** in a \\\nline \n'.repeat(count);
  const ends = [
    '',
    '===\n',
    '---\n\nAnother',
    '| a | b |\n|---|---|\n| c | d |\n',
    '- item\n  and more\n',
    '\n\n[x]: /y\n',
    '[^a]: note\n',
    '```\ncode\n',
    '    words   \n',
    '\\[\nx\n\\]\n',
    '\\[\nx\n===\n',
    '$$x\n$$y\n\n$$\nz\n$$\n',
  ];
  for (const end of ends) {
    it(`is the same in pieces as at once when this follows: ${JSON.stringify(end)}`, () => {
      const text = lines(600) + end;
      const cuts = Array.from({ length: 90 }, (_, index) => (index + 1) * 200);
      expect(drawInPieces(text, cuts)).to.equal(drawWhole(text));
      expect(drawInPieces(text, cuts, () => true, hooked)).to.equal(drawWhole(text, hooked));
    });
  }

  it('may define links when it begins with a bracket', () => {
    const text = `[a]: /b "${lines(600)}"\n\n[a]`;
    const cuts = Array.from({ length: 90 }, (_, index) => (index + 1) * 200);
    expect(drawInPieces(text, cuts)).to.equal(drawWhole(text));
  });

  it('costs about twice the work when it is twice as long', () => {
    const work = (count: number) => countCharacters(() => drawWhole(lines(count)));
    expect(work(8_000) / work(4_000)).to.be.below(2.2);
  });

  for (const line of ['\\[a\n', '$$a\n']) {
    it(`does so as well when each line begins like a formula: ${line.trim()}`, () => {
      const work = (count: number) => countCharacters(() => drawWhole(line.repeat(count), hooked));
      expect(work(40_000) / work(20_000)).to.be.below(2.2);
    });
  }
});
