import { expect } from '@open-wc/testing';
import { warmUp } from '../../../src/ui/markdown/warm-up.js';

/** Stands for a browser that is idle when the test says so. */
class Idle {
  readonly #before = globalThis.requestIdleCallback;
  #asked: IdleRequestCallback[] = [];

  constructor() {
    globalThis.requestIdleCallback = (callback) => this.#asked.push(callback);
  }

  get isAsked(): boolean {
    return this.#asked.length > 0;
  }

  /** An idle time that has room for so many looks at the clock. */
  pass(looks: number): void {
    const due = this.#asked;
    this.#asked = [];
    let left = looks;
    for (const callback of due)
      callback({ didTimeout: false, timeRemaining: () => (left-- > 0 ? 50 : 0) });
  }

  restore(): void {
    globalThis.requestIdleCallback = this.#before;
  }
}

describe('what is done before the first answer', () => {
  it('is done in idle times, in small steps, and ends', () => {
    const idle = new Idle();
    const nodes = document.querySelectorAll('*').length;
    try {
      warmUp();
      let times = 0;
      for (; idle.isAsked && times < 100; times += 1) idle.pass(3);
      expect(times).to.be.within(5, 20);
      expect(document.querySelectorAll('*').length).to.equal(nodes);
    } finally {
      idle.restore();
    }
  });
});
