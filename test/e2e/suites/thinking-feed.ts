import { expect } from '@open-wc/testing';
import { conversations } from '../../../demo/backend/conversations.js';
import { press } from '../../support/browser.js';
import { lastMessage, type LiveChat } from '../../support/live-chat.js';
import { openLiveChat } from '../../support/open-live-chat.js';
import { deepElements, deepText, findButton, focusedElement } from '../../support/screen.js';
import { workflowAt } from '../../support/systems.js';
import { until } from '../../support/until.js';

/** What is on the screen at the end of every conversation, by its id. */
const words: Readonly<Record<string, string>> = {
  triage: 'had no such change, and no such delay',
  nested: 'which goes over another line',
  long: 'All 30 services are healthy',
  recall: 'Nothing yet: this is the first thing you write here.',
  'tool-fails': 'The schedule itself did not answer',
  'tool-hangs': 'look at build 4711 yourself',
  'odd-lines': 'everything that came to my mind',
  silent: 'No changes are planned for tonight.',
  burst: 'The VPN certificate runs out on Friday',
  limit: 'Five days, 2.1 million lines',
  fails: 'The server has failed (500)',
  'feed-down': 'will be answered without its thinking',
  'feed-held': 'waits for it in vain',
};

/** Has every conversation of the mock backend once, whatever serves it. */
export function describeWorkflowConversations(open: () => string): void {
  for (const { id, prompt } of conversations['thinking-feed']) {
    it(`answers "${prompt}"`, async () => {
      const { chat, ask, shows } = await openLiveChat(workflowAt(open()));
      await ask(prompt);
      await shows(words[id] ?? 'words for it');
      await until('the next message to be possible', () => findButton(chat, 'Send'));
    });
  }
}

/** What a person sees of `thinking-feed`. */
export function describeWorkflow(open: () => string): void {
  const openFolded = async (...prompts: string[]): Promise<LiveChat> => {
    const live = await openLiveChat(workflowAt(open()));
    for (const prompt of prompts) await live.ask(prompt);
    await live.shows('Thinking finished');
    return live;
  };
  const flyoutOf = (chat: Element): Element | undefined =>
    deepElements(chat, '[role=complementary], aside')[0];

  it('opens the feed before it sends the message', async () => {
    const { chat, ask } = await openLiveChat(workflowAt(open()));
    const asked: string[] = [];
    chat.fetch = async (input, init) => {
      const { method, url } = new Request(input, init);
      const name = url.replace(/^.*\//, '');
      asked.push(`${method} ${name}`);
      const response = await fetch(input, init);
      asked.push(`${response.status} ${name}`);
      return response;
    };
    await ask('Who is on call this weekend?');
    expect(asked.slice(0, 3)).to.eql(['GET thinking', '200 thinking', 'POST messages']);
  });

  it('folds the thinking into one line that opens beside the conversation', async () => {
    const { chat } = await openFolded('Why did the payment service slow down last night?');
    const line = findButton(chat, 'Thinking finished');
    line?.click();
    const flyout = await until('the flyout', () => flyoutOf(chat));
    const text = deepText(flyout);
    for (const name of ['Triage', 'ServiceNow', 'list_change_requests']) {
      expect(text).to.contain(name);
    }
    expect(findButton(chat, 'Thinking finished')?.getAttribute('aria-expanded')).to.equal('true');
  });

  it('closes the flyout with Escape, and gives the focus back', async () => {
    const { chat } = await openFolded('Who is on call this weekend?');
    const line = findButton(chat, 'Thinking finished');
    line?.focus();
    await press('Enter');
    await until('the flyout', () => flyoutOf(chat));
    await press('Escape');
    await until('it to be gone', () => !flyoutOf(chat));
    expect(focusedElement()).to.equal(line);
  });

  it('keeps the thinking of each message', async () => {
    const { chat } = await openFolded(
      'Who is on call this weekend?',
      'The Berlin office has no network',
    );
    const lines = deepElements(chat, 'button').filter((button) =>
      deepText(button).startsWith('Thinking finished'),
    ) as HTMLButtonElement[];
    expect(lines).to.have.length(2);
    lines[0]?.click();
    const flyout = await until('the flyout', () => flyoutOf(chat));
    await until('the first thinking', () => deepText(flyout).includes('get_schedule'));
    lines[1]?.click();
    await until('the second', () => deepText(flyoutOf(chat) ?? chat).includes('ping_gateway'));
  });

  it('answers without the thinking when its feed is down, and says so', async () => {
    const { chat, ask, shows } = await openLiveChat(workflowAt(open()));
    await ask('Take the thinking feed down for one message');
    await ask('Who is on call this weekend?');
    expect(lastMessage(chat)).to.contain('Ines');
    await shows('Thinking is missing');
  });

  it('shows lines of no kind as they are', async () => {
    const { chat, heard } = await openFolded('Think aloud');
    findButton(chat, 'Thinking finished')?.click();
    const flyout = await until('the flyout', () => flyoutOf(chat));
    await until('a line', () => deepText(flyout).includes('<b>not bold</b>'));
    expect(heard).to.not.contain('failed');
  });

  it('names a feed that stays silent to those who run the page', async () => {
    const { chat, ask } = await openLiveChat(workflowAt(open()));
    const codes: string[] = [];
    chat.addEventListener('sse-diagnosed', ({ code }) => codes.push(code));
    await ask('Ask the other worker');
    expect(codes).to.contain('feed-silent');
  });
}
