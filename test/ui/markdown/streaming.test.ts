import { expect } from '@open-wc/testing';
import { seededRandom } from '../../support/chunked-body.js';
import { drawInPieces, drawWhole, everyCut } from '../../support/markdown-dom.js';
import { examples } from '../../support/markdown-examples.js';

/** Beginnings, ends and whole constructs, from which random texts are made. */
const bits = [
  ...[
    '\n',
    '\n\n',
    '  ',
    '    ',
    '\t',
    '\\',
    '\r\n',
    '\r',
    ' ',
    'text',
    'a|b',
    '&amp;',
    "'",
    '"t',
    '"t"',
  ],
  ...[
    '- a',
    '- ',
    '+ z',
    '  - n',
    '1. x',
    '2) y',
    '[x] ',
    '[ ] ',
    '> ',
    '# h',
    '===',
    '---',
    '***',
    '* * *',
  ],
  ...[
    '```',
    '```js\n',
    '~~~',
    '| a | b |',
    '|---|---|',
    '\n|-|-|\n',
    '| 1 | 2 |',
    '<div>',
    '</div>',
    '<b>',
    '<!--',
    '-->',
  ],
  ...[
    '**b**',
    '*',
    '_e_',
    '`c`',
    '`',
    '~~s~~',
    '[a]: /u',
    '[a]',
    '[b][a]',
    '[^1]',
    '[^1]: n',
    '![i](/x)',
    '[l](/u "t")',
  ],
  ...['https://a.example/d', 'x@y.example'],
];

describe('Markdown that streams', () => {
  it('is the same in the end, character by character, as at once: every example', async () => {
    const all = [...(await examples('commonmark')), ...(await examples('gfm'))];
    for (const { markdown } of all) {
      const whole = drawWhole(markdown);
      const cuts = everyCut(markdown);
      expect(drawInPieces(markdown, cuts), markdown).to.equal(whole);
      expect(
        drawInPieces(markdown, cuts, () => false),
        markdown,
      ).to.equal(whole);
    }
  });

  it('is the same in the end for random texts in random pieces', () => {
    const random = seededRandom(20261121);
    const below = (count: number) => Math.floor(random() * count);
    for (let round = 0; round < 3_000; round++) {
      const chosen = Array.from({ length: 2 + below(15) }, () => bits[below(bits.length)]);
      const text = chosen.join(below(3) === 0 ? '\n' : '');
      const cuts = everyCut(text).filter(() => below(3) > 0);
      const drawn = drawInPieces(text, cuts, (cut) => cut % 3 > 0);
      expect(drawn, JSON.stringify(text)).to.equal(drawWhole(text));
    }
  });

  for (const [name, line] of Object.entries({
    list: (index: number) => `${index % 9 === 8 ? '  ' : ''}- item ${index} [later] **b**\n`,
    'numbered list': (index: number) =>
      `${index + 1}. item ${index}${index === 250 ? '\n\n   more\n' : '\n'}`,
    table: (index: number) =>
      index === 0 ? '| a | b |\n|---|--:|\n' : `| ${index} | \`c\` [later] |\n`,
    'code block': (index: number) => (index === 0 ? '```ts\n' : `line ${index}\n`),
    'row of paragraphs': (index: number) => `Paragraph ${index} with [later] and[^note].\n\n`,
    'list in a quote': (index: number) => `> - item ${index}\n`,
  })) {
    it(`is the same in the end for a ${name} of 300 lines`, () => {
      const lines = Array.from({ length: 300 }, (_, index) => line(index)).join('');
      const text = `${lines}\n\n[later]: /url\n[^note]: A note.\n`;
      const cuts = everyCut(text).filter((cut) => cut % 67 === 0);
      expect(drawInPieces(text, cuts)).to.equal(drawWhole(text));
    });
  }
});
