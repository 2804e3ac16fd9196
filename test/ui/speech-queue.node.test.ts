import { expect } from 'chai';
import { createQueue } from '../support/announcement-log.js';
import { createFakeClock } from '../support/fake-clock.js';
import { SpeechQueue } from '../../src/ui/speech-queue.js';

/** A queue whose regions have been there for a minute. */
async function ready(focus?: () => unknown) {
  const clock = createFakeClock();
  const { queue, log } = createQueue(clock, focus);
  queue.open();
  await clock.advance(60_000);
  const begin = clock.now();
  const times = (): number[] => log.map(({ at }) => at - 60_000);
  return { clock, queue, log, times, begin };
}

describe('SpeechQueue', () => {
  it('[3] says nothing in the first second of its regions, and then what was wanted', async () => {
    const clock = createFakeClock();
    const { queue, log } = createQueue(clock);
    queue.open();
    queue.announce('Early.');
    await clock.advance(999);
    expect(log).to.deep.equal([]);
    await clock.advance(1);
    expect(log.map(({ text }) => text)).to.deep.equal(['Early.']);
  });

  it('[4] says at most one thing a second at 100 a second, and all of them', async () => {
    const { clock, queue, log, times } = await ready();
    for (let count = 0; count < 500; count += 1) {
      queue.announce(`${count}.`);
      await clock.advance(10);
    }
    await clock.advance(10_000);
    const gaps = times()
      .slice(1)
      .map((at, index) => at - (times()[index] ?? 0));
    expect(Math.min(...gaps)).to.be.at.least(1_000);
    const numbers = Array.from({ length: 500 }, (_, count) => `${count}.`);
    expect(log.map(({ text }) => text).join(' ')).to.equal(numbers.join(' '));
  });

  it('[9] says first what is urgent, in its own region', async () => {
    const { clock, queue, log } = await ready();
    queue.announce('Some text.');
    queue.announce('It failed.', 'assertive');
    await clock.advance(5_000);
    expect(log.map(({ urgency, text }) => [urgency, text])).to.deep.equal([
      ['assertive', 'It failed.'],
      ['polite', 'Some text.'],
    ]);
  });

  it('[11] says the same text twice when it comes twice', async () => {
    const { clock, queue, log } = await ready();
    queue.announce('Copied.');
    await clock.advance(1_000);
    queue.announce('Copied.');
    await clock.advance(1_000);
    expect(log.map(({ text }) => text)).to.deep.equal(['Copied.', 'Copied.']);
  });

  it('[12] waits 250 ms after a change of the focus, and again if it changes meanwhile', async () => {
    let focus = 'field';
    const { clock, queue, times } = await ready(() => focus);
    focus = 'button';
    queue.announce('Stopped.');
    await clock.advance(249);
    focus = 'field';
    await clock.advance(250);
    expect(times()).to.deep.equal([]);
    await clock.advance(1);
    expect(times()).to.deep.equal([500]);
  });

  it('[13] takes a text away after a second', async () => {
    const clock = createFakeClock();
    const shown: string[] = [];
    const queue = new SpeechQueue(clock, (text) => shown.push(text));
    queue.open();
    queue.announce('Hello.');
    await clock.advance(1_999);
    expect(shown).to.deep.equal(['Hello.']);
    await clock.advance(1);
    expect([shown, clock.pending]).to.deep.equal([['Hello.', ''], 0]);
  });

  it('says of one key only the latest, where it was not said yet, and nothing of what was taken back', async () => {
    const { clock, queue, log } = await ready();
    queue.announce('A quarter.', 'polite', 'bar');
    queue.announce('Gone.', 'polite', 'other');
    queue.announce('Half.', 'polite', 'bar');
    queue.announce('', 'polite', 'other');
    await clock.advance(3_000);
    expect(log.map(({ text }) => text)).to.deep.equal(['Half.']);
  });

  it('forgets what was not said when its regions go, and leaves no timer behind', async () => {
    const { clock, queue, log } = await ready();
    queue.announce('Late.');
    queue.close();
    await clock.advance(5_000);
    expect([log, clock.pending]).to.deep.equal([[], 0]);
  });
});
