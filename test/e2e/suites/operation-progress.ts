import { expect } from '@open-wc/testing';
import { conversations } from '../../../demo/backend/conversations.js';
import { alertsOf, lastMessage } from '../../support/live-chat.js';
import { openLiveChat } from '../../support/open-live-chat.js';
import { deepElements, deepText, findButton } from '../../support/screen.js';
import { operationsAt } from '../../support/systems.js';
import { until } from '../../support/until.js';

/** What is on the screen at the end of every conversation, by its id. */
const words: Readonly<Record<string, string>> = {
  chart: 'Orders rose by 12 % in October.',
  states: 'south 20 % and east 12 %',
  tools: 'Gdańsk did not answer.',
  'side-by-side': 'The export is missing: the disk is full.',
  indeterminate: 'The rest is a long tail.',
  cancel: 'Reindexing: done',
  odd: 'I have measured. Do not rely on it.',
  stall: 'Somebody held a lock on it for 45 seconds',
  restart: 'It took two attempts.',
  dropped: 'The connection was lost before the answer was complete.',
  unfinished: 'The connection was lost before the answer was complete.',
  recall: 'Nothing yet: this is the first thing you write here.',
};

/** Has every conversation of the mock backend once, whatever serves it. */
export function describeOperationsConversations(open: () => string): void {
  for (const { id, prompt } of conversations['operation-progress']) {
    it(`answers "${prompt}"`, async () => {
      const { chat, ask, shows } = await openLiveChat(operationsAt(open()));
      await ask(prompt);
      await shows(words[id] ?? 'words for it');
      await until('the next message to be possible', () => findButton(chat, 'Send'));
    });
  }
}

/** What a person sees of `operation-progress`. */
export function describeOperations(open: () => string): void {
  const barsOf = (chat: Element): (string | null)[] =>
    deepElements(chat, '[role=progressbar]').map((bar) => bar.getAttribute('aria-label'));

  it('shows the states of a chart as a track of named steps', async () => {
    const { chat, ask, shows } = await openLiveChat(operationsAt(open()));
    await ask('Chart the revenue by region');
    await shows('Generating query');
    const states = deepElements(chat, 'sse-progress')[0];
    const track = deepText(states ?? chat);
    for (const state of ['Planning', 'Understanding schema', 'Executing query', 'Completed']) {
      expect(track).to.contain(state);
    }
  });

  it('has a bar for each operation, and says which one failed and why', async () => {
    const { chat, ask, shows } = await openLiveChat(operationsAt(open()));
    await ask('Prepare the quarterly report');
    await shows('No space left on device');
    expect(barsOf(chat)).to.include.members(['Chart generation', 'Data export', 'Translation']);
    expect(lastMessage(chat)).to.contain('The report is ready');
  });

  it('clamps percentages that are none, and reports them', async () => {
    const { chat, heard, ask } = await openLiveChat(operationsAt(open()));
    await ask('Show me odd percentages');
    const values = deepElements(chat, '[role=progressbar]').map((bar) =>
      Number(bar.getAttribute('aria-valuenow') ?? 0),
    );
    expect(values.every((value) => value >= 0 && value <= 100)).to.equal(true);
    expect(heard).to.contain('diagnosed');
    expect(lastMessage(chat)).to.contain('I have measured.');
  });

  it('says that an answer that was cut is not complete', async () => {
    const { chat, ask } = await openLiveChat(operationsAt(open()));
    await ask('Compare both warehouses');
    await until('the bar to say so', () => deepText(chat).includes('Interrupted'));
    expect(alertsOf(chat).join()).to.contain('before the answer was complete');
  });

  it('shows the answer of a server that does not stream', async () => {
    const { chat, ask } = await openLiveChat({ ...operationsAt(open()), stream: 'off' });
    await ask('Chart the revenue by region');
    expect(lastMessage(chat)).to.contain('leads with 41 %');
  });
}
