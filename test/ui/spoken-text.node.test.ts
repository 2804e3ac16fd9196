import { expect } from 'chai';
import { AnswerSpeech } from '../../src/ui/answer-speech.js';
import { spokenName } from '../../src/ui/spoken-name.js';
import { countWords, spokenText } from '../../src/ui/spoken-text.js';
import { markdownTour } from '../../demo/backend/texts/markdown-tour.js';

/** What is said of a text that comes so many characters at a time, one piece every `pause` milliseconds. */
function listenTo(text: string, step: number, pause = 1_000): string[] {
  const speech = new AnswerSpeech();
  const said: string[] = [];
  for (let end = step; end < text.length; end += step) {
    said.push(...speech.take(text.slice(0, end), true, end * pause));
  }
  return [...said, ...speech.take(text, false, 0)];
}

const plain = (text: string): string => text.replace(/\s+/g, ' ');

describe('what is read out of Markdown', () => {
  const cases = {
    'no marks': ['# A *very* **big** `title`', 'A very big title.'],
    'no address of a link': ['See [the docs](https://a.example/b?token=1).', 'See the docs.'],
    'the host of an address, and nothing behind it': [
      'At https://a.example/b/c?d=e#f now.',
      'At a.example now.',
    ],
    'no raw HTML': ['A <b onclick="x()">bold</b> word.\n\n<div>Block</div>', 'A bold word.'],
    'no run of emoji': ['Done 🎉🎉👩‍💻 and ready.', 'Done and ready.'],
    'the number of lines of code': ['```js\nlet a;\nlet b;\n```', 'Code, 2 lines.'],
    'items and rows as sentences': [
      '- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      'one. two. a, b. 1, 2.',
    ],
    'what an image shows': ['Look: ![a chart](https://a.example/c.png)', 'Look: image: a chart.'],
  } as const;
  for (const [what, [text, said]] of Object.entries(cases)) {
    it(`[14] is ${what}`, () => expect(plain(spokenText(text))).to.equal(said));
  }

  it('counts words of scripts with and without spaces', () => {
    expect([countWords('It’s 18 °C in Tokyo.'), countWords('東京')]).to.deep.equal([5, 2]);
  });

  it('shows hidden characters of a name, leaves pictures out, and has an end', () => {
    expect(spokenName('✍️ gnp\u202Eexe…')).to.equal('gnpU+202Eexe');
    expect(spokenName('x'.repeat(1_000))).to.have.length(100);
    expect(spokenName(`x${'𝒜'.repeat(100)}`)).to.equal(`x${'𝒜'.repeat(49)}`);
  });
});

describe('an answer that is read out while it grows', () => {
  it('[5] is said in whole sentences', () => {
    const said = listenTo('The first one. The second one is longer. The third', 5, 0);
    expect(said).to.deep.equal(['The first one.', 'The second one is longer.', 'The third.']);
  });

  it('[5] is said up to a word when no sentence has ended for five seconds', () => {
    const speech = new AnswerSpeech();
    expect(speech.take('A sentence that goes on and o', true, 0)).to.deep.equal([]);
    expect(speech.take('A sentence that goes on and o', true, 4_999)).to.deep.equal([]);
    expect(speech.take('A sentence that goes on and o', true, 5_000)).to.deep.equal([
      'A sentence that goes on and',
    ]);
    expect(speech.take('A sentence that goes on and on.', false, 5_100)).to.deep.equal(['on.']);
  });

  for (const step of [1, 7, 40]) {
    it(`[6] is said once and whole, ${step} characters at a time`, () => {
      const said = listenTo(markdownTour, step, 0).join(' ');
      expect(plain(said)).to.equal(plain(spokenText(markdownTour)));
    });
  }
});
