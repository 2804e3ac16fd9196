import { expect } from '@open-wc/testing';
import { conversations } from '../../../demo/backend/conversations.js';
import { alertsOf, lastMessage, toolsOf, type LiveChat } from '../../support/live-chat.js';
import { openLiveChat } from '../../support/open-live-chat.js';
import { agentAt } from '../../support/systems.js';
import { conversationOf, deepElements, deepText, findButton } from '../../support/screen.js';

/** What is on the screen at the end of every conversation, by its id. */
const words: Readonly<Record<string, string>> = {
  todo: 'Done: tomorrow at 14:00.',
  'todo-list': 'Your list is empty.',
  weather: 'Tokyo is the one to visit today',
  handoff: 'The team knows. I wrote:',
  ledger: 'The entry is above, digit by digit.',
  log: 'Quiet: 120 lines, one warning, in line 77.',
  slow: 'The budget of 2019 was 4.2 million',
  fast: ' 1998 1999 2000',
  databases: 'My advice: begin with SQLite',
  review: 'three times 10 cents would have caught all three',
  markdown: '<b>Raw HTML</b> stays text.',
  long: 'is short, and worth reading once in full.',
  arabic: 'إذا انقطع الاتصال',
  recall: 'Nothing yet: this is the first thing you write here.',
  'tool-error': 'I took nine o’clock, reference NR-2100-4.',
  fails: 'The address book stopped answering (503) after 212 of 540 contacts',
  dropped: 'The connection was lost before the answer was complete.',
  unfinished: 'Once upon a time there was a server that',
  unreadable: 'A part of this answer could not be read',
  quota: 'Monthly quota exceeded',
};

/** Has every conversation of the mock backend once, whatever serves it. */
export function describeAgentChatConversations(open: () => string): void {
  for (const { id, prompt } of conversations['agent-chat']) {
    it(`answers "${prompt}"`, async () => {
      const { chat, ask } = await openLiveChat(agentAt(open()));
      await ask(prompt);
      expect(conversationOf(chat)[0]).to.equal(`You: ${prompt}`);
      expect(deepText(chat)).to.contain(words[id] ?? 'words for it');
      expect(findButton(chat, 'Send')).to.not.equal(undefined);
    });
  }
}

/** What a person sees of `agent-chat`: tools, names, errors, secrets and refusals. */
export function describeAgentChat(open: () => string): void {
  const openChat = (attributes: Record<string, string> = {}): Promise<LiveChat> =>
    openLiveChat({ ...agentAt(open()), ...attributes });

  it('shows tools in the order in which they were called, each with its result', async () => {
    const { chat, ask } = await openChat();
    await ask('What is the weather in Tokyo, Oslo and Nairobi?');
    const tools = deepElements(chat, 'sse-tool').map(deepText);
    expect(tools).to.have.length(3);
    for (const [index, city] of ['Tokyo', 'Oslo', 'Nairobi'].entries()) {
      const [args, result] = tools[index]?.split('Result') ?? [];
      expect(args).to.contain('get_forecast finished').and.to.contain(`"city": "${city}"`);
      expect(result).to.contain(`"city": "${city}"`);
    }
  });

  it('names each agent that takes over', async () => {
    const { chat, ask } = await openChat();
    await ask('Plan my Thursday and tell the team');
    const names = conversationOf(chat).map((said) => said.split(':')[0]);
    expect(names).to.eql(['You', 'Dispatcher', 'CalendarAgent', 'MailAgent']);
    expect(toolsOf(chat).map((line) => line.split(' ')[0])).to.eql(['read_calendar', 'send_mail']);
  });

  it('shows an error in its place, keeps the text before it, and tries again on Retry', async () => {
    const { chat, heard, ask, pressToEnd } = await openChat();
    await ask('Import my contacts');
    expect(lastMessage(chat)).to.contain('212 of 540 are done, and');
    expect(toolsOf(chat)).to.eql(['import_contacts no result received']);
    await pressToEnd('Retry');
    expect(heard).to.eql(['send', 'opened', 'failed', 'opened', 'failed']);
    expect(conversationOf(chat).filter((said) => said.startsWith('You:'))).to.have.length(1);
    expect(
      deepElements(chat, 'button').filter((each) => deepText(each) === 'Retry'),
    ).to.have.length(1);
  });

  it('shows digits as they came', async () => {
    const { chat, ask } = await openChat();
    await ask('Show me the ledger entry as it is');
    const tool = deepText(deepElements(chat, 'sse-tool')[0] ?? chat);
    for (const digits of ['"entry": 9007199254740993', '"rate": 1.10', '12345678901234567890.10']) {
      expect(tool).to.contain(digits);
    }
    expect(tool.indexOf('"Currency"')).to.be.below(tool.indexOf('"0": "first"'));
  });

  it('shows no secret among the arguments of a tool, and hands none to the page', async () => {
    const { chat, received, ask } = await openChat();
    await ask('Create a todo for meeting tomorrow');
    expect(deepText(chat)).to.contain('"access_token": "[REDACTED]"');
    expect(deepText(chat)).to.not.contain('tok_5f1c');
    expect(JSON.stringify(received)).to.not.contain('tok_5f1c');
  });

  it('cuts a long result, and shows it whole when asked', async () => {
    const { chat, ask, press, shows } = await openChat();
    await ask('Read the server log');
    await shows('… [truncated]');
    expect(deepText(chat)).to.not.contain('request 4319');
    await press('Show all');
    await shows('request 4319');
  });

  const refusals: readonly (readonly [string, Record<string, string>, string])[] = [
    ['there is no token', { headers: '{}' }, '(401). The server says: Not authenticated'],
    [
      'the token is wrong',
      { headers: '{"Authorization": "Bearer x"}' },
      '(401). The server says: Invalid or expired token',
    ],
    [
      'the session is not one’s own',
      { 'session-id': 'another-one' },
      '(403). The server says: Access denied: Invalid session',
    ],
    [
      'the body is not as it expects it',
      { body: '{"messages": "{{message}}"}' },
      '(422). The server says: messages: Expected an array',
    ],
  ];
  for (const [what, attributes, sentence] of refusals) {
    it(`says what the server says when ${what}`, async () => {
      const { chat, heard, ask } = await openChat(attributes);
      await ask('What is on my todo list?');
      expect(alertsOf(chat).join()).to.contain(sentence);
      expect(heard).to.eql(['send', 'failed']);
    });
  }

  it('says that a message is too long for the server', async () => {
    const { chat, ask } = await openChat({ 'max-length': '20000' });
    await ask('a'.repeat(10_001));
    expect(alertsOf(chat).join()).to.contain('(413). The server says: Message too long: 10001');
  });

  it('says that there were too many requests, and when to come back', async () => {
    const { chat, ask } = await openChat({ 'max-retries': '0' });
    const { endpoint = '' } = chat;
    const request = { method: 'POST', headers: { Authorization: 'Bearer demo-token' } };
    await Promise.all(Array.from({ length: 30 }, () => fetch(endpoint, request)));
    await ask('What is on my todo list?');
    expect(alertsOf(chat).join()).to.match(/Too many requests.*Try again in \d+ /);
  });

  it('sends an idempotent message again by itself, with the same key', async () => {
    const { chat, ask } = await openChat({ idempotent: '' });
    const keys: (string | null)[] = [];
    chat.fetch = async (input, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      if (keys.length === 1) throw new TypeError('Failed to fetch');
      return fetch(input, init);
    };
    await ask('What is on my todo list?');
    expect(lastMessage(chat)).to.contain('Your list is empty.');
    expect(keys).to.have.length(2);
    expect(keys[1]).to.be.a('string').and.to.equal(keys[0]);
  });
}

/**
 * What tells a server of `agent-chat` from others, in all its forms.
 *
 * @param open - Gives the beginning of the addresses of a backend that no other test uses.
 * @param dialect - `agent-chat` or `auto`.
 */
export function describeAgentChatForms(open: () => string, dialect: string): void {
  const openChat = (attributes: Record<string, string> = {}): Promise<LiveChat> => {
    const { query = '', ...others } = attributes;
    const agent = agentAt(open());
    return openLiveChat({ ...agent, endpoint: agent.endpoint + query, dialect, ...others });
  };

  it('takes a batch for the messages in it, and the whole message for its pieces', async () => {
    const { chat, ask } = await openChat();
    await ask('Create a todo for meeting tomorrow');
    const said = lastMessage(chat) ?? '';
    expect(said.match(/I'll create a todo for your meeting\./g)).to.have.length(1);
    expect(said.match(/Done: tomorrow at 14:00\./g)).to.have.length(1);
  });

  it('reads the nested form like the other', async () => {
    const named = await openChat();
    const nested = await openChat({ query: '?form=nested' });
    for (const { ask } of [named, nested]) await ask('Plan my Thursday and tell the team');
    const [one, other] = [named, nested].map(({ chat }) => conversationOf(chat).map(withoutTimes));
    expect(other).to.eql(one);
  });

  it('doubles nothing when the server sends its history', async () => {
    const { chat, received, ask } = await openChat();
    await ask('Show me the ledger entry as it is');
    await ask('What did I ask you before?');
    expect(received.filter(({ type }) => type === 'history')).to.have.length(2);
    expect(conversationOf(chat).map((said) => said.split(':')[0])).to.eql([
      'You',
      'Accountant',
      'You',
      'Guide',
    ]);
  });

  it('shows one JSON answer when it asks for one', async () => {
    const { chat, ask } = await openChat({ stream: 'off' });
    await ask('What can I ask you?');
    expect(lastMessage(chat)).to.match(/^Assistant: I am a mock backend/);
  });
}

/** How long a tool took differs from run to run. */
function withoutTimes(said: string): string {
  return said.replace(/\d+\.\d s/g, '');
}
