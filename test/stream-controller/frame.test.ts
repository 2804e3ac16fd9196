import { expect } from '@open-wc/testing';
import { beforeFrame, cancelFrame } from '../../src/stream-controller/index.js';
import { holdFrames, type HeldFrames } from '../support/held-frames.js';
import { reportedDuring } from '../support/reported-errors.js';

describe('beforeFrame', () => {
  let held: HeldFrames;
  let calls: string[];
  const first = (): void => void calls.push('first');
  const second = (): void => void calls.push('second');

  beforeEach(() => {
    held = holdFrames();
    calls = [];
  });
  afterEach(() => {
    held.draw();
    held.release();
  });

  it('calls back once before the next frame, however often it is asked', () => {
    beforeFrame(first);
    beforeFrame(second);
    beforeFrame(first);
    expect(calls).to.deep.equal([]);
    held.draw();
    held.draw();
    expect(calls).to.deep.equal(['first', 'second']);
  });

  it('asks for one frame and one timer for all, and leaves neither behind', () => {
    beforeFrame(first);
    beforeFrame(second);
    expect(held.waiting).to.deep.equal({ frames: 1, timers: [200] });
    held.draw();
    expect(held.waiting).to.deep.equal({ frames: 0, timers: [] });
  });

  it('does not wait for a frame that a hidden page never gets', () => {
    beforeFrame(first);
    held.fire();
    expect(calls).to.deep.equal(['first']);
    expect(held.waiting.frames).to.equal(0);
  });

  it('draws once a second in a hidden page, and at once when somebody looks', () => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    beforeFrame(first);
    Reflect.deleteProperty(document, 'hidden');
    expect(held.waiting).to.deep.equal({ frames: 1, timers: [1_000] });
    held.draw();
    expect(calls).to.deep.equal(['first']);
  });

  it('calls back in the frame after, when it is asked meanwhile', () => {
    const again = (): void => {
      calls.push('again');
      if (calls.length < 3) beforeFrame(again);
    };
    beforeFrame(again);
    held.draw();
    expect(calls).to.have.length(1);
    held.draw();
    expect(calls).to.have.length(2);
  });

  it('calls the others back when one throws, and tells the page', () => {
    const mistake = new Error('mine');
    beforeFrame(() => {
      throw mistake;
    });
    beforeFrame(second);
    expect(reportedDuring(() => held.draw())).to.deep.equal([mistake]);
    expect(calls).to.deep.equal(['second']);
  });

  it('takes a call back, and the frame with the last of them', () => {
    beforeFrame(first);
    beforeFrame(second);
    cancelFrame(first);
    cancelFrame(second);
    expect(held.waiting).to.deep.equal({ frames: 0, timers: [] });
    beforeFrame(second);
    held.draw();
    expect(calls).to.deep.equal(['second']);
  });

  it('does not call back what another has taken back in the same frame', () => {
    beforeFrame(() => cancelFrame(second));
    beforeFrame(second);
    held.draw();
    expect(calls).to.deep.equal([]);
  });
});
