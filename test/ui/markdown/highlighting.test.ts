import { expect } from '@open-wc/testing';
import type { CodeToken, Highlighter } from '../../../src/ui/code-token.js';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import { contentOf, showMarkdown } from '../../support/markdown-dom.js';
import { watchReports } from '../../support/reported-errors.js';
import { nextFrame, until } from '../../support/until.js';

/** Finds the word `let`, and says what it was asked. */
function letFinder(): { highlighter: Highlighter; asked: string[] } {
  const asked: string[] = [];
  const highlighter: Highlighter = (code, language) => {
    asked.push(`${language}: ${code}`);
    return [...code.matchAll(/\blet\b/g)].map(({ index }): CodeToken => ({
      kind: 'keyword',
      start: index,
      end: index + 3,
    }));
  };
  return { highlighter, asked };
}

async function show(
  text: string,
  highlighter: Highlighter,
  streaming = false,
): Promise<SseMarkdown> {
  const element = await showMarkdown(text, streaming);
  element.highlighter = highlighter;
  await element.updateComplete;
  return element;
}

async function grow(element: SseMarkdown, text: string): Promise<void> {
  element.text += text;
  await element.updateComplete;
}

function coloured(element: SseMarkdown): string[] {
  const marked = contentOf(element).querySelectorAll('pre [class]:not(.lines)');
  return [...marked].map((span) => `${span.className} ${span.textContent}`);
}

async function untilColoured(element: SseMarkdown): Promise<void> {
  await until('colours', () => coloured(element).length > 0);
}

/** Finds `let` at the beginning, when the test says so. */
function slowFinder(): { highlighter: Highlighter; answer: () => void } {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const highlighter: Highlighter = async () => {
    await answered;
    return [{ kind: 'keyword', start: 0, end: 3 }];
  };
  return { highlighter, answer: () => answer() };
}

/** Long enough for a block on the screen to be found there, and coloured. */
async function someFrames(): Promise<void> {
  for (let frame = 0; frame < 10; frame++) await nextFrame();
}

describe('a highlighter', () => {
  it('colours words and leaves the text as it was', async () => {
    const { highlighter, asked } = letFinder();
    const element = await show('```ts\nlet a;\nlet b;\n```', highlighter);
    await untilColoured(element);
    expect(asked).to.deep.equal(['ts: let a;\nlet b;\n']);
    expect(coloured(element)).to.deep.equal(['keyword let', 'keyword let']);
    expect(contentOf(element).querySelector('code')?.textContent).to.equal('let a;\nlet b;\n');
  });

  it('is not asked before a block has come to its end, and then once', async () => {
    const { highlighter, asked } = letFinder();
    const element = await show('```ts\nlet a;\n\n', highlighter, true);
    await grow(element, 'let b;\n');
    await someFrames();
    expect(asked).to.deep.equal([]);
    await grow(element, '```\n');
    await untilColoured(element);
    await grow(element, '\nAnd more.\n\n- [x] done');
    element.streaming = false;
    await element.updateComplete;
    await someFrames();
    expect(asked).to.deep.equal(['ts: let a;\n\nlet b;\n']);
  });

  it('is asked once for a block in a list that grows, which keeps its nodes', async () => {
    const { highlighter, asked } = letFinder();
    const element = await show('- ```\n  let a;\n  ```\n', highlighter, true);
    await untilColoured(element);
    const word = contentOf(element).querySelector('.keyword');
    await grow(element, '- two\n\n- three\n\nThe [end].\n\n[end]: /x\n\n');
    await someFrames();
    expect(asked).to.have.length(1);
    expect(contentOf(element).querySelector('.keyword')).to.equal(word);
  });

  it('is not asked again for a block that is drawn again', async () => {
    const { highlighter, asked } = letFinder();
    const element = await show('> [later]\n>\n> ```\n> let a;\n> ```\n\nMore', highlighter, true);
    await untilColoured(element);
    element.headingLevel = 2;
    await element.updateComplete;
    await untilColoured(element);
    expect(asked).to.have.length(1);
  });

  it('colours what is there already when it comes late', async () => {
    const element = await showMarkdown('    let a;\n\nText');
    await someFrames();
    element.highlighter = letFinder().highlighter;
    await untilColoured(element);
    expect(coloured(element)).to.deep.equal(['keyword let']);
  });

  it('may take its time', async () => {
    const { highlighter, answer } = slowFinder();
    const element = await show('```\nlet a;\n```', highlighter);
    await someFrames();
    expect(coloured(element)).to.deep.equal([]);
    answer();
    await untilColoured(element);
  });

  it('colours what goes over the pieces that long code is drawn in', async () => {
    const code = 'line\n'.repeat(200);
    const element = await show(`\`\`\`\n${code}\`\`\``, () => [
      { kind: 'comment', start: 300, end: 700 },
    ]);
    await untilColoured(element);
    expect(coloured(element).join('')).to.equal(
      `comment ${code.slice(300, 320)}comment ${code.slice(320, 640)}comment ${code.slice(640, 700)}`,
    );
    expect(contentOf(element).querySelector('code')?.textContent).to.equal(code);
  });

  it('waits for the reader who has selected some of the code', async () => {
    const { highlighter, answer } = slowFinder();
    const element = await show('```\nlet a;\n```', highlighter);
    const text = contentOf(element).querySelector('.lines')?.firstChild as Text;
    getSelection()?.setBaseAndExtent(text, 1, text, 5);
    await someFrames();
    answer();
    await someFrames();
    expect(contentOf(element).querySelector('.lines')?.firstChild).to.equal(text);
    expect(String(getSelection())).to.equal('et a');
    getSelection()?.removeAllRanges();
    await untilColoured(element);
  });

  it('is not asked for code that is far from the screen', async () => {
    const { highlighter, asked } = letFinder();
    const element = await show(`${'Text\n\n'.repeat(500)}\`\`\`\nlet a;\n\`\`\``, highlighter);
    await someFrames();
    expect(asked).to.deep.equal([]);
    contentOf(element).querySelector('pre')?.scrollIntoView();
    await untilColoured(element);
  });

  const bad: Readonly<Record<string, Highlighter>> = {
    throws: () => {
      throw new Error('no');
    },
    'gives HTML': () => '<b>let</b>' as unknown as CodeToken[],
    'gives tokens that overlap': () => [
      { kind: 'type', start: 0, end: 3 },
      { kind: 'type', start: 2, end: 4 },
    ],
    'gives tokens beyond the end': () => [{ kind: 'type', start: 0, end: 99 }],
    'gives a class of its own': () => [{ kind: 'host' as 'type', start: 0, end: 3 }],
  };
  for (const [what, highlighter] of Object.entries(bad)) {
    it(`leaves the plain code and is reported once if it ${what}`, async () => {
      const { reported, restore } = watchReports();
      const element = await show('```\nlet a;\n```\n\n```\nlet b;\n```', highlighter);
      await until('a report', () => reported.length > 0);
      await someFrames();
      restore();
      expect(reported).to.have.length(1);
      expect(coloured(element)).to.deep.equal([]);
      expect(contentOf(element).textContent).to.include('let a;').and.include('let b;');
    });
  }
});
