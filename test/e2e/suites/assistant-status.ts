import { expect } from '@open-wc/testing';
import { conversations } from '../../../demo/backend/conversations.js';
import { alertsOf, lastMessage, statusOf, type LiveChat } from '../../support/live-chat.js';
import { openLiveChat } from '../../support/open-live-chat.js';
import { assistantAt } from '../../support/systems.js';
import { conversationOf, deepText, findButton } from '../../support/screen.js';

/** What is on the screen at the end of every conversation, by its id. */
const words: Readonly<Record<string, string>> = {
  weather: 'It is 18 °C and clear in Tokyo.',
  trip: 'Together 353 €',
  databases: 'My advice: begin with SQLite',
  review: 'three times 10 cents would have caught all three',
  markdown: '<b>Raw HTML</b> stays text.',
  long: 'is short, and worth reading once in full.',
  arabic: 'إذا انقطع الاتصال',
  busy: 'All 150 files are in order.',
  slow: 'The budget of 2019 was 4.2 million',
  'tool-error': 'so I read the daily report: 312 orders.',
  cut: 'Once upon a time there was a server that',
  unreadable: 'A part of this answer could not be read',
  recall: 'Nothing yet: this is the first thing you write here.',
};

/** Has every conversation of the mock backend once, whatever serves it. */
export function describeAssistantStatusConversations(open: () => string): void {
  for (const { id, prompt } of conversations['assistant-status']) {
    it(`answers "${prompt}"`, async () => {
      const { chat, ask } = await openLiveChat(assistantAt(open()));
      await ask(prompt);
      expect(conversationOf(chat)[0]).to.equal(`You: ${prompt}`);
      expect(deepText(chat)).to.contain(words[id] ?? 'words for it');
      expect(statusOf(chat)).to.equal(undefined);
      expect(findButton(chat, 'Send')).to.not.equal(undefined);
    });
  }
}

/** What a person sees of `assistant-status` when more than one message is said, or less than all is well. */
export function describeAssistantStatus(open: () => string): void {
  const openChat = (): Promise<LiveChat> => openLiveChat(assistantAt(open()));

  it('keeps what came before the stream broke off, and tries again on Retry', async () => {
    const { chat, heard, ask, pressToEnd } = await openChat();
    await ask('Start a sentence and leave it');
    expect(alertsOf(chat).join()).to.contain('lost before the answer was complete');
    expect(heard).to.eql(['send', 'opened', 'interrupted']);
    await pressToEnd('Retry');
    expect(lastMessage(chat)).to.contain('Before this you wrote');
    expect(conversationOf(chat).filter((said) => said.startsWith('You:'))).to.have.length(1);
  });

  it('reports a message that it cannot read', async () => {
    const { heard, ask } = await openChat();
    await ask('Say hello with an unreadable message');
    expect(heard).to.include('diagnosed').and.to.include('finished');
  });

  it('knows how long each tool took', async () => {
    const { chat, ask } = await openChat();
    await ask('Find me a quiet weekend in Lisbon in December');
    const steps = chat.session?.state.run?.steps.filter(({ sort }) => sort === 'tool') ?? [];
    expect(steps.map(({ name, duration }) => [name, duration])).to.eql([
      ['search_flights', 1700],
      ['get_forecast', 900],
      ['search_hotels', 1300],
    ]);
  });
}

/**
 * What tells a server of `assistant-status` from others, in all its forms.
 *
 * @param open - Gives the beginning of the addresses of a backend that no other test uses.
 * @param dialect - `assistant-status` or `auto`.
 */
export function describeAssistantStatusForms(open: () => string, dialect: string): void {
  const openChat = (attributes: Record<string, string> = {}): Promise<LiveChat> => {
    const { path = '/message', ...others } = attributes;
    return openLiveChat({ endpoint: open() + path, dialect, ...others });
  };

  it('lets the server remember the first turn in the second', async () => {
    const { chat, ask } = await openChat();
    await ask('What is the weather in Tokyo?');
    await ask('What did I ask you before?');
    expect(lastMessage(chat)).to.contain('What is the weather in Tokyo?');
  });

  it('reads the stream of an older server', async () => {
    const { chat, received, ask } = await openChat({ path: '/legacy/message' });
    await ask('What is the weather in Tokyo?');
    expect(lastMessage(chat)).to.equal('Assistant: It is 18 °C and clear in Tokyo.');
    expect(received.map(({ type }) => type)).to.not.include('step.start');
  });

  it('gets no status when it asks for none', async () => {
    const { chat, received, ask } = await openChat({ 'no-status': '' });
    await ask('What is the weather in Tokyo?');
    expect(lastMessage(chat)).to.equal('Assistant: It is 18 °C and clear in Tokyo.');
    expect(received.map(({ type }) => type)).to.not.include('step.start');
  });

  it('shows one JSON answer when it asks for one', async () => {
    const { chat, received, ask } = await openChat({ stream: 'off' });
    await ask('What is the weather in Tokyo?');
    expect(lastMessage(chat)).to.equal('Assistant: It is 18 °C and clear in Tokyo.');
    expect(received.filter(({ type }) => type === 'text.delta')).to.have.length(1);
  });
}
