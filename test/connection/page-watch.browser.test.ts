import { expect } from 'chai';
import { systemNetwork, systemPage } from '../../src/connection/index.js';

/** Says of the document what a test wants, until the undo. */
function pretend(visibilityState: 'visible' | 'hidden'): () => void {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    value: visibilityState,
  });
  document.dispatchEvent(new Event('visibilitychange'));
  return () => {
    Reflect.deleteProperty(document, 'visibilityState');
  };
}

/** Listeners that are added to the page and its document, and not removed. */
function countListeners(): { readonly count: () => number; readonly release: () => void } {
  let count = 0;
  const undo = [window, document].map((target: EventTarget) => {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = function add(...args: Parameters<typeof addEventListener>) {
      count += 1;
      addEventListener.apply(target, args);
    };
    target.removeEventListener = function remove(...args: Parameters<typeof removeEventListener>) {
      count -= 1;
      removeEventListener.apply(target, args);
    };
    return () => Object.assign(target, { addEventListener, removeEventListener });
  });
  return { count: () => count, release: () => undo.forEach((step) => step()) };
}

describe('systemPage in a page', () => {
  const seen: string[] = [];
  let unsubscribe: () => void;

  beforeEach(() => {
    seen.length = 0;
    unsubscribe = systemPage.subscribe(() => seen.push(systemPage.state));
  });

  afterEach(() => unsubscribe());

  it('tells that the page is hidden and shown', () => {
    const undo = pretend('hidden');
    undo();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(seen).to.deep.equal(['hidden', 'visible']);
  });

  it('tells that the page is frozen and resumed', () => {
    document.dispatchEvent(new Event('freeze'));
    document.dispatchEvent(new Event('resume'));
    expect(seen).to.deep.equal(['frozen', 'visible']);
  });

  it('tells that the page goes into the back/forward cache and comes out of it', () => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(seen).to.deep.equal(['frozen', 'visible']);
  });

  it('does not take a page that is left for good for a frozen one', () => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    expect(seen).to.deep.equal(['visible']);
  });

  it('does not believe in a freeze of which nobody could hear the end', () => {
    document.dispatchEvent(new Event('freeze'));
    unsubscribe();
    expect(systemPage.state).to.equal('visible');
  });
});

describe('what is listened to in a page', () => {
  it('is let go of with the last subscription', () => {
    const { count, release } = countListeners();
    const undo = [systemPage, systemPage, systemNetwork].map((watch) => watch.subscribe(() => {}));
    const most = count();
    for (const step of undo) step();
    release();
    expect([most, count()]).to.deep.equal([7, 0]);
  });
});
