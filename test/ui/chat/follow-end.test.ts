// Where a scroller stands while its content grows, shrinks and is read. No chat is needed for that.
import { expect } from '@open-wc/testing';
import { FollowEnd } from '../../../src/ui/chat/follow-end.js';
import { press } from '../../support/browser.js';
import { nextFrame, until } from '../../support/until.js';

interface Stand {
  readonly follow: FollowEnd;
  readonly scroller: HTMLElement;
  readonly content: HTMLElement;
  /** Adds paragraphs at the end, or at the beginning, and waits until all has settled. */
  add(count: number, where?: 'append' | 'prepend'): Promise<void>;
  /** Scrolls by hand, as a scrollbar does. */
  scrollTo(top: number): Promise<void>;
  /** How far the end is below what is to be seen. */
  readonly rest: number;
}

let stand: Stand;
let updates = 0;

function paragraph(text: string): HTMLElement {
  const added = document.createElement('p');
  added.textContent = text;
  added.style.cssText = 'margin: 0; block-size: 50px';
  return added;
}

async function settled(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) await nextFrame();
}

function createStand(): Stand {
  const scroller = document.createElement('div');
  scroller.style.cssText = 'block-size: 300px; overflow-y: auto; scroll-behavior: smooth';
  scroller.tabIndex = 0;
  const content = document.createElement('div');
  scroller.append(content);
  document.body.append(scroller);
  updates = 0;
  const follow = new FollowEnd({
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => (updates += 1),
    updateComplete: Promise.resolve(true),
  });
  follow.watch(scroller, content);
  let added = 0;
  return {
    follow,
    scroller,
    content,
    async add(count, where = 'append') {
      content[where](...Array.from({ length: count }, () => paragraph(`Paragraph ${added++}`)));
      await settled();
    },
    async scrollTo(top) {
      scroller.scrollTo({ top, behavior: 'instant' });
      await settled();
    },
    get rest() {
      return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    },
  };
}

/** Where a paragraph stands in what is to be seen. */
function topOf(index: number): number {
  const { top } = stand.scroller.getBoundingClientRect();
  return Math.round((stand.content.children[index]?.getBoundingClientRect().top ?? 0) - top);
}

/** Turns the wheel. Nothing moves yet, not even in WebKit, which scrolls for events of the page's own. */
function wheel(target: Element, init: WheelEventInit): void {
  const stop = (event: Event): void => event.preventDefault();
  target.addEventListener('wheel', stop, { once: true, passive: false });
  const event = { bubbles: true, composed: true, cancelable: true, ...init };
  target.dispatchEvent(new WheelEvent('wheel', event));
}

beforeEach(async () => {
  stand = createStand();
  await stand.add(20);
});

afterEach(() => {
  stand.follow.hostDisconnected();
  stand.scroller.remove();
  getSelection()?.removeAllRanges();
});

describe('a scroller that follows its end', () => {
  it('is at its end at first, and after each growth, whatever the page says of smoothness', async () => {
    expect(stand.rest).to.equal(0);
    await stand.add(3);
    expect(stand.rest).to.equal(0);
    expect(stand.follow.isAway).to.equal(false);
  });

  it('stays when the reader has scrolled up by a little, and says so once', async () => {
    const { scroller } = stand;
    await stand.scrollTo(scroller.scrollTop - 5);
    expect([stand.follow.isAway, updates]).to.deep.equal([true, 1]);
    const top = scroller.scrollTop;
    await stand.add(3);
    expect(scroller.scrollTop).to.equal(top);
  });

  it('follows again when the reader is back where the end was', async () => {
    await stand.scrollTo(100);
    await stand.add(3);
    await stand.scrollTo(10_000);
    expect(stand.follow.isAway).to.equal(false);
    await stand.add(3);
    expect(stand.rest).to.equal(0);
  });

  it('follows again after the key that goes to the end, though the end moves on meanwhile', async () => {
    await stand.scrollTo(100);
    stand.scroller.focus();
    await press('End');
    await stand.add(3);
    await until('the end', () => stand.rest === 0);
    expect(stand.follow.isAway).to.equal(false);
  });

  it('leaves the reader alone from the first turn of the wheel on', async () => {
    const top = stand.scroller.scrollTop;
    wheel(stand.scroller, { deltaY: -1 });
    await stand.add(3);
    expect(stand.scroller.scrollTop).to.equal(top);
  });

  it('does not take a wheel that zooms, or that scrolls a box inside, for a way up', async () => {
    const box = paragraph('A long text '.repeat(100));
    box.style.overflow = 'auto';
    stand.content.append(box);
    box.scrollTop = 20;
    wheel(box, { deltaY: -1 });
    wheel(stand.scroller, { deltaY: -1, ctrlKey: true });
    await stand.add(3);
    expect(stand.rest).to.equal(0);
  });

  it('does not move under a pointer that is held down, and follows when it is let go', async () => {
    const top = stand.scroller.scrollTop;
    const last = stand.content.lastElementChild;
    last?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await stand.add(3);
    expect(stand.scroller.scrollTop).to.equal(top);
    window.dispatchEvent(new PointerEvent('pointerup'));
    expect(stand.rest).to.equal(0);
  });

  it('does not move what is selected out of sight', async () => {
    const chosen = stand.content.children[17];
    if (chosen) getSelection()?.selectAllChildren(chosen);
    await stand.add(20);
    expect(topOf(17)).to.equal(0);
    expect(stand.follow.isAway).to.equal(true);
  });

  it('does not move what has the focus by keyboard out of sight', async () => {
    const button = document.createElement('button');
    stand.content.children[17]?.append(button);
    stand.content.children[16]?.append(document.createElement('button'));
    stand.content.querySelector('button')?.focus();
    await press('Tab');
    expect(document.activeElement).to.equal(button);
    await stand.add(20);
    expect(topOf(17)).to.be.within(-20, 0);
    expect(stand.follow.isAway).to.equal(true);
  });

  it('goes on although something is selected that has been scrolled away before', async () => {
    const chosen = stand.content.children[2];
    if (chosen) getSelection()?.selectAllChildren(chosen);
    await stand.add(20);
    expect(stand.rest).to.equal(0);
  });

  it('stops looking when it is over', async () => {
    stand.follow.hostDisconnected();
    await stand.add(3);
    expect(stand.rest).to.equal(150);
  });
});

describe('the place of a reader who is away from the end', () => {
  it('stays when older content is added above', async () => {
    await stand.scrollTo(220);
    await stand.add(10, 'prepend');
    expect(topOf(14)).to.equal(-20);
    expect(stand.follow.isAway).to.equal(true);
  });

  it('stays when older content is added above and the reader is at the very top', async () => {
    await stand.scrollTo(0);
    await stand.add(10, 'prepend');
    expect(topOf(10)).to.equal(0);
  });

  it('stays when something above changes its height, again and again', async () => {
    await stand.scrollTo(220);
    const [image] = stand.content.children;
    for (const height of ['250px', '10px', '400px']) {
      if (image instanceof HTMLElement) image.style.blockSize = height;
      await settled();
      expect(topOf(4)).to.equal(-20);
    }
  });

  it('stays when all is drawn again and older content is added', async () => {
    await stand.scrollTo(220);
    stand.content.replaceChildren();
    await stand.add(25);
    expect(topOf(9)).to.equal(-20);
  });

  it('stays while content is added above and below', async () => {
    await stand.scrollTo(220);
    for (let round = 0; round < 5; round++) {
      await stand.add(2, 'prepend');
      await stand.add(2);
    }
    expect(topOf(14)).to.equal(-20);
  });

  it('is the end again when so much vanishes below that it is in sight', async () => {
    await stand.scrollTo(stand.scroller.scrollTop - 60);
    stand.content.lastElementChild?.remove();
    stand.content.lastElementChild?.remove();
    await settled();
    expect(stand.follow.isAway).to.equal(false);
  });
});
