import { expect } from 'chai';
import { createRealPace, createSteppedPace, instantPace } from '../../../demo/backend/pace.js';

const never = () => new AbortController().signal;

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a rejection');
}

describe('createRealPace', () => {
  it('ends a pause early when the signal aborts', async () => {
    const controller = new AbortController();
    const pause = createRealPace().sleep(60_000, controller.signal);
    controller.abort('gone');
    expect(await rejection(pause)).to.equal('gone');
  });

  it('begins no pause when the signal has aborted already', async () => {
    expect(await rejection(createRealPace().idle(60_000, AbortSignal.abort('gone')))).to.equal(
      'gone',
    );
  });

  it('divides pauses by its speed', async () => {
    const started = performance.now();
    await createRealPace(10_000).sleep(60_000, never());
    expect(performance.now() - started).to.be.within(5, 5000);
  });

  it('refuses a speed of nothing', () => {
    expect(() => createRealPace(0)).to.throw(RangeError, 'above 0');
    expect(() => createRealPace(Number.NaN)).to.throw(RangeError, 'NaN');
  });
});

describe('instantPace', () => {
  it('does not pause, unless the signal has aborted', async () => {
    await instantPace.sleep(3_600_000, never());
    expect(await rejection(instantPace.sleep(0, AbortSignal.abort('gone')))).to.equal('gone');
  });
});

describe('createSteppedPace', () => {
  it('holds pauses until a test ends them, oldest first', async () => {
    const pace = createSteppedPace();
    const ended: string[] = [];
    const first = pace.sleep(100, never()).then(() => ended.push('first'));
    const second = pace.sleep(200, never()).then(() => ended.push('second'));
    expect(pace.pending).to.deep.equal([100, 200]);
    pace.step();
    await first;
    expect(ended).to.deep.equal(['first']);
    pace.step();
    await second;
    expect(pace.pending).to.deep.equal([]);
  });

  it('forgets a pause that was aborted, and no other', async () => {
    const pace = createSteppedPace();
    const controller = new AbortController();
    const aborted = pace.sleep(100, controller.signal);
    void pace.sleep(200, never());
    controller.abort('gone');
    await rejection(aborted);
    expect(pace.pending).to.deep.equal([200]);
    controller.abort('again');
    expect(pace.pending).to.deep.equal([200]);
  });

  it('tells when a pause has begun', async () => {
    const pace = createSteppedPace();
    const paused = pace.paused();
    void pace.sleep(300, never());
    await paused;
    expect(pace.pending).to.deep.equal([300]);
  });

  it('keeps the server’s own clock apart from the pauses', async () => {
    const pace = createSteppedPace();
    const idle = pace.idle(15_000, never());
    expect(pace.pending).to.deep.equal([]);
    pace.strike();
    await idle;
  });
});
