import { expect } from '@open-wc/testing';
import { seededRandom } from '../../support/chunked-body.js';
import { drawInPieces, drawWhole, everyCut, hooked } from '../../support/markdown-dom.js';
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
  ...['$x$', '$', '$$', '$$\na\n$$\n', '\\(y\\)', '\\[', '\\]', '$5', '```math\n'],
];

describe('Markdown that streams', () => {
  it('is the same in the end, character by character, as at once: every example', async () => {
    const all = [...(await examples('commonmark')), ...(await examples('gfm'))];
    for (const { markdown } of all) {
      const cuts = everyCut(markdown);
      const streamed = drawInPieces(markdown, cuts, () => true, hooked);
      expect(streamed, markdown).to.equal(drawWhole(markdown, hooked));
      const grown = drawInPieces(markdown, cuts, () => false);
      expect(grown, markdown).to.equal(drawWhole(markdown));
    }
  });

  it('is the same in the end for random texts in random pieces', () => {
    const random = seededRandom(20261121);
    const below = (count: number) => Math.floor(random() * count);
    for (let round = 0; round < 3_000; round++) {
      const chosen = Array.from({ length: 2 + below(15) }, () => bits[below(bits.length)]);
      const text = chosen.join(below(3) === 0 ? '\n' : '');
      const cuts = everyCut(text).filter(() => below(3) > 0);
      const drawn = drawInPieces(text, cuts, (cut) => cut % 3 > 0, hooked);
      expect(drawn, JSON.stringify(text)).to.equal(drawWhole(text, hooked));
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
      expect(drawInPieces(text, cuts, () => true, hooked)).to.equal(drawWhole(text, hooked));
    });
  }
});
