// Iframes as tabs: with real locks, real channels, and a server on HTTP/1.1, where a browser has six connections.
import { expect } from '@open-wc/testing';
import { lastMessage, type LiveChat } from '../support/live-chat.js';
import { openPage } from '../support/open-page.js';
import { createHeldBackend, requestsAt, type HeldBackend } from '../support/own-backend.js';
import { conversationOf, deepText } from '../support/screen.js';
import { until } from '../support/until.js';

const prompt = 'Summarise the tickets of this week';
const answer = 'The rest is a long tail.';

async function openTabs(backend: HeldBackend, count: number): Promise<LiveChat[]> {
  const tabs: LiveChat[] = [];
  while (tabs.length < count) tabs.push(await (await openPage('tabs', backend)).chat());
  return tabs;
}

/** Removes the iframe that a chat is in, as a tab is closed. */
function closeTab({ chat }: LiveChat): void {
  chat.ownerDocument.defaultView?.frameElement?.remove();
}

describe('Seven tabs of one page', () => {
  it('known bug 43: show one stream over one connection, and leave the others free', async () => {
    const backend = createHeldBackend();
    const tabs = await openTabs(backend, 7);
    await tabs[0]?.say(prompt);
    for (const tab of tabs) await tab.shows('Reading 212 tickets');
    expect(await requestsAt(backend)).to.deep.include({ open: 1, most: 1 });
    await backend.release();
    for (const tab of tabs) await tab.shows(answer);
    expect((await requestsAt(backend)).all).to.deep.equal(['POST /api/agent/chat']);
  });

  it('lose and double nothing when the one with the connection is closed', async () => {
    const backend = createHeldBackend();
    const [leader, ...others] = await openTabs(backend, 7);
    await leader?.say(prompt);
    for (const tab of others) await tab.shows('Reading 212 tickets');
    if (leader) closeTab(leader);
    const { all } = await until('another connection in place of the one before', async () => {
      const seen = await requestsAt(backend);
      return seen.all.length === 2 && seen.open === 1 && seen;
    });
    expect(all[1]).to.match(/^GET \/api\/agent\/chat\/[\da-f]+\/stream$/);
    await backend.release();
    for (const tab of others) await tab.shows(answer);
    const conversations = others.map(({ chat }) => conversationOf(chat));
    for (const conversation of conversations)
      expect(conversation).to.deep.equal(conversations[0]).and.have.length(2);
  });

  it('are answered once whichever of them asks or stops', async () => {
    const backend = createHeldBackend();
    const [leader, follower, late] = await openTabs(backend, 3);
    await follower?.say(prompt);
    await leader?.shows('Reading 212 tickets');
    await late?.press('Stop');
    for (const tab of [leader, follower, late]) await tab?.shows('Send');
    expect(await requestsAt(backend)).to.deep.include({ all: ['POST /api/agent/chat'] });
    await until('the connection to be closed', async () => (await requestsAt(backend)).open === 0);
  });

  it('show what was said before to one that is opened later', async () => {
    const backend = createHeldBackend();
    const [first] = await openTabs(backend, 1);
    await backend.release();
    await first?.ask(prompt);
    const [late] = await openTabs(backend, 1);
    await late?.shows(answer);
    expect(late && conversationOf(late.chat)).to.deep.equal(first && conversationOf(first.chat));
    expect(late && lastMessage(late.chat)).to.contain(answer);
    expect(late && deepText(late.chat)).to.not.contain('Send a message to begin.');
  });
});
