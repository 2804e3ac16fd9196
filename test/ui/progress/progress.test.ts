import { expect, fixture, html } from '@open-wc/testing';
import type { StreamEventBody } from '../../../src/events/index.js';
import {
  initialState,
  reduce,
  Session,
  type ConnectionStatus,
} from '../../../src/session/index.js';
import type { SseProgress } from '../../../src/ui/progress/progress.js';
import '../../../src/ui/progress/progress.define.js';
import { settle } from '../../support/fake-clock.js';
import {
  createFakeFetch,
  pushStream,
  textResponse,
  type FakeFetch,
  type PushStream,
} from '../../support/fake-fetch.js';
import { createEventDialect, encode } from '../../support/event-dialect.js';
import { deepText } from '../../support/screen.js';
import { nextFrame } from '../../support/until.js';

interface Stand {
  readonly element: SseProgress;
  readonly server: FakeFetch;
  readonly stream: PushStream;
  push(...bodies: StreamEventBody[]): Promise<void>;
}

async function drawn(): Promise<void> {
  await settle();
  await nextFrame();
  await nextFrame();
  await settle();
}

/** An element with a session whose run has begun, and nothing has come yet. */
async function begin(attributes: Record<string, string> = {}): Promise<Stand> {
  const server = createFakeFetch();
  const stream = pushStream();
  server.answer(stream);
  const element = await fixture<SseProgress>(
    html`<sse-progress
      endpoint="/work"
      .dialect=${createEventDialect()}
      .fetch=${server.fetch}
    ></sse-progress>`,
  );
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await element.updateComplete;
  void element.send('Work');
  await drawn();
  return {
    ...{ element, server, stream },
    async push(...bodies) {
      stream.push(encode(...bodies));
      await drawn();
    },
  };
}

function progress(id: string, news: Partial<StreamEventBody & { type: 'progress' }> = {}) {
  return { type: 'progress', progressId: id, ...news } as const;
}

function all(element: Element, selector: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

function bar(element: Element, name: string): HTMLElement {
  const found = all(element, '[role=progressbar]').find((each) => each.ariaLabel === name);
  if (!found) throw new Error(`Expected a bar named "${name}" in: ${deepText(element)}`);
  return found;
}

function button(element: Element, name: string): HTMLButtonElement | undefined {
  const buttons = all(element, 'button') as HTMLButtonElement[];
  return buttons.find((each) => deepText(each) === name);
}

/** The states on the track, each with what is said of it. */
function trackOf(element: Element): string[] {
  return all(element, '.track li').map((item) => item.textContent.replace(/\s+/g, ' ').trim());
}

/** Draws the element as it is so many milliseconds from now. */
async function later(element: SseProgress, milliseconds: number): Promise<void> {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
  try {
    element.requestUpdate();
    await element.updateComplete;
  } finally {
    Date.now = now;
  }
}

describe('<sse-progress>', () => {
  it('shows nothing but its slot as long as there are no operations', async () => {
    const { element, push } = await begin();
    expect(all(element, 'slot[name=empty]')).to.have.length(1);
    expect(deepText(element)).to.equal('');
    await push(progress('export'));
    expect(all(element, 'slot[name=empty]')).to.have.length(0);
  });

  it('has one bar for each operation, with name, value and words', async () => {
    const { element, push } = await begin();
    const chart = { percentage: 30, message: 'Writing the query' };
    await push(progress('chart_generation', chart), progress('plan', { operation: 'Planning' }));
    const { ariaValueNow, ariaValueMin, ariaValueMax, ariaValueText } = bar(
      element,
      'Chart generation',
    );
    expect([ariaValueNow, ariaValueMin, ariaValueMax]).to.deep.equal(['30', '0', '100']);
    expect(ariaValueText).to.equal('30 percent, Writing the query');
    expect(bar(element, 'Planning').ariaValueText).to.equal('Working');
    expect(deepText(element)).to.contain('30%').and.to.contain('Writing the query');
    await expect(element).to.be.accessible();
  });

  it('shows no figure where none is known', async () => {
    const { element, push } = await begin();
    await push(progress('export', { message: 'Exporting' }));
    const { attributes } = bar(element, 'Export');
    expect([...attributes].map(({ name }) => name)).not.to.include.members(['aria-valuenow']);
    expect(deepText(element)).not.to.contain('%');
    await expect(element).to.be.accessible();
  });

  it('fills from the start side, in either direction, without a style attribute of its own', async () => {
    const { element, push } = await begin();
    await push(progress('export', { percentage: 50 }));
    const fill = all(element, '.fill')[0];
    if (!fill) throw new Error('Expected a fill');
    expect(getComputedStyle(fill).getPropertyValue('--_share')).to.equal('0.5');
    expect(getComputedStyle(fill).transformOrigin).to.match(/^0px/);
    element.dir = 'rtl';
    expect(getComputedStyle(fill).transformOrigin).not.to.match(/^0px/);
  });

  it('marks the states of a chart: passed, current and to come', async () => {
    const { element, push } = await begin();
    await push(progress('chart_generation', { percentage: 20, state: 'understanding_schema' }));
    expect(trackOf(element).slice(0, 3)).to.deep.equal([
      'Planning, done',
      'Understanding schema, now',
      'Generating query',
    ]);
    expect(trackOf(element)).to.have.length(7);
    expect(all(element, '[aria-current=step]').map(deepText)).to.deep.equal([
      'Understanding schema , now',
    ]);
    await expect(element).to.be.accessible();
  });

  it('takes the order of states from the page', async () => {
    const { element, push } = await begin({ states: '{"export": ["open", "write", "close"]}' });
    await push(progress('export', { state: 'write' }));
    expect(trackOf(element)).to.deep.equal(['Open, done', 'Write, now', 'Close']);
  });

  it('says why an operation failed, crosses its state and leaves the others alone', async () => {
    const { element, push } = await begin();
    await push(progress('chart_generation', { state: 'planning' }), progress('export'));
    const failure = { message: 'No such table', figures: { table: 'orders' } };
    await push(progress('chart_generation', { outcome: 'failed', ...failure }));
    expect(bar(element, 'Chart generation').ariaValueText).to.equal('Failed, No such table');
    expect(trackOf(element)[0]).to.equal('Planning, failed');
    expect(deepText(element)).to.match(/Failed .*No such table .*Table orders/);
    expect(deepText(all(element, '[role=status]')[0] ?? element)).to.equal(
      'Chart generation: Failed, No such table',
    );
    expect(bar(element, 'Export').ariaValueText).to.equal('Working');
    await expect(element).to.be.accessible();
  });

  it('folds finished bars into one line after a moment, with all that they said inside', async () => {
    const { element, push } = await begin();
    await push(progress('export', { message: 'Written', outcome: 'ok' }), progress('sql'));
    expect(bar(element, 'Export').ariaValueNow).to.equal('100');
    expect(all(element, 'details')).to.have.length(0);
    await later(element, 3_000);
    const details = all(element, 'details')[0];
    if (!(details instanceof HTMLDetailsElement)) throw new Error('Expected details');
    expect(deepText(details.querySelector('summary') ?? details)).to.equal('1 finished');
    expect(details.contains(bar(element, 'Export'))).to.equal(true);
    expect(details.contains(bar(element, 'Sql'))).to.equal(false);
    details.open = true;
    expect(deepText(details)).to.contain('Written');
    await expect(element).to.be.accessible();
  });

  it('says that an operation was cancelled, and does not fold it away', async () => {
    const { element, push } = await begin();
    await push(progress('export', { percentage: 40, outcome: 'cancelled' }));
    await later(element, 60_000);
    expect(bar(element, 'Export').ariaValueText).to.equal('40 percent, Cancelled');
    expect(all(element, 'details')).to.have.length(0);
  });

  it('keeps the last state of a run that broke, and says that it did', async () => {
    const { element, stream, push } = await begin();
    await push(progress('export', { percentage: 40 }));
    stream.fail();
    await drawn();
    expect(bar(element, 'Export').ariaValueText).to.equal('40 percent, Interrupted');
    expect(all(element, '.bar.stale')).to.have.length(1);
    await expect(element).to.be.accessible();
  });

  it('says for how long a bar has not moved once its time-out is over', async () => {
    const { element, push } = await begin({ timeout: '60000' });
    element.timeouts = { sql: 10_000 };
    await push(progress('export'), progress('sql'));
    await later(element, 20_100);
    expect(bar(element, 'Sql').ariaValueText).to.match(/^No progress for 2\d s$/);
    expect(bar(element, 'Export').ariaValueText).to.equal('Working');
    await expect(element).to.be.accessible();
    await push(progress('sql', { message: 'Row 1' }));
    expect(bar(element, 'Sql').ariaValueText).to.equal('Row 1');
  });

  it("shows the page's own percentage, and no other part of 0 to 100", async () => {
    const { element, push } = await begin();
    element.progressCalculator = ({ done = 0 }, run) => done * 40 * run.operations.length;
    await push(progress('export', { percentage: 5, done: 1 }));
    expect(bar(element, 'Export').ariaValueNow).to.equal('40');
    await push(progress('export', { done: 3 }));
    expect(bar(element, 'Export').ariaValueNow).to.equal('100');
  });

  it('shows rounds with their times, and estimates the rest from the second on', async () => {
    const { element, push } = await begin();
    const loop = (stepId: string) =>
      ({ type: 'step.start', stepId, name: `Iteration ${stepId} of 4`, sort: 'loop' }) as const;
    const end = (stepId: string) =>
      ({ type: 'step.end', stepId, status: 'ok', duration: 20_000 }) as const;
    await push(progress('plan', { operation: 'Planning', done: 1, total: 4 }), loop('1'), end('1'));
    expect(bar(element, 'Planning').ariaValueNow).to.equal('25');
    expect(deepText(element)).not.to.contain('left');
    await push(loop('2'), end('2'), loop('3'));
    const rounds = all(element, '[aria-label=Iterations] li').map(deepText);
    expect(rounds[0]).to.equal('Iteration 1 of 4 , done 20 s');
    expect(deepText(element)).to.match(/Elapsed \d s · about 40 s left/);
    await expect(element).to.be.accessible();
  });

  it('is one line in a header', async () => {
    const { element, push } = await begin({ compact: '', 'cancel-endpoint': '/cancel' });
    await push(progress('chart_generation', { percentage: 30, state: 'planning', message: 'X' }));
    expect(deepText(element)).to.equal('Chart generation 30%');
    const [name, line] = [all(element, '.name')[0], bar(element, 'Chart generation')];
    const middle = line.getBoundingClientRect().top;
    const { top = 0, bottom = 0 } = name?.getBoundingClientRect() ?? {};
    expect(middle).to.be.within(top, bottom);
    await expect(element).to.be.accessible();
  });
});

describe('The button of <sse-progress> that cancels', () => {
  it('is there only where the server offers it', async () => {
    const { element, push } = await begin();
    await push(progress('export'));
    expect(all(element, 'button')).to.have.length(0);
  });

  it('asks once for its own operation, and keeps the focus near when that is cancelled', async () => {
    const { element, server, push } = await begin({ 'cancel-endpoint': '/cancel' });
    server.always(() => 'never');
    await push(progress('export'), progress('sql'));
    button(element, 'Cancel Sql')?.focus();
    button(element, 'Cancel Sql')?.click();
    await drawn();
    button(element, 'Cancelling Sql…')?.click();
    await drawn();
    expect(server.requests.slice(1).map(({ url, body }) => [url, body])).to.deep.equal([
      ['/cancel', '{"operation":"sql"}'],
    ]);
    expect(button(element, 'Cancelling Sql…')?.getAttribute('aria-disabled')).to.equal('true');
    await expect(element).to.be.accessible();
    await push(progress('sql', { outcome: 'cancelled' }));
    expect(element.shadowRoot?.activeElement?.contains(bar(element, 'Sql'))).to.equal(true);
  });

  it('says why it could not, and can be pressed again', async () => {
    const { element, server, push } = await begin({ 'cancel-endpoint': '/cancel' });
    server.always(() => textResponse(404));
    await push(progress('sql'));
    button(element, 'Cancel Sql')?.click();
    await drawn();
    expect(all(element, '[role=alert]').map(deepText)).to.deep.equal([
      'Not cancelled. There is nothing at this address (404).',
    ]);
    button(element, 'Cancel Sql')?.click();
    await drawn();
    expect(server.requests).to.have.length(3);
  });
});

describe('A session of another one in <sse-progress>', () => {
  it('is left open when the element goes, and text of an answer draws nothing', async () => {
    const server = createFakeFetch();
    const stream = pushStream();
    server.answer(stream);
    const session = new Session({
      ...{ endpoint: '/work', dialect: createEventDialect(), fetch: server.fetch },
    });
    const element = await fixture<SseProgress>(
      html`<sse-progress .session=${session}></sse-progress>`,
    );
    void session.send('Work');
    await drawn();
    stream.push(encode(progress('export', { percentage: 1 })));
    await drawn();
    let updates = 0;
    element.addController({ hostUpdated: () => (updates += 1) });
    const before = updates;
    stream.push(encode({ type: 'text.delta', textId: 'a', mode: 'append', text: 'Hello' }));
    await drawn();
    expect(updates).to.equal(before);
    element.remove();
    await drawn();
    expect(stream.isLive).to.equal(true);
    session.close();
  });
});

describe('A connection that <sse-progress> sees break', () => {
  /** A session that is only a state, for phases that come at no time of their own. */
  async function watch(): Promise<{
    readonly element: SseProgress;
    show(connection: ConnectionStatus, percentage: number): Promise<string | null>;
  }> {
    const element = await fixture<SseProgress>(html`<sse-progress></sse-progress>`);
    let state = initialState;
    const listeners = new Set<(notice: { readonly type: 'changed' }) => void>();
    const session = {
      get state() {
        return state;
      },
      subscribe(listener: (notice: { readonly type: 'changed' }) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    element.session = session as unknown as Session;
    await drawn();
    let seq = 0;
    return {
      element,
      async show(connection, percentage) {
        seq += 1;
        const event = { ...progress('export', { percentage }), seq, at: Date.now() };
        state = { ...reduce(state, event), connection };
        for (const listener of listeners) listener({ type: 'changed' });
        await drawn();
        return bar(element, 'Export').ariaValueText;
      },
    };
  }

  const live = { phase: 'live', resumed: false } as const;
  const broken = { phase: 'reconnecting', attempt: 1, at: 0 } as const;

  it('keeps the last state, marked until there is news', async () => {
    const { element, show } = await watch();
    expect(await show(live, 20)).to.equal('20 percent');
    expect(await show(broken, 20)).to.equal('20 percent, Connection lost');
    await expect(element).to.be.accessible();
    expect(await show(live, 20)).to.equal('20 percent, No news since the connection was lost');
    expect(await show(live, 30)).to.equal('30 percent');
  });

  it('takes the mark away when the server goes on where it was', async () => {
    const { show } = await watch();
    await show(live, 20);
    await show(broken, 20);
    expect(await show({ phase: 'live', resumed: true }, 20)).to.equal('20 percent');
  });

  it('says that nothing has come for a while, as long as that is so', async () => {
    const { show } = await watch();
    expect(await show({ phase: 'stalled', since: 0 }, 20)).to.contain('Nothing has come');
    expect(await show(live, 20)).to.equal('20 percent');
  });
});
