// Every way in which an endpoint can fail, on a real one.
import { expect } from '@open-wc/testing';
import { alertsOf, lastMessage, type LiveChat } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { conversationOf, deepText, findButton } from '../support/screen.js';

interface Fault {
  /** What the chat says about it. */
  readonly words: string;
  /** The DOM event that a page hears of it. */
  readonly event: 'failed' | 'interrupted' | 'finished';
  /** What stays of the answer. */
  readonly kept?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const once = { 'max-retries': '0' };
const impatient = { 'idle-timeout': '2000' };

const faults: Readonly<Record<string, Fault>> = {
  html: { words: 'Expected text/event-stream, got "text/html"', event: 'failed' },
  json: { words: 'Expected an answer with content', event: 'failed' },
  '204': { words: 'The server answered with nothing (204).', event: 'failed' },
  empty: { words: 'lost before the answer was complete', event: 'interrupted' },
  cut: { words: 'lost before the answer was complete', event: 'interrupted' },
  garbage: {
    words: '2 parts of this answer could not be read',
    event: 'finished',
    kept: 'Two of these messages could not be read.',
  },
  stall: {
    words: 'The server has gone silent.',
    event: 'interrupted',
    kept: 'And then there was',
    attributes: impatient,
  },
  silent: { words: 'The server has gone silent.', event: 'failed', attributes: impatient },
  busy: { words: 'not available just now (503)', event: 'failed', attributes: once },
  '400': { words: 'could not read the request (400).', event: 'failed' },
  '401': { words: 'or your sign-in has expired (401).', event: 'failed' },
  '403': { words: '(403). The server says: Access denied: Invalid session', event: 'failed' },
  '404': { words: 'There is nothing at this address (404).', event: 'failed' },
  '413': { words: '(413). The server says: Message too long: 12000', event: 'failed' },
  '422': { words: '(422). The server says: Field required', event: 'failed' },
  '429': { words: 'Too many requests (429).', event: 'failed', attributes: once },
  '500': { words: 'The server has failed (500).', event: 'failed' },
  '503': { words: 'not available just now (503)', event: 'failed', attributes: once },
};

const systems = [
  { dialect: 'assistant-status', path: '/message', names: Object.keys(faults) },
  {
    dialect: 'agent-chat',
    path: '/api/todos/agent-create/stream',
    // What has no content means the same in every dialect.
    names: ['json', 'empty', 'cut', 'garbage', 'stall', '401', '422', '429'],
  },
] as const;

for (const { dialect, path, names } of systems) {
  const headers = '{"Authorization": "Bearer demo-token"}';

  /** Whatever has happened: the next message, to an address that works, is answered. */
  const expectAlive = async ({ chat, ask }: LiveChat, url: string): Promise<void> => {
    chat.setAttribute('endpoint', url + path);
    // However busy the machine is, this one is waited for.
    chat.removeAttribute('idle-timeout');
    await ask('What did I ask you before?');
    expect(lastMessage(chat)).to.match(/the first thing you write here|you wrote, in this order/);
    expect(findButton(chat, 'Retry')).to.equal(undefined);
  };
  const openFault = (url: string, name: string, attributes = {}): Promise<LiveChat> => {
    const endpoint = `${url}/fault/${name}?dialect=${dialect}`;
    return openLiveChat({ endpoint, dialect, headers, ...attributes });
  };

  describe(`a bad endpoint for ${dialect}`, () => {
    for (const name of names) {
      it(`says what is wrong with /fault/${name}, and goes on`, async () => {
        const { words = 'words for it', event, kept = '', attributes } = faults[name] ?? {};
        const { url } = createOwnBackend();
        const open = await openFault(url, name, attributes);
        await open.ask('Hello');
        expect(conversationOf(open.chat)[0]).to.equal('You: Hello');
        expect(deepText(open.chat)).to.contain(words).and.to.contain(kept);
        expect(open.heard.at(-1)).to.equal(event);
        expect(alertsOf(open.chat)).to.have.length(event === 'finished' ? 0 : 1);
        await expectAlive(open, url);
      });
    }

    it('keeps what came before the connection broke', async () => {
      const backend = createHeldBackend();
      const { chat, say, shows } = await openFault(backend.url, 'cut');
      await say('Hello');
      await shows('This answer');
      await backend.step();
      await shows('This answer will be cut');
      await backend.release();
      await shows('What has come so far is kept.');
      expect(lastMessage(chat)).to.match(/: This answer will be cut .*Incomplete$/);
    });

    it('tries again on Retry, and shows the message once', async () => {
      const open = await openFault(createOwnBackend().url, '500');
      await open.ask('Hello');
      await open.pressToEnd('Retry');
      expect(conversationOf(open.chat)).to.eql(['You: Hello']);
      expect(open.heard).to.eql(['send', 'failed', 'failed']);
    });

    for (const name of ['stall', 'silent', 'busy']) {
      it(`stops /fault/${name} with the button`, async () => {
        const { url } = createOwnBackend();
        const open = await openFault(url, name);
        await open.say('Hello');
        if (name === 'stall') await open.shows('And then there was');
        await open.pressToEnd('Stop');
        expect(open.heard.at(-1)).to.equal('finished');
        expect(deepText(open.chat)).to.not.contain('retrying');
        await expectAlive(open, url);
      });
    }
  });
}

describe('an endpoint that is not ready', () => {
  it('says that nobody answers at all', async () => {
    const { chat, heard, ask } = await openLiveChat({ endpoint: 'http://127.0.0.1:9/' });
    await ask('Hello');
    expect(alertsOf(chat).join()).to.contain('The server could not be reached.');
    expect(heard).to.eql(['send', 'failed']);
  });

  it('is asked again by itself as soon as it has said, and the chat says so', async () => {
    const endpoint = `${createOwnBackend().url}/fault/busy`;
    const { chat, say, shows } = await openLiveChat({ endpoint, dialect: 'assistant-status' });
    await say('Hello');
    await shows('The server asks to wait (503), retrying in');
    await shows('Now I have time for you.');
    expect(alertsOf(chat)).to.eql([]);
  });
});
