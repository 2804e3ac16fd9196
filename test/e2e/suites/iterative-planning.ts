import { expect } from '@open-wc/testing';
import type { Checkpoint } from '../../../src/session/index.js';
import { conversations } from '../../../demo/backend/conversations.js';
import { asks, decideOn, openDialog } from '../../support/decide.js';
import { alertsOf, lastMessage, type LiveChat } from '../../support/live-chat.js';
import { openLiveChat } from '../../support/open-live-chat.js';
import { deepElements, deepText, findButton, focusedElement } from '../../support/screen.js';
import { plannerAt } from '../../support/systems.js';
import { nextFrame, until } from '../../support/until.js';

/** What is on the screen at the end of every plan that is approved whenever it asks, by its id. */
const words: Readonly<Record<string, string>> = {
  nordic: 'Saved as: plan_nordic_market_entry',
  retreat: 'one facilitator, and nobody shares a room',
  'support-team': 'at 41 € a ticket.',
  pricing: 'Old customers keep their price for a year.',
  invoices: '"cost_centre": "sales"',
  'clean-up': 'You could have known.',
  fails: 'Planning error: The model stopped answering (503)',
  dropped: '14,800 € a month, furniture not included',
  queue: 'Portugal 10:00, help first',
  odd: 'Check every figure before you use it.',
};

/** Has every plan of the mock backend made, and approves whatever it asks. */
export function describePlannerConversations(open: () => string): void {
  for (const { id, prompt } of conversations['iterative-planning']) {
    it(`plans "${prompt}"`, async () => {
      const { chat, heard, say, shows } = await openLiveChat(plannerAt(open()));
      await say(prompt);
      for (;;) {
        const isOver = (): boolean => heard.includes('finished') || heard.includes('failed');
        await until(
          'a question, or the end',
          () => isOver() || (isAsked(chat) && openDialog(chat)),
        );
        if (isOver()) break;
        await agree(chat);
      }
      await shows(words[id] ?? 'words for it');
      await until('the next message to be possible', () => findButton(chat, 'Send'));
    });
  }
}

/** Looks at all of it, fills in what has to be, says yes, and sees that it is taken. */
async function agree(chat: LiveChat['chat']): Promise<void> {
  const dialog = await asks(chat);
  findButton(dialog, 'Show all of it')?.click();
  dialog.querySelector<HTMLInputElement>('input[type=radio]')?.click();
  const before = decided(chat);
  await decideOn(chat, findButton(dialog, 'Answer') ? 'Answer' : 'Approve');
  await until('the decision to be taken', () => decided(chat) > before);
  // The dialog is drawn as it is now.
  await nextFrame();
}

function decided(chat: LiveChat['chat']): number {
  return checkpointsOf(chat).filter(({ decision }) => decision.phase !== 'open').length;
}

function isAsked(chat: LiveChat['chat']): boolean {
  return decided(chat) < checkpointsOf(chat).length;
}

function checkpointsOf(chat: LiveChat['chat']): readonly Checkpoint[] {
  return chat.session?.state.run?.checkpoints ?? [];
}

/** What a person sees of `iterative-planning`, and decides. */
export function describePlanner(open: () => string): void {
  const openPlan = async (prompt: string, attributes = {}): Promise<LiveChat> => {
    const live = await openLiveChat({ ...plannerAt(open()), ...attributes });
    await live.say(prompt);
    return live;
  };

  it('stops at a checkpoint with its summary and figures, and goes on when approved', async () => {
    const { chat, shows } = await openPlan('Enter the Nordic market');
    const dialog = await asks(chat, 'Checkpoint 1: approve to continue?');
    expect(dialog.getAttribute('role')).to.equal('alertdialog');
    const said = deepText(dialog);
    for (const part of ['competitor scan half done', 'SWOT', 'PESTEL', '24']) {
      expect(said).to.contain(part);
    }
    await decideOn(chat, 'Approve');
    await until('the dialog to go', () => openDialog(chat) === undefined);
    await shows('You approved');
    await shows('Hire a country lead');
  });

  it('ends as stopped by the person when rejected, and tells the server why', async () => {
    const { chat, heard, shows } = await openPlan('Enter the Nordic market');
    const bodies: unknown[] = [];
    chat.fetch = async (input, init) => {
      if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
      return fetch(input, init);
    };
    await decideOn(chat, 'Reject', 'Leave out Norway');
    await until('the end', () => heard.includes('finished'));
    await shows('You rejected');
    expect(alertsOf(chat)).to.eql([]);
    const { sessionId: session_id } = chat.session?.state ?? {};
    const decision = { checkpoint: 1, approved: false, feedback: 'Leave out Norway' };
    expect(bodies).to.eql([{ session_id, ...decision }]);
  });

  it('shows how far it is, iteration by iteration, with what each took', async () => {
    const { chat, shows } = await openPlan('Plan a two-day team retreat');
    await until('the bar', () => deepElements(chat, '[role=progressbar]')[0]);
    expect(deepElements(chat, '[role=progressbar]')[0]?.getAttribute('aria-label')).to.equal(
      'Planning',
    );
    await shows('nobody shares a room');
    await shows('Iteration 3 of 3');
  });

  it('asks one question after the other when two are open, and says that there are two', async () => {
    const { chat, shows } = await openPlan('Launch the app in two countries at once');
    await asks(chat, '1 of 2 decisions');
    await decideOn(chat, 'Approve');
    await asks(chat, 'Checkpoint 2');
    await decideOn(chat, 'Approve');
    await shows('Portugal');
  });

  it('brings the question back with the reason when the decision could not be sent', async () => {
    const { chat, shows } = await openPlan('Enter the Nordic market');
    const send = fetch;
    let decisions = 0;
    chat.fetch = async (input, init) => {
      if (init?.method === 'POST') decisions += 1;
      if (init?.method === 'POST' && decisions === 1) throw new TypeError('Failed to fetch');
      return send(input, init);
    };
    await decideOn(chat, 'Approve');
    await asks(chat, 'Not confirmed. The server could not be reached.');
    await decideOn(chat, 'Approve');
    await shows('Hire a country lead');
    expect(decisions).to.equal(2);
  });

  it('says that a server no longer knows a checkpoint', async () => {
    const { chat } = await openPlan('Enter the Nordic market', {
      'checkpoint-endpoint': `${open()}/api/checkpoint-approval`,
    });
    await decideOn(chat, 'Approve');
    const dialog = await asks(chat, 'Not sent.');
    expect(deepText(dialog)).to.match(/no longer knows|404/);
  });

  it('has the open question once, and still open, after the connection was lost', async () => {
    const { chat, heard, shows } = await openPlan('Open a second office in Lisbon');
    await until('it to have come back', () => heard.filter((name) => name === 'opened').length > 1);
    await decideOn(chat, 'Approve');
    await shows('furniture not included');
    expect(deepText(chat).match(/Checkpoint 1/g)).to.have.length(1);
  });

  it('shows what can be read of figures that nobody checked', async () => {
    const { chat, heard, shows } = await openPlan('Plan with the figures that nobody checked');
    await decideOn(chat, 'Approve');
    await shows('Check every figure before you use it.');
    expect(heard).to.contain('diagnosed');
  });
}

/**
 * Ten planners at once. Only where each has a connection: a browser opens six to a server that speaks
 * HTTP/1.1, and neither a seventh stream nor a decision gets through.
 */
export function describeTenPlanners(open: () => string): void {
  it('keeps ten planners on one page apart', async () => {
    const url = open();
    const lives: LiveChat[] = [];
    for (let index = 0; index < 10; index += 1) lives.push(await openLiveChat(plannerAt(url)));
    await Promise.all(lives.map(({ say }) => say('Enter the Nordic market')));
    for (const { chat } of lives) await until('its question', () => openDialog(chat));
    const ids = lives.map(({ chat }) => chat.session?.state.sessionId);
    expect(new Set(ids)).to.have.length(10);
    // Each asks in a dialog of its own, and the one on top of the others has the focus.
    const first = await until('a dialog on top', () =>
      lives.find(({ chat }) => openDialog(chat)?.contains(focusedElement())),
    );
    const others = lives.filter((live) => live !== first);
    await decideOn(first.chat, 'Approve');
    await first.shows('Hire a country lead');
    for (const { chat } of others) {
      expect(openDialog(chat)?.open).to.equal(true);
      expect(lastMessage(chat)).to.not.contain('Hire a country lead');
      chat.close();
    }
  });
}
