// What a planner shows from one message to the next, and what is sent for it, on the Node server.
import { expect } from '@open-wc/testing';
import { press } from '../support/browser.js';
import { asks, decideOn, openDialog } from '../support/decide.js';
import { alertsOf, lastMessage } from '../support/live-chat.js';
import { logRequests } from '../support/log-requests.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { deepElements, deepText } from '../support/screen.js';
import { plannerAt } from '../support/systems.js';
import { nextFrame, until } from '../support/until.js';

const open = (): string => createOwnBackend().url;

/** How far the bar is. */
function valueOf(chat: Element): string | null | undefined {
  return deepElements(chat, '[role=progressbar]')[0]?.getAttribute('aria-valuenow');
}

describe('a planner, step by step', () => {
  it('tells of each iteration, with its figures and times, and of what is left', async () => {
    const backend = createHeldBackend();
    const params = '{"max_iterations": "4", "checkpoint_interval": "4"}';
    const { chat, say, shows, heard } = await openLiveChat({ ...plannerAt(backend.url), params });
    const log = logRequests(chat);
    await say('Enter the Nordic market');
    await shows('Starting planning with 4 iterations…');
    expect(valueOf(chat)).to.equal('0');
    await backend.step();
    await shows('Starting iteration 1 of 4…');
    await backend.step();
    await shows('Data points 11');
    await backend.step();
    await until('a quarter', () => valueOf(chat) === '25');
    expect(deepText(chat)).to.match(/Iteration 1 of 4 , done \d+\.\d s/);
    expect(deepText(chat)).to.not.contain('left');
    await backend.step(2);
    await until('half', () => valueOf(chat) === '50');
    await shows('about 5 s left');
    await backend.release();
    await shows('Hire a country lead');
    await until('the end', () => heard.at(-1) === 'finished');
    expect(log.map(({ method }) => method)).to.eql(['GET']);
  });

  it('asks before a tool runs, and then for what it does not know', async () => {
    const { chat, say, shows } = await openLiveChat(plannerAt(open()));
    const log = logRequests(chat);
    await say('Pay the open invoices');
    const dialog = await asks(chat, 'pay_invoice on bank.example');
    expect(deepText(dialog)).to.match(/^Bookkeeper, an agent at .+ amount 1250\.00/);
    await decideOn(chat, 'Approve');
    await asks(chat, 'Checkpoint 2: an answer is needed');
    dialog.querySelector<HTMLInputElement>('input[type=radio]')?.click();
    await decideOn(chat, 'Answer');
    await shows('"cost_centre": "sales"');
    expect(log.filter(({ method }) => method === 'POST')).to.have.length(2);
  });

  it('shows what a command hides, and lets nobody approve before all of it was shown', async () => {
    const { chat, say } = await openLiveChat(plannerAt(open()));
    await say('Clean up the shared drive');
    const dialog = await asks(chat, 'Contains 401 hidden characters');
    expect(deepText(dialog)).to.contain('characters left out');
    await decideOn(chat, 'Reject');
    await until('the end', () => chat.session?.state.run?.status === 'cancelled');
    expect(alertsOf(chat)).to.eql([]);
  });

  it('says that the connection is lost, keeps what came, and goes on where it was', async () => {
    let connect = (): void => {};
    const connected = new Promise<void>((resolve) => (connect = resolve));
    const { chat, say, shows, received } = await openLiveChat(plannerAt(open()));
    const log = logRequests(chat, () => (log.length === 2 ? connected : undefined));
    const asked = (): number => received.filter(({ type }) => type === 'checkpoint.open').length;
    await say('Open a second office in Lisbon');
    await shows('Connection lost');
    expect(deepText(chat)).to.contain('Iteration 1 of 4');
    connect();
    await until('the question to have come twice', () => asked() === 2);
    await nextFrame();
    await nextFrame();
    await decideOn(chat, 'Approve');
    await shows('furniture not included');
    expect(deepText(chat).match(/Checkpoint 1/g)).to.have.length(1);
    const ids = log.slice(0, 3).map(({ headers }) => Number(headers.get('last-event-id')));
    expect(ids[1])
      .to.be.above(0)
      .and.to.be.below(ids[2] ?? 0);
  });

  it('sends one decision for a double press', async () => {
    const { chat, say, shows } = await openLiveChat(plannerAt(open()));
    const log = logRequests(chat);
    await say('Enter the Nordic market');
    await decideOn(chat, 'Approve');
    await press('Enter');
    await shows('Hire a country lead');
    expect(log.filter(({ method }) => method === 'POST')).to.have.length(1);
  });

  it('goes through on Retry after a planning error', async () => {
    const { chat, ask, press: pressButton, shows } = await openLiveChat(plannerAt(open()));
    await ask('Migrate the warehouse to the cloud');
    expect(alertsOf(chat).join()).to.contain('Planning error: The model stopped answering (503)');
    await pressButton('Retry');
    await decideOn(chat, 'Approve');
    await shows('Keep the two others, behind a tunnel');
  });

  it('shows as stopped what was rejected, where the server says only that it is over', async () => {
    const { chat, say, heard, shows } = await openLiveChat(plannerAt(open()));
    await say('Hire a support team of twelve');
    await decideOn(chat, 'Reject');
    await shows('You rejected');
    await until('the end', () => heard.at(-1) === 'finished');
    expect(alertsOf(chat)).to.eql([]);
    expect(chat.session?.state.run?.status).to.equal('cancelled');
  });

  it('begins with the proposal, and with nothing before that is approved', async () => {
    const params = '{"goal": "Plan a two-day team retreat", "proposal": "Two days by a lake"}';
    const { chat, shows } = await openLiveChat({ ...plannerAt(open()), params });
    const log = logRequests(chat);
    await asks(chat, 'Two days by a lake');
    expect(log).to.eql([]);
    await decideOn(chat, 'Approve');
    await shows('nobody shares a room');
    expect(lastMessage(chat)).to.contain('The proposal');
    expect(log.map(({ address }) => address).join()).to.match(/\?.*proposal=Two/);
  });

  it('starts at once with autoconnect, whatever is proposed', async () => {
    const params = '{"goal": "Plan a two-day team retreat", "proposal": "Two days by a lake"}';
    const attributes = { ...plannerAt(open()), params, autoconnect: '' };
    const { chat, shows } = await openLiveChat(attributes);
    await shows('nobody shares a room');
    expect(openDialog(chat)?.open).to.equal(undefined);
  });

  it('leaves the question of one planner open when another is answered', async () => {
    const url = open();
    const params = '{"checkpoint_interval": "1"}';
    const one = await openLiveChat(plannerAt(url));
    const two = await openLiveChat({ ...plannerAt(url), params });
    await one.say('Enter the Nordic market');
    await asks(one.chat);
    await two.say('Hire a support team of twelve');
    await decideOn(two.chat, 'Approve');
    await asks(two.chat, 'Checkpoint 2');
    expect(openDialog(one.chat)?.open).to.equal(true);
    await decideOn(two.chat, 'Reject');
    await decideOn(one.chat, 'Approve');
    await one.shows('Hire a country lead');
  });

  it('is known by its first message', async () => {
    const { chat, say, shows } = await openLiveChat({
      ...{ ...plannerAt(open()), dialect: 'auto', method: 'GET' },
      body: '{"goal": "{{message}}", "session_id": "{{conversation}}"}',
    });
    await say('Enter the Nordic market');
    await decideOn(chat, 'Approve');
    await shows('Hire a country lead');
    expect(chat.session?.state.dialect).to.equal('iterative-planning');
  });
});
