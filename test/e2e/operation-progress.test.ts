// How bars move, fail, are cancelled and come back, from one message to the next, on the Node server.
import { expect } from '@open-wc/testing';
import { lastMessage, type LiveChat } from '../support/live-chat.js';
import { logRequests } from '../support/log-requests.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend, type HeldBackend } from '../support/own-backend.js';
import { deepElements, deepText, findButton } from '../support/screen.js';
import { operationsAt } from '../support/systems.js';
import { until } from '../support/until.js';

/** The bar of an operation. */
function barOf(chat: Element, name: string): Element | undefined {
  return deepElements(chat, '[role=progressbar]').find((bar) => bar.ariaLabel === name);
}

/** Waits until the bar of an operation is so far. */
function reaches(chat: Element, name: string, percentage: string): Promise<unknown> {
  return until(`${name} at ${percentage}`, () => barOf(chat, name)?.ariaValueNow === percentage);
}

/** Says something to a server that stands still at every pause. */
async function sayHeld(text: string): Promise<LiveChat & { readonly backend: HeldBackend }> {
  const backend = createHeldBackend();
  const live = await openLiveChat(operationsAt(backend.url));
  await live.say(text);
  return { ...live, backend };
}

describe('long operations, step by step', () => {
  it('tick the states that have passed, and mark the current one', async () => {
    const { chat, backend, shows } = await sayHeld('Chart the revenue by region');
    await backend.step(3);
    await reaches(chat, 'Chart generation', '50');
    const track = deepElements(chat, '[aria-label="States of Chart generation"]')[0] ?? chat;
    const states = deepElements(track, 'li').map((state) => deepText(state));
    expect(states.slice(0, 5)).to.eql([
      ...['Planning , done', 'Understanding schema , done', 'Generating query , done'],
      ...['Executing query , now', 'Validating results'],
    ]);
    expect(deepElements(track, '[aria-current=step]')).to.have.length(1);
    await backend.release();
    await shows('south 20 % and east 12 %');
  });

  it('show no figure where nobody knows one', async () => {
    const { chat, backend, shows } = await sayHeld('Summarise the tickets of this week');
    await shows('Reading 212 tickets');
    const bar = barOf(chat, 'Llm generation') ?? deepElements(chat, '[role=progressbar]')[0];
    expect(bar?.hasAttribute('aria-valuenow')).to.equal(false);
    expect(deepText(deepElements(chat, 'sse-progress')[0] ?? chat)).to.not.contain('%');
    await backend.release();
  });

  it('never run backwards, end at 100, and report a percentage that is none', async () => {
    const { chat, backend, heard, shows } = await sayHeld('Show me odd percentages');
    await reaches(chat, 'Measurement', '40');
    await backend.step();
    await shows('Thirty, after forty');
    expect(barOf(chat, 'Measurement')?.ariaValueNow).to.equal('40');
    await backend.step();
    await reaches(chat, 'Measurement', '100');
    expect(heard).to.contain('diagnosed');
    await backend.step();
    await shows('Fifty, in words');
    expect(barOf(chat, 'Measurement')?.ariaValueNow).to.equal('100');
    await backend.release();
    await shows('Do not rely on it.');
  });

  it('begin again at the beginning after an error', async () => {
    const { chat, backend, shows } = await sayHeld('Recalculate the forecast');
    await backend.step(3);
    await shows('The worker ran out of memory');
    expect(barOf(chat, 'Forecast')?.ariaValueText).to.contain('Failed');
    await backend.step();
    await reaches(chat, 'Forecast', '10');
    await backend.release();
    await shows('It took two attempts.');
  });

  it('cross out the tool that failed, and go on', async () => {
    const { chat, ask } = await openLiveChat(operationsAt(createOwnBackend().url));
    await ask('Is the blue lamp in stock anywhere?');
    const track = deepElements(chat, '[aria-label="States of Tool execution"]')[0] ?? chat;
    expect(deepElements(track, 'li').map((tool) => deepText(tool))).to.eql([
      ...[
        'check_hamburg , done',
        'check_vienna , done',
        'check_gdansk , failed',
        'check_porto , done',
      ],
    ]);
  });

  it('are cancelled one by one, and the others go on', async () => {
    const { chat, backend, press, shows } = await sayHeld('Reindex the archive and back it up');
    const log = logRequests(chat);
    await shows('Indexed 0 of 3600');
    await press('Cancel Backup');
    await until('its end', () => barOf(chat, 'Backup')?.ariaValueText?.includes('Cancelled'));
    expect(barOf(chat, 'Reindex')?.ariaValueText).to.not.contain('Cancelled');
    const session_id = chat.session?.state.sessionId;
    expect(log.map(({ body }) => body)).to.eql([{ operation: 'backup', session_id }]);
    await backend.release();
    await shows('Reindexing: done');
    await shows('Backup: stopped by you');
  });

  it('offer no Cancel where the server has none; Stop ends them all', async () => {
    const { 'cancel-endpoint': _, ...others } = operationsAt(createHeldBackend().url);
    const { chat, say, shows, heard, pressToEnd } = await openLiveChat(others);
    await say('Reindex the archive and back it up');
    await shows('Copied 0 of 3000');
    expect(findButton(chat, 'Cancel')).to.equal(undefined);
    await pressToEnd('Stop');
    expect(barOf(chat, 'Backup')?.ariaValueText).to.contain('Cancelled');
    expect(heard).to.eql(['send', 'opened', 'stop', 'finished']);
  });

  it('stay where they were while the connection is lost, and go on with Last-Event-ID', async () => {
    let connect = (): void => {};
    const connected = new Promise<void>((resolve) => (connect = resolve));
    const backend = createHeldBackend();
    const { url } = backend;
    const resume = { 'resume-endpoint': `${url}/api/agent/chat/{id}/stream` };
    const { chat, say, shows } = await openLiveChat({ ...operationsAt(url), ...resume });
    const log = logRequests(chat, () => (log.length === 2 ? connected : undefined));
    await say('Compare both warehouses');
    await backend.step();
    // Chromium may drop what comes in the same moment as the cut.
    await shows('Both warehouses hold');
    await backend.step();
    await until('it to be stale', () =>
      barOf(chat, 'Comparison')?.ariaValueText?.includes('Connection lost'),
    );
    expect(barOf(chat, 'Comparison')?.ariaValueNow).to.equal('45');
    connect();
    await backend.release();
    await shows('but seven differ in number.');
    expect(lastMessage(chat)?.match(/Both warehouses hold/g)).to.have.length(1);
    expect(log[1]?.headers.get('last-event-id')).to.match(/^\d+$/);
  });

  it('are known by their first message', async () => {
    const { chat, ask } = await openLiveChat({
      ...operationsAt(createOwnBackend().url),
      dialect: 'auto',
    });
    await ask('Chart the revenue by region');
    expect(lastMessage(chat)).to.contain('leads with 41 %');
    expect(chat.session?.state.dialect).to.equal('operation-progress');
    expect(barOf(chat, 'Chart generation')).to.not.equal(undefined);
  });
});
