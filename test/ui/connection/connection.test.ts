import { expect, fixture, html } from '@open-wc/testing';
import type { ConnectionStatus } from '../../../src/session/index.js';
import { cutTrouble, gapTrouble } from '../../../src/session/connection-trouble.js';
import { press } from '../../support/browser.js';
import { said } from '../../support/event-dialect.js';
import {
  announcedIn,
  lineIn,
  openConnection,
  type OpenConnection,
} from '../../support/open-connection.js';
import { findButton, focusedElement } from '../../support/screen.js';
import { createStateSession } from '../../support/state-session.js';

const live = { phase: 'live', resumed: true } as const;

/** Broken for a minute, from now. */
function breakNow({ clock, show }: OpenConnection): void {
  show({ phase: 'reconnecting', attempt: 1, at: clock.now() + 60_000 });
}

const buttonOf = ({ element }: OpenConnection, name: string): HTMLButtonElement => {
  const button = findButton(element, name);
  if (!button) throw new Error(`Expected a button "${name}" in: ${lineIn(element)}`);
  return button;
};

describe('<sse-connection>', () => {
  it('shows nothing of a connection that is well', async () => {
    const open = await openConnection();
    open.show(live);
    expect([await open.seen(60_000), open.clock.pending]).to.deep.equal(['', 0]);
    expect(open.element.getBoundingClientRect().height).to.equal(0);
  });

  it('shows a loss after a second, counts down, and asks the session on a press', async () => {
    const open = await openConnection();
    open.show(live);
    breakNow(open);
    expect(await open.seen(999)).to.equal('');
    expect(await open.seen(1)).to.equal('Connection lost, retrying in 59 s Try now');
    expect(await open.seen(10_000)).to.equal('Connection lost, retrying in 49 s Try now');
    buttonOf(open, 'Try now').click();
    expect(open.calls).to.deep.equal(['reconnect']);
  });

  it('asks once: what is under way cannot be asked for again', async () => {
    const open = await openConnection();
    breakNow(open);
    await open.seen(1_000);
    const button = buttonOf(open, 'Try now');
    button.click();
    open.show({ phase: 'connecting', attempt: 2 });
    await open.seen();
    button.click();
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(open.calls).to.deep.equal(['reconnect']);
  });

  it('keeps the button that has the focus until the focus has left it', async () => {
    const open = await openConnection();
    breakNow(open);
    await open.seen(1_000);
    const button = buttonOf(open, 'Try now');
    button.focus();
    await press('Enter');
    for (const connection of [{ phase: 'connecting', attempt: 2 }, live] as const) {
      open.show(connection);
      await open.seen();
      expect(focusedElement()).to.equal(button);
    }
    expect(await open.seen(10_000)).to.equal('Connected again. Try now');
    button.blur();
    expect(await open.seen()).to.equal('');
  });

  it('goes on with the same run when it is paused', async () => {
    const open = await openConnection();
    open.show({ phase: 'paused' });
    expect(await open.seen(1_000)).to.equal('Could not connect. Reconnect');
    buttonOf(open, 'Reconnect').click();
    expect(open.calls).to.deep.equal(['reconnect']);
  });

  it('offers a new run where the run is over, and says so at once, except in a conversation', async () => {
    const runs = [await openConnection(), await openConnection('conversation')];
    const seen = runs.map(async (open) => {
      open.take(said('Hel'));
      open.take(cutTrouble);
      open.take({ type: 'run.end', status: 'cut' });
      return open.seen();
    });
    expect(await Promise.all(seen)).to.deep.equal([`${cutTrouble.text} Retry`, '']);
    const [open] = runs as [OpenConnection];
    await open.seen(1_000);
    const alert = open.element.shadowRoot?.querySelector('[role=alert]');
    expect(alert?.textContent).to.equal(cutTrouble.text);
    buttonOf(open, 'Retry').click();
    expect(open.calls).to.deep.equal(['retry']);
  });

  it('lets a person put a gap away, and does not drop the focus with it', async () => {
    const open = await openConnection();
    open.show(live);
    open.take(gapTrouble);
    expect(await open.seen()).to.equal('Something may be missing. Dismiss');
    buttonOf(open, 'Dismiss').focus();
    await press('Enter');
    expect(await open.seen()).to.equal('');
    expect(focusedElement()).to.equal(open.element);
  });

  it('has no button in a dialog, and takes no room there while all is well', async () => {
    const open = await openConnection('dialog');
    expect(open.element.getBoundingClientRect().height).to.equal(0);
    open.show({ phase: 'paused' });
    expect(await open.seen(1_000)).to.equal('Could not connect.');
    expect(findButton(open.element, 'Reconnect')).to.equal(undefined);
  });

  it('has a custom state while there is something to say', async () => {
    const open = await openConnection();
    breakNow(open);
    expect(open.element.matches(':state(shown)')).to.equal(false);
    await open.seen(1_000);
    expect(open.element.matches(':state(shown)')).to.equal(true);
  });
});

describe('what <sse-connection> announces', () => {
  it('is in a region that was there before, and gone a second later', async () => {
    const open = await openConnection();
    const region = open.element.shadowRoot?.querySelector('[role=status]');
    breakNow(open);
    await open.seen(2_999);
    expect(region?.textContent).to.equal('');
    await open.seen(1);
    expect(region?.textContent).to.equal('Connection lost, retrying.');
    await open.seen(1_000);
    expect(region?.textContent).to.equal('');
    expect(region?.isConnected).to.equal(true);
  });

  it('is not what counts down', async () => {
    const open = await openConnection();
    breakNow(open);
    await open.seen(10_000);
    const line = open.element.shadowRoot?.querySelector('.line');
    expect(line?.closest('[role=status], [role=alert], [aria-live]')).to.equal(null);
    expect(announcedIn(open.element)).to.equal('');
  });
});

describe('an <sse-connection> that comes and goes', () => {
  it('leaves no timer and no listener behind', async () => {
    const open = await openConnection();
    breakNow(open);
    await open.seen(1_500);
    open.element.remove();
    expect(open.clock.pending).to.equal(0);
    open.show({ phase: 'offline' });
    await open.clock.advance(10_000);
    expect(open.clock.pending).to.equal(0);
  });

  it('shows what is true when it is back', async () => {
    const open = await openConnection();
    const parent = open.element.parentElement;
    breakNow(open);
    await open.seen(1_500);
    open.element.remove();
    open.show({ phase: 'offline' });
    parent?.append(open.element);
    expect(await open.seen(1)).to.equal('You are offline. Try now');
  });

  it('begins anew with another session', async () => {
    const open = await openConnection();
    breakNow(open);
    await open.seen(1_500);
    open.element.session = createStateSession().session;
    expect([await open.seen(), open.clock.pending]).to.deep.equal(['', 0]);
    open.show({ phase: 'offline' });
    expect(await open.seen(10_000)).to.equal('');
  });
});

describe('where it is said', () => {
  it('is once for a session: in the conversation, else in the first that is in sight', async () => {
    const [first, second, chat] = [
      await openConnection(),
      await openConnection(),
      await openConnection('conversation'),
    ];
    for (const { element } of [second, chat]) element.session = first.session;
    first.show({ phase: 'offline' });
    const all = async (): Promise<string[]> => {
      const texts = [];
      for (const open of [first, second, chat]) texts.push(await open.seen(1_000));
      return texts.map((text) => (text === '' ? '' : 'said'));
    };
    expect(await all()).to.deep.equal(['', '', 'said']);
    chat.element.style.display = 'none';
    expect(await all()).to.deep.equal(['said', '', 'said']);
    first.element.hidden = true;
    expect(await all()).to.deep.equal(['', 'said', 'said']);
    second.element.remove();
    first.element.hidden = false;
    expect((await all())[0]).to.equal('said');
  });
});

describe('the accessibility of <sse-connection>', () => {
  const phases: readonly ConnectionStatus[] = [
    { phase: 'reconnecting', attempt: 1, at: Date.UTC(2026, 10, 21) + 60_000 },
    { phase: 'offline' },
    { phase: 'paused' },
    { phase: 'stalled', since: 0 },
  ];
  for (const scheme of ['light', 'dark']) {
    it(`holds in each phase, in ${scheme} colours and both directions`, async () => {
      const page = await fixture<HTMLElement>(html`<div></div>`);
      page.style.cssText = `color-scheme: ${scheme}; background: Canvas`;
      for (const phase of phases) {
        for (const place of [undefined, 'conversation'] as const) {
          const open = await openConnection(place);
          page.append(open.element);
          page.dir = page.dir === 'rtl' ? 'ltr' : 'rtl';
          open.show(phase);
          await open.seen(1_000);
          for (const animation of open.element.shadowRoot?.getAnimations() ?? [])
            animation.finish();
          await expect(open.element).to.be.accessible();
          open.element.remove();
        }
      }
    });
  }
});
