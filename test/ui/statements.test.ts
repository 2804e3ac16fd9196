// Statements about accessibility by their numbers in docs/accessibility.md, as far as no other test holds them.
import { expect, fixture, html } from '@open-wc/testing';
import type { SseMarkdown } from '../../src/index.js';
import { cutTrouble } from '../../src/session/connection-trouble.js';
import { listenTo, regionsIn } from '../support/announcements.js';
import { press, resize } from '../support/browser.js';
import { ok, said } from '../support/event-dialect.js';
import { answer, openBusyChat, openDoneChat, start, tool } from '../support/busy-chat.js';
import { openStateChat } from '../support/open-state-chat.js';
import { deepElements, deepText, findButton, focusedElement } from '../support/screen.js';
import { begin } from '../support/steps.js';

const rolesIn = (chat: Element): string[] =>
  regionsIn(chat)
    // A modal dialog has its own: what is outside cannot be heard meanwhile.
    .filter((region) => !(region.getRootNode() as ShadowRoot).host.matches('sse-checkpoint'))
    .map(({ role }) => role ?? '');

const sizeOf = (element: Element): string => {
  const { width, height } = element.getBoundingClientRect();
  return `${element.localName} ${deepText(element)}: ${Math.round(width)} × ${Math.round(height)}`;
};

describe('what is said aloud', () => {
  it('[1] is beside the transcript, which is a log with a name', async () => {
    const { chat } = await openStateChat();
    const log = chat.shadowRoot?.querySelector('[role=log]');
    expect([log?.getAttribute('aria-label'), log?.getAttribute('aria-live')]).to.deep.equal([
      'Conversation',
      'off',
    ]);
  });

  it('[2] is not the streaming text: no live region is around what changes', async () => {
    const open = await openBusyChat();
    const changed = new Set<Node>();
    const observer = new MutationObserver((records) =>
      records.forEach(({ target }) => changed.add(target)),
    );
    const everything = { childList: true, characterData: true, subtree: true };
    for (const { shadowRoot } of [open.chat, ...deepElements(open.chat, '*')]) {
      if (shadowRoot) observer.observe(shadowRoot, everything);
    }
    for (let count = 0; count < 20; count += 1) open.take(said(` ${count}`));
    await open.drawn();
    observer.disconnect();
    const live = [...changed].filter((node) => {
      const element = node instanceof Element ? node : node.parentElement;
      return element?.closest('[role=status], [role=alert], [aria-live]:not([aria-live=off])');
    });
    expect([changed.size > 0, live.length]).to.deep.equal([true, 0]);
  });

  it('[3] has one polite region and one that is urgent, from the first render on', async () => {
    const { chat } = await openStateChat();
    expect(rolesIn(chat)).to.deep.equal(['status', 'alert']);
    expect(rolesIn((await openBusyChat()).chat)).to.deep.equal(['status', 'alert']);
  });

  it('[18] is not wiped out by another chat on the page', async () => {
    const [one, other] = [await openStateChat(), await openStateChat()];
    const heard = [listenTo(one.chat), listenTo(other.chat)];
    one.take(start);
    other.take(start);
    // Later than it has begun: one without any time comes from history.
    other.take({ type: 'run.end', status: 'cancelled' }, Date.now() + 10);
    expect(await Promise.all([heard[0]?.says('working'), heard[1]?.says('Stopped')])).to.deep.equal(
      ['The agent is working.', 'Stopped.'],
    );
  });
});

describe('a message', () => {
  it('[16] is busy while it is written, and not after an error or a stop', async () => {
    for (const status of ['ok', 'cut', 'cancelled'] as const) {
      const open = await openBusyChat();
      const message = deepElements(open.chat, 'article')[0];
      expect(message?.ariaBusy).to.equal('true');
      if (status === 'cut') open.take(cutTrouble);
      open.take({ type: 'run.end', status });
      await open.drawn();
      expect(message?.ariaBusy, status).to.equal('false');
    }
  });

  it('[19] is an article with a name of author and time', async () => {
    const { chat } = await openDoneChat();
    const names = deepElements(chat, 'article').map(({ ariaLabel }) => ariaLabel);
    expect(names[0]).to.match(/^Assistant, \d+[:.]\d\d/);
  });

  it('[19] has its headings below the level that the page gives', async () => {
    const open = await openStateChat({ 'heading-level': '5' });
    open.take(start);
    open.take(said('# An answer'));
    await open.drawn();
    expect(deepElements(open.chat, 'article h1, article h2, article h5').map(deepText)).to.eql([
      'An answer',
    ]);
  });

  it('[22] has its parts on the screen in the order in which they are read', async () => {
    const { chat } = await openBusyChat();
    const parts = deepElements(chat, '.conversation sse-thinking, article, sse-tool, sse-progress');
    const tops = parts.map((part) => part.getBoundingClientRect().top);
    expect(parts.length).to.be.above(3);
    expect(tops).to.deep.equal(tops.toSorted((one, other) => one - other));
  });

  it('[25] has the language that the page says, and a direction of its own for each block', async () => {
    const open = await openStateChat();
    open.chat.languageOf = ({ role }) => (role === 'assistant' ? 'ar' : undefined);
    open.take(start);
    open.take(said('السلام'));
    await open.drawn();
    const [message] = deepElements(open.chat, 'sse-message');
    expect((message as HTMLElement).lang).to.equal('ar');
    const [text] = deepElements(open.chat, 'sse-markdown p');
    expect([text?.getAttribute('dir'), text?.matches(':dir(rtl)')]).to.deep.equal(['auto', true]);
  });
});

describe('the parts of a chat', () => {
  it('[20] say in words how each stands, and whether it is open', async () => {
    const { chat } = await openBusyChat();
    const [thinking] = deepElements(chat, 'button[aria-expanded]');
    expect(thinking?.ariaExpanded).to.equal('true');
    expect(deepText(thinking ?? chat)).to.match(/^Thinking…/);
    const [summary] = deepElements(chat, 'details > summary');
    expect(deepText(summary ?? chat)).to.equal('search_web running');
  });

  it('[21] are bars with values in words, and without a number where none is known', async () => {
    const { chat } = await openBusyChat();
    const bars = deepElements(chat, '[role=progressbar]');
    expect(bars.map((each) => [each.ariaValueNow, each.ariaValueText])).to.deep.equal([
      ['40', '40 percent'],
      [null, 'Working'],
    ]);
  });

  it('[23] can be scrolled by keyboard where they scroll, and have names; tables have heads', async () => {
    const { chat } = await openDoneChat();
    const scrolling = deepElements(chat, '*').filter((element) => {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      const canScroll =
        element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 1;
      return canScroll && display !== 'inline' && /auto|scroll/.test(overflowX + overflowY);
    });
    const unreachable = scrolling.filter(
      (element) => (element as HTMLElement).tabIndex < 0 || !element.ariaLabel,
    );
    expect([scrolling.length > 0, unreachable.map(sizeOf)]).to.deep.equal([true, []]);
    expect(deepElements(chat, 'th, [role=columnheader]').map(deepText)).to.deep.equal(['A', 'B']);
  });

  it('[24] have no information in a title alone, and no picture without a name that is not hidden', async () => {
    const { chat } = await openDoneChat();
    expect(deepElements(chat, '[title]').map(sizeOf)).to.deep.equal([]);
    const heard = deepElements(chat, 'svg').filter((icon) => !icon.closest('[aria-hidden=true]'));
    expect(heard.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
  });

  it('[33] have no tab index of their own order, and listen to no key outside', async () => {
    const { chat, calls } = await openBusyChat();
    const ordered = deepElements(chat, '[tabindex]').filter(
      (element) => (element as HTMLElement).tabIndex > 0,
    );
    expect(ordered).to.deep.equal([]);
    (document.activeElement as HTMLElement | null)?.blur();
    for (const key of ['Escape', 's', 'Enter', ' ']) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      expect(document.body.dispatchEvent(event), key).to.equal(true);
    }
    expect(calls).to.deep.equal([]);
  });

  it('[41] have in their names what is written on them', async () => {
    const { chat } = await openDoneChat();
    const other = deepElements(
      chat,
      'button[aria-label], a[aria-label], summary[aria-label]',
    ).filter((element) => !element.ariaLabel?.includes(deepText(element)));
    expect(other.map(sizeOf)).to.deep.equal([]);
  });

  it('[45] are at least 24 by 24 pixels where they can be pressed', async () => {
    const { chat } = await openDoneChat();
    const targets = deepElements(chat, 'button, summary, textarea').filter((element) =>
      element.checkVisibility(),
    );
    const small = targets.filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 24 || height < 24;
    });
    expect([targets.length > 3, small.map(sizeOf)]).to.deep.equal([true, []]);
  });
});

describe('the focus', () => {
  it('[28] stays where it is, whatever arrives', async () => {
    const open = await openStateChat();
    deepElements(open.chat, 'textarea').forEach((field) => (field as HTMLElement).focus());
    const before = focusedElement();
    open.take(start);
    open.take(begin('Triage', { sort: 'agent' }));
    open.take(said(answer));
    open.take(tool);
    open.take(cutTrouble);
    open.take({ type: 'run.end', status: 'cut' });
    await open.drawn();
    expect([before?.localName, focusedElement()]).to.deep.equal(['textarea', before]);
  });

  it('[32] goes from the steps of thinking, when they fold away, to the line that stays', async () => {
    const open = await openBusyChat();
    const [steps] = deepElements(open.chat, '.steps') as HTMLElement[];
    steps?.focus();
    expect(focusedElement()).to.equal(steps);
    open.take(ok);
    await open.drawn();
    expect(deepText(focusedElement() ?? document.body)).to.match(/^Thinking finished/);
  });

  it('[32] goes from Stop in the log, when there is nothing to stop any more, to the log', async () => {
    const open = await openBusyChat();
    const [log] = deepElements(open.chat, '[role=log]') as HTMLElement[];
    log?.focus();
    await press('Tab');
    expect(deepText(focusedElement() ?? document.body)).to.equal('Stop');
    open.take(ok);
    await open.drawn();
    expect(focusedElement()).to.equal(log);
  });

  it('[34] comes from the log to Stop within two presses of Tab', async () => {
    const open = await openBusyChat();
    Object.assign(open.session, {
      stop: () => open.take({ type: 'run.end', status: 'cancelled' }),
    });
    const [log] = deepElements(open.chat, '[role=log]') as HTMLElement[];
    log?.focus();
    const seen: string[] = [];
    while (seen.length < 2 && seen.at(-1) !== 'Stop') {
      await press('Tab');
      seen.push(deepText(focusedElement() ?? document.body));
    }
    expect(seen.at(-1)).to.equal('Stop');
    await press('Enter');
    await open.drawn();
    expect([findButton(open.chat, 'Stop'), focusedElement()]).to.deep.equal([undefined, log]);
  });

  it('[35] is seen on everything that can have it, at least two pixels thick', async () => {
    const { chat } = await openDoneChat();
    await press('Tab');
    const places = deepElements(chat, 'button, summary, a[href], [tabindex="0"]') as HTMLElement[];
    const thin = places.filter((place) => {
      place.focus({ preventScroll: true });
      if (!place.matches(':focus-visible')) return place.checkVisibility();
      const { outlineStyle, outlineWidth } = getComputedStyle(place);
      return outlineStyle === 'none' || parseFloat(outlineWidth) < 2;
    });
    expect([places.length > 5, thin.map(sizeOf)]).to.deep.equal([true, []]);
  });
});

describe('a narrow page', () => {
  afterEach(() => resize(800, 600));

  it('[46] of 320 pixels scrolls in one direction, except for code and tables', async () => {
    await resize(320, 600);
    const { chat } = await openDoneChat();
    const places = [
      chat,
      ...deepElements(chat, '.log, .conversation, sse-composer, article, summary'),
    ];
    const wide = places.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
    expect(wide.map(sizeOf)).to.deep.equal([]);
  });

  it('[46] loses nothing to the spacing of text that a reader sets', async () => {
    await resize(320, 600);
    const open = await openDoneChat();
    const { style } = open.chat;
    Object.assign(style, { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' });
    await open.drawn();
    const cut = deepElements(open.chat, 'button, summary, p, li, .line, .status').filter(
      (each) =>
        each.checkVisibility() &&
        !each.matches('.hidden, [data-announcer] *') &&
        each.scrollWidth > each.clientWidth + 1 &&
        getComputedStyle(each).overflowX !== 'visible',
    );
    expect(cut.map(sizeOf)).to.deep.equal([]);
  });

  it('[48] of text twice as large scrolls in one direction, without any image', async () => {
    const open = await openDoneChat();
    open.chat.style.setProperty('--sse-font-size', '2rem');
    await open.drawn();
    const places = [open.chat, ...deepElements(open.chat, '.log, .conversation, article, summary')];
    const wide = places.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
    expect(wide.map(sizeOf)).to.deep.equal([]);
    const element = await fixture<SseMarkdown>(
      html`<sse-markdown .text=${'![A chart](https://a.example/c.png)'}></sse-markdown>`,
    );
    expect(deepText(element)).to.contain('A chart');
  });
});
