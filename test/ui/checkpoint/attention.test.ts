// When an answer counts, and when a question is asked at all.
import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/ui/checkpoint/checkpoint.define.js';
import type { SseCheckpoint } from '../../../src/ui/checkpoint/checkpoint.js';
import { listenTo } from '../../support/announcements.js';
import { press, type } from '../../support/browser.js';
import { answer, button, dialogOf, drawn } from '../../support/open-checkpoint.js';
import { openQuestion, toolQuestion } from '../../support/open-question.js';
import { deepText, focusedElement } from '../../support/screen.js';
import { until } from '../../support/until.js';
import { jsonResponse } from '../../support/fake-fetch.js';

function isShut(element: SseCheckpoint): boolean {
  return button(element, 'Approve').getAttribute('aria-disabled') === 'true';
}

/** Tells whether the buttons have been shut since, however short that was. */
function watchGuard(element: SseCheckpoint): () => boolean {
  let hasShut = false;
  const observer = new MutationObserver(() => (hasShut ||= isShut(element)));
  observer.observe(button(element, 'Approve'), { attributeFilter: ['aria-disabled'] });
  return () => hasShut;
}

describe('The buttons of a checkpoint', () => {
  it('say why they do nothing yet, and then what they allow, without a move', async () => {
    const { element, ready } = await openQuestion({});
    const reason = element.renderRoot.querySelector<HTMLElement>('#reason');
    const place = button(element, 'Approve').getBoundingClientRect().toJSON() as unknown;
    expect(reason?.innerText).to.match(/^Take a moment to read/);
    await ready();
    expect(reason?.innerText.trim()).to.equal('Approve allows this once.');
    expect(button(element, 'Approve').getBoundingClientRect().toJSON()).to.deep.equal(place);
  });

  const restarts: Readonly<Record<string, (element: SseCheckpoint) => unknown>> = {
    'the window gets the focus': () => window.dispatchEvent(new Event('focus')),
    'the page can be seen again': () => document.dispatchEvent(new Event('visibilitychange')),
    'the window has another size': (element) => {
      dialogOf(element).style.marginBlockStart = '3px';
      window.dispatchEvent(new Event('resize'));
    },
    'they have moved': (element) => (dialogOf(element).style.inlineSize = '25rem'),
    'another dialog that lay over it goes': async () => {
      const other = await openQuestion({});
      other.element.remove();
    },
  };
  for (const [what, happens] of Object.entries(restarts)) {
    it(`do nothing for a while when ${what}`, async () => {
      const { element, ready } = await openQuestion({});
      await ready();
      const hasShut = watchGuard(element);
      await happens(element);
      expect(await until('the guard', hasShut)).to.equal(true);
    });
  }

  it('do nothing for a while when what is asked has changed', async () => {
    const { element, push, ready } = await openQuestion({});
    await ready();
    const hasShut = watchGuard(element);
    await push(toolQuestion({ proposalText: '{"to":"Somebody else","amount":1250.00}' }));
    expect(deepText(dialogOf(element))).to.contain('Somebody else');
    expect(hasShut()).to.equal(true);
  });

  it('go on when the server only asks the same again', async () => {
    const { element, push, ready } = await openQuestion({});
    await ready();
    const hasShut = watchGuard(element);
    await push(toolQuestion());
    expect(hasShut()).to.equal(false);
  });

  it('do nothing for any keys while their guard is on', async () => {
    const { element, server } = await openQuestion({});
    const restart = (): unknown => window.dispatchEvent(new Event('focus'));
    window.addEventListener('keydown', restart, true);
    for (let turn = 0; turn < 60; turn += 1) {
      button(element, turn % 3 === 0 ? 'Reject' : 'Approve').focus();
      await press(turn % 2 === 0 ? 'Enter' : ' ');
    }
    window.removeEventListener('keydown', restart, true);
    expect(server.requests).to.have.length(1);
  });

  it('answer at the second gesture: move to it, press', async () => {
    const { element, ready, server } = await openQuestion({ canComment: false });
    server.answer(jsonResponse({ status: 'approved' }));
    await ready();
    button(element, 'Reject').focus();
    await press('Tab');
    expect(focusedElement()).to.equal(button(element, 'Approve'));
    await press(' ');
    await drawn();
    expect(server.requests).to.have.length(2);
  });

  it('are at least 16 px apart, and 44 px high', async () => {
    const { element } = await openQuestion({});
    const [no, yes] = ['Reject', 'Approve'].map((name) =>
      button(element, name).getBoundingClientRect(),
    );
    expect(Math.round((yes?.left ?? 0) - (no?.right ?? 0))).to.be.at.least(16);
    expect(Math.min(yes?.height ?? 0, no?.height ?? 0)).to.be.at.least(44);
  });
});

describe('A question that takes the place of another', () => {
  it('has the focus on itself, whatever button had it, and has to be read', async () => {
    const { element, push, ready } = await openQuestion({});
    await ready();
    button(element, 'Approve').focus();
    const hasShut = watchGuard(element);
    await push(
      { type: 'checkpoint.close', checkpointId: 'c-1', outcome: 'cancelled' },
      toolQuestion({ checkpointId: 'c-2', toolName: 'delete_account' }),
    );
    expect(focusedElement()?.textContent).to.contain('delete_account');
    expect(hasShut()).to.equal(true);
  });

  it('is gone with a word when it was answered elsewhere', async () => {
    const { element, push, server } = await openQuestion({});
    const { says } = listenTo(element);
    await push({ type: 'checkpoint.close', checkpointId: 'c-1', outcome: 'approved' });
    expect(dialogOf(element).open).to.equal(false);
    const words = await says('approved elsewhere');
    expect(deepText(element)).to.contain(words);
    expect(server.requests).to.have.length(1);
  });

  it('is gone with a word when its time is over', async () => {
    const { element } = await openQuestion({ expires: Date.now() + 1_000 });
    expect(deepText(dialogOf(element))).to.match(/\d s left to answer/);
    await until('the end', () => !dialogOf(element).open);
    expect(deepText(element)).to.contain('The time to answer is over.');
  });
});

describe('A question that comes while somebody writes', () => {
  async function write(text: string): Promise<HTMLInputElement> {
    const field = await fixture<HTMLInputElement>(html`<input aria-label="Note" />`);
    field.focus();
    await type(text);
    return field;
  }

  it('waits until they stop, and says so', async () => {
    const { element, push } = await openQuestion();
    const { says } = listenTo(element);
    const field = await write('Dear');
    await push(toolQuestion());
    expect(dialogOf(element).open).to.equal(false);
    expect(focusedElement()).to.equal(field);
    const words = 'A decision waits for you. It opens when you stop writing.';
    expect(await says('stop writing')).to.equal(words);
    await until('the dialog', () => dialogOf(element).open);
  });

  it('does not wait for a field that is empty again, as after a message was sent', async () => {
    const { element, push } = await openQuestion();
    const field = await write('Go');
    field.value = '';
    await push(toolQuestion());
    expect(dialogOf(element).open).to.equal(true);
  });

  it('opens at once when they ask for it', async () => {
    const { element, push } = await openQuestion();
    await write('Dear');
    await push(toolQuestion());
    button(element, 'A decision waits for you').click();
    await drawn();
    expect(dialogOf(element).open).to.equal(true);
  });

  it('can be put off by a button, too', async () => {
    const { element } = await openQuestion({});
    button(element, 'Later').click();
    await drawn();
    expect(dialogOf(element).open).to.equal(false);
    expect(deepText(element)).to.contain('A decision waits for you');
  });
});

describe('An answer', () => {
  it('carries the digest of what was shown', async () => {
    const { element, server } = await openQuestion({ source: '{"a":1.0}' });
    server.answer(jsonResponse({ status: 'approved' }));
    await answer(element, 'Approve');
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('{"a":1.0}'));
    const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
    expect(server.requests[1]?.headers.get('checkpoint-digest')).to.equal(`sha-256=:${base64}:`);
  });

  it('goes without one where the page can make none', async () => {
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      const { element, server } = await openQuestion({});
      server.answer(jsonResponse({ status: 'approved' }));
      await answer(element, 'Approve');
      expect(server.requests[1]?.headers.has('checkpoint-digest')).to.equal(false);
      expect(server.requests[1]?.headers.has('idempotency-key')).to.equal(true);
    } finally {
      Reflect.deleteProperty(crypto, 'subtle');
    }
  });
});
