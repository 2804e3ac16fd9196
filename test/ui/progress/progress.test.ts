import { expect } from '@open-wc/testing';
import type { SseProgress } from '../../../src/ui/progress/progress.js';
import { listenTo } from '../../support/announcements.js';
import { all, bar, drawn, openProgress, progress } from '../../support/open-progress.js';
import { deepText } from '../../support/screen.js';

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
    const { element, push } = await openProgress();
    expect(all(element, 'slot[name=empty]')).to.have.length(1);
    expect(deepText(element)).to.equal('');
    await push(progress('export'));
    expect(all(element, 'slot[name=empty]')).to.have.length(0);
  });

  it('has one bar for each operation, with name, value and words', async () => {
    const { element, push } = await openProgress();
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

  it('counts where something is counted, until it is finished', async () => {
    const { element, push } = await openProgress();
    await push(progress('planning', { done: 1, total: 3, message: 'Starting iteration 2 of 3…' }));
    const { ariaValueNow, ariaValueText } = bar(element, 'Planning');
    expect([ariaValueNow, ariaValueText]).to.eql(['33', '1 of 3, Starting iteration 2 of 3…']);
    expect(deepText(element)).to.match(/^Planning 1 of 3 /);
    await push(progress('planning', { done: 1, total: 3, outcome: 'ok' }));
    expect(bar(element, 'Planning').ariaValueText).to.match(/^100 percent, Finished/);
  });

  it('counts from left to right in a page that goes from right to left, too', async () => {
    const { element, push } = await openProgress();
    element.dir = 'rtl';
    await push(progress('planning', { done: 1, total: 3 }));
    const [figure] = all(element, '.figure bdi');
    const text = document.createTreeWalker(figure as Node, NodeFilter.SHOW_TEXT).nextNode();
    const range = new Range();
    const leftOf = (at: number): number => {
      range.setStart(text as Text, at);
      range.setEnd(text as Text, at + 1);
      return range.getBoundingClientRect().left;
    };
    expect(figure?.textContent).to.equal('1 of 3');
    expect(leftOf(0)).to.be.below(leftOf(5));
  });

  it('shows no figure where none is known', async () => {
    const { element, push } = await openProgress();
    await push(progress('export', { message: 'Exporting' }));
    const { attributes } = bar(element, 'Export');
    expect([...attributes].map(({ name }) => name)).not.to.include.members(['aria-valuenow']);
    expect(deepText(element)).not.to.contain('%');
    await expect(element).to.be.accessible();
  });

  it('fills from the start side, in either direction, without a style attribute of its own', async () => {
    const { element, push } = await openProgress();
    await push(progress('export', { percentage: 50 }));
    const fill = all(element, '.fill')[0];
    if (!fill) throw new Error('Expected a fill');
    expect(getComputedStyle(fill).getPropertyValue('--_share')).to.equal('0.5');
    expect(getComputedStyle(fill).transformOrigin).to.match(/^0px/);
    element.dir = 'rtl';
    expect(getComputedStyle(fill).transformOrigin).not.to.match(/^0px/);
  });

  it('marks the states of a chart: passed, current and to come', async () => {
    const { element, push } = await openProgress();
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
    const { element, push } = await openProgress({
      states: '{"export": ["open", "write", "close"]}',
    });
    await push(progress('export', { state: 'write' }));
    expect(trackOf(element)).to.deep.equal(['Open, done', 'Write, now', 'Close']);
  });

  it('says why an operation failed, crosses its state and leaves the others alone', async () => {
    const { element, push } = await openProgress();
    await push(progress('chart_generation', { state: 'planning' }), progress('export'));
    const { says } = listenTo(element);
    const failure = { message: 'No such table', figures: { table: 'orders' } };
    await push(progress('chart_generation', { outcome: 'failed', ...failure }));
    expect(bar(element, 'Chart generation').ariaValueText).to.equal('Failed, No such table');
    expect(trackOf(element)[0]).to.equal('Planning, failed');
    expect(deepText(element)).to.match(/Failed .*No such table .*Table orders/);
    await says('Chart generation: Failed, No such table.');
    expect(bar(element, 'Export').ariaValueText).to.equal('Working');
    await expect(element).to.be.accessible();
  });

  it('folds finished bars into one line after a moment, with all that they said inside', async () => {
    const { element, push } = await openProgress();
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
    const { element, push } = await openProgress();
    await push(progress('export', { percentage: 40, outcome: 'cancelled' }));
    await later(element, 60_000);
    expect(bar(element, 'Export').ariaValueText).to.equal('40 percent, Cancelled');
    expect(all(element, 'details')).to.have.length(0);
  });

  it('says that what goes on was cancelled when a person stops the whole', async () => {
    const { element, server, push } = await openProgress();
    await push(progress('export', { percentage: 40 }), progress('sql', { outcome: 'ok' }));
    element.stop();
    await drawn();
    expect(bar(element, 'Export').ariaValueText).to.equal('40 percent, Cancelled');
    expect(bar(element, 'Sql').ariaValueText).to.equal('100 percent, Finished');
    expect(server.liveStreams).to.equal(0);
  });

  it('keeps the last state of a run that broke, and says that it did', async () => {
    const { element, stream, push } = await openProgress();
    await push(progress('export', { percentage: 40 }));
    stream.fail();
    await drawn();
    expect(bar(element, 'Export').ariaValueText).to.equal('40 percent, Interrupted');
    expect(all(element, '.bar.stale')).to.have.length(1);
    await expect(element).to.be.accessible();
  });

  it('says for how long a bar has not moved once its time-out is over', async () => {
    const { element, push } = await openProgress({ timeout: '60000' });
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
    const { element, push } = await openProgress();
    element.progressCalculator = ({ done = 0 }, run) => done * 40 * run.operations.length;
    await push(progress('export', { percentage: 5, done: 1 }));
    expect(bar(element, 'Export').ariaValueNow).to.equal('40');
    await push(progress('export', { done: 3 }));
    expect(bar(element, 'Export').ariaValueNow).to.equal('100');
  });

  it('shows rounds with their times, and estimates the rest from the second on', async () => {
    const { element, push } = await openProgress();
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

  it('shows no value under a secret key, whichever words the page has for that', async () => {
    const { element, push } = await openProgress({ 'redact-keys': 'iban salary' });
    const figures = { rows: 7, iban: 'DE12', by: { salary: 90_000 }, tokens: 512 };
    await push(progress('export', { figures, message: 'Sent {"iban": "DE12"}' }));
    expect(deepText(element)).to.contain('Rows 7').and.to.contain('Tokens 512');
    expect(deepText(element)).to.contain('Iban [REDACTED]').and.to.contain('"[REDACTED]"}');
    expect(deepText(element)).not.to.match(/DE12|90000/);
  });

  it('is one line in a header', async () => {
    const { element, push } = await openProgress({ compact: '', 'cancel-endpoint': '/cancel' });
    await push(progress('chart_generation', { percentage: 30, state: 'planning', message: 'X' }));
    expect(deepText(element)).to.equal('Chart generation 30%');
    const [name, line] = [all(element, '.name')[0], bar(element, 'Chart generation')];
    const middle = line.getBoundingClientRect().top;
    const { top = 0, bottom = 0 } = name?.getBoundingClientRect() ?? {};
    expect(middle).to.be.within(top, bottom);
    await expect(element).to.be.accessible();
  });
});
