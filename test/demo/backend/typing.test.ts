import { expect } from 'chai';
import { arabicExplanation } from '../../../demo/backend/texts/arabic.js';
import { markdownTour } from '../../../demo/backend/texts/markdown-tour.js';
import { serverSentEvents } from '../../../demo/backend/texts/server-sent-events.js';
import { splitTokens, typeText } from '../../../demo/backend/typing.js';
import { type Cue, raw } from '../../../demo/backend/wire.js';

const astral = '👩🏽‍🚀 flies 🚀🚀🚀🚀🚀🚀🚀🚀 far';

describe('splitTokens', () => {
  it('loses and adds nothing', () => {
    for (const text of [serverSentEvents, markdownTour, arabicExplanation, astral, ' \n x', '']) {
      expect(splitTokens(text).join('')).to.equal(text);
    }
  });

  it('splits no character into halves', () => {
    for (const token of splitTokens(astral)) {
      // Half a surrogate pair would come back as U+FFFD.
      expect(new TextDecoder().decode(new TextEncoder().encode(token))).to.equal(token);
    }
  });

  it('makes pieces of the size of a token', () => {
    const lengths = splitTokens(serverSentEvents).map((token) => [...token].length);
    expect(Math.max(...lengths)).to.be.at.most(7);
    expect(lengths.reduce((sum, length) => sum + length) / lengths.length).to.be.within(3, 7);
  });
});

describe('typeText', () => {
  it('waits 15 to 40 ms before each token, not always the same', async () => {
    const cues: Cue[] = [];
    for await (const cue of typeText(arabicExplanation, raw)) cues.push(cue);
    const pauses = cues.flatMap((cue) => (cue.kind === 'wait' ? [cue.ms] : []));
    expect(pauses).to.have.length(cues.length / 2);
    expect(Math.min(...pauses)).to.be.at.least(15);
    expect(Math.max(...pauses)).to.be.at.most(40);
    expect(new Set(pauses).size).to.be.above(5);
  });
});
