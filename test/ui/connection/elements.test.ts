// The elements that stand alone say how their connection is; together they say it once.
import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/ui/define.js';
import type { SessionElement } from '../../../src/ui/session-element.js';
import { gapTrouble } from '../../../src/session/connection-trouble.js';
import { said } from '../../support/event-dialect.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { leadClock, lineIn } from '../../support/open-connection.js';
import { all, drawn, progress } from '../../support/open-progress.js';
import { createStateSession } from '../../support/state-session.js';

const asked = {
  type: 'checkpoint.open',
  checkpointId: 'c-1',
  ask: 'approve',
  canEdit: false,
  reply: { dialect: 'plain', send: 'post' },
} as const;

/** The first elements of these names, on one session. */
async function open(...tags: readonly string[]) {
  const clock = createFakeClock();
  const stand = createStateSession();
  const parent = await fixture<HTMLElement>(html`<div></div>`);
  const elements = tags.map((tag) => document.createElement(tag) as SessionElement);
  for (const element of elements) element.session = stand.session;
  parent.append(...elements);
  await drawn();
  for (const element of elements) leadClock(element, clock);
  return {
    ...{ ...stand, clock, elements },
    /** What each says after so many milliseconds. */
    async lines(milliseconds = 0) {
      await clock.advance(milliseconds);
      await drawn();
      return elements.map(lineIn);
    },
  };
}

describe('an element that stands alone', () => {
  for (const tag of ['sse-progress', 'sse-thinking', 'sse-checkpoint']) {
    it(`says so when the connection of <${tag}> is lost, with or without anything to show`, async () => {
      const { lines, show, take } = await open(tag);
      show({ phase: 'paused' });
      expect(await lines(1_000)).to.deep.equal(['Could not connect. Reconnect']);
      take(progress('export'));
      take({ type: 'step.start', stepId: 's', sort: 'step', name: 'Search' });
      take(gapTrouble);
      show({ phase: 'live', resumed: false });
      expect(await lines()).to.deep.equal(['Something may be missing. Dismiss']);
    });

    it(`says of <${tag}> why a run has failed, and offers another`, async () => {
      const { calls, elements, lines, take } = await open(tag);
      take({ type: 'trouble', fatal: true, sort: 'error', text: 'The server has failed (500).' });
      take({ type: 'run.end', status: 'failed' });
      expect(await lines()).to.deep.equal(['The server has failed (500). Retry']);
      const line = elements[0]?.shadowRoot?.querySelector('sse-connection');
      line?.shadowRoot?.querySelector('button')?.click();
      expect(calls).to.deep.equal(['retry']);
    });
  }

  it('asks its own session, whichever that becomes', async () => {
    const { elements, lines, show } = await open('sse-checkpoint');
    const next = createStateSession();
    show({ phase: 'offline' });
    for (const element of elements) element.session = next.session;
    expect(await lines(1_000)).to.deep.equal(['']);
    next.show({ phase: 'offline' });
    await lines();
    expect(await lines(1_000)).to.deep.equal(['You are offline. Try now']);
  });
});

describe('elements of one session', () => {
  it('leave it to the chat, which says it over its log', async () => {
    const { lines, show, take } = await open('sse-progress', 'sse-thinking', 'sse-chat');
    take(said('Hi'));
    take(progress('export'));
    show({ phase: 'offline' });
    expect(await lines(1_000)).to.deep.equal(['', '', 'You are offline. Try now']);
  });

  it('say it in the first of them where there is no chat', async () => {
    const { lines, show } = await open('sse-progress', 'sse-thinking');
    show({ phase: 'offline' });
    expect(await lines(1_000)).to.deep.equal(['You are offline. Try now', '']);
  });
});

describe('a question at a checkpoint whose connection is lost', () => {
  it('says so in the dialog, whose buttons stay where they are', async () => {
    const { clock, elements, lines, show, take } = await open('sse-checkpoint');
    const [element] = elements as [SessionElement];
    take(asked);
    await drawn();
    const places = (): number[] =>
      all(element, '.buttons button').map((button) => button.getBoundingClientRect().top);
    const before = places();
    leadClock(element, clock);
    show({ phase: 'offline' });
    await lines(1_000);
    await drawn();
    const dialog = element.shadowRoot?.querySelector('dialog');
    expect(dialog && lineIn(dialog)).to.equal('You are offline.');
    expect(places()).to.deep.equal(before);
    await expect(element).to.be.accessible();
  });
});
