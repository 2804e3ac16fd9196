// The guard as what it is: a small machine without a page. Time is a number that the test moves.
import { expect } from 'chai';
import { Guard, type Input } from '../../../src/ui/checkpoint/guard.js';

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const at = (timeStamp: number, more: Partial<Input> = {}): Input => ({
  ...{ isTrusted: true, timeStamp },
  ...more,
});
const mouse = { pointerType: 'mouse' };

/** A guard that was restarted at 0. */
function shown(): Guard {
  const guard = new Guard();
  guard.restart(0);
  return guard;
}

describe('The guard of a checkpoint', () => {
  it('takes a press that begins and ends on one button after half a second', () => {
    const guard = shown();
    guard.press('approve', at(500));
    expect(guard.takes('approve', at(501, mouse))).to.equal(true);
  });

  it('takes a click of assistive technology, which has neither pointer nor key', () => {
    expect(shown().takes('approve', at(500))).to.equal(true);
    expect(shown().takes('approve', at(499))).to.equal(false);
  });

  const refused: Readonly<Record<string, (guard: Guard) => boolean>> = {
    'the second click of a double click': (guard) => {
      guard.press('approve', at(700));
      guard.takes('approve', at(700, mouse));
      return guard.takes('approve', at(701, mouse));
    },
    'a press that began within the guard': (guard) => {
      guard.press('approve', at(499));
      return guard.takes('approve', at(600, mouse));
    },
    'a press that began on another button': (guard) => {
      guard.press('reject', at(600));
      return guard.takes('approve', at(601, mouse));
    },
    'a press over which the button has moved': (guard) => {
      guard.press('approve', at(600));
      guard.restart(650);
      return guard.takes('approve', at(1_300, mouse));
    },
    'a click of a script': (guard) => guard.takes('approve', at(900, { isTrusted: false })),
    'a click of a script after a press of one': (guard) => {
      guard.press('approve', at(900, { isTrusted: false }));
      return guard.takes('approve', at(901, mouse));
    },
    'a key that is held since before': (guard) => {
      guard.press('approve', at(600, { repeat: true }));
      return guard.takes('approve', at(601));
    },
    'a click from before that a busy page gets to later': (guard) => {
      guard.press('approve', at(480));
      return guard.takes('approve', at(490, mouse));
    },
    'anything while nothing is shown': (guard) => {
      guard.shut();
      guard.press('approve', at(9_000));
      return guard.takes('approve', at(9_001, mouse));
    },
  };
  for (const [what, happens] of Object.entries(refused)) {
    it(`does not take ${what}`, () => {
      expect(happens(shown())).to.equal(false);
    });
  }

  it('takes a key that is held a little long once, where it began to be held on the button', () => {
    const guard = shown();
    guard.press('approve', at(600));
    guard.press('approve', at(1_100, { repeat: true }));
    expect(guard.takes('approve', at(1_200))).to.equal(true);
  });

  it('takes nothing in 10,000 random sequences of gestures within its time', () => {
    let taken = 0;
    for (let seed = 0; seed < 10_000; seed += 1) {
      const random = randomFrom(seed);
      const guard = new Guard();
      let now = random() * 1_000;
      let last = now;
      guard.restart(now);
      for (let step = 0; step < 20; step += 1) {
        // Never half a second after the last restart.
        now = Math.min(last + 499.9, now + random() * 250);
        const target = random() < 0.8 ? 'approve' : 'elsewhere';
        const input = at(now, {
          isTrusted: random() < 0.9,
          repeat: random() < 0.2,
          ...(random() < 0.5 && mouse),
        });
        const gesture = random();
        if (gesture < 0.4) guard.press(target, input);
        else if (gesture < 0.85) taken += Number(guard.takes('approve', input));
        else guard.restart((last = now));
      }
    }
    expect(taken).to.equal(0);
  });

  it('takes in 10,000 random sequences only what was pressed and let go after it had opened', () => {
    const early: number[] = [];
    for (let seed = 0; seed < 10_000; seed += 1) {
      const random = randomFrom(seed);
      const guard = shown();
      let [now, restarted, pressed] = [0, 0, -Infinity];
      for (let step = 0; step < 12; step += 1) {
        now += random() * 600;
        const gesture = random();
        if (gesture < 0.2) guard.restart((restarted = now));
        else if (gesture < 0.6) guard.press('approve', at((pressed = now)));
        else if (guard.takes('approve', at(now, mouse)) && pressed < restarted + 500)
          early.push(seed);
      }
    }
    expect(early).to.deep.equal([]);
  });
});
