import { expect } from '@open-wc/testing';
import { createSession } from '../../../src/session/index.js';
import { listenTo } from '../../support/announcements.js';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.js';
import { pushStream, textResponse, type PushStream } from '../../support/fake-fetch.js';
import { createFakeNetwork } from '../../support/fake-network.js';
import { createFakePage } from '../../support/fake-page.js';
import {
  conversationOf,
  deepElements,
  findButton,
  openChat,
  type OpenChat,
} from '../../support/open-chat.js';
import { leadClock, lineIn } from '../../support/open-connection.js';

const text = (content: string, id: number): string =>
  `id: ${id}\ndata: ${JSON.stringify({ content, role: 'assistant', done: false })}\n\n`;
const done = 'data: {"done": true}\n\n';

interface LostChat extends OpenChat {
  readonly clock: FakeClock;
  readonly phases: readonly string[];
  /** What is said of the connection after so many milliseconds. */
  line(milliseconds?: number): Promise<string>;
  /** Answers the next request with a stream. */
  answer(): PushStream;
}

/** A chat whose stream can be resumed and has just broken, on a server that asks to wait for a minute. */
async function lose(): Promise<LostChat> {
  const open = await openChat();
  const clock = createFakeClock();
  leadClock(open.chat, clock);
  open.chat.session = createSession(
    {
      ...{ endpoint: 'https://agent.example/feed', method: 'get', dialect: 'assistant-status' },
      fetch: open.server.fetch,
    },
    { clock, network: createFakeNetwork(), page: createFakePage() },
  );
  const phases: string[] = [];
  open.chat.addEventListener('sse-connection-changed', ({ connection }) =>
    phases.push(connection.phase),
  );
  await open.drawn();
  const stream = await open.ask('Hello');
  stream.push(text('It is ', 1));
  await open.drawn();
  open.server.always(() => textResponse(503, null, { 'retry-after': '60' }));
  stream.fail();
  await open.drawn();
  return {
    ...{ ...open, clock, phases },
    async line(milliseconds = 0) {
      await clock.advance(milliseconds);
      await open.drawn();
      return lineIn(open.chat);
    },
    answer() {
      const next = pushStream();
      open.server.answer(next);
      return next;
    },
  };
}

/** Says of the device what a test wants. */
function tellOfNetwork(onLine: boolean): void {
  if (onLine) Reflect.deleteProperty(navigator, 'onLine');
  else Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
  window.dispatchEvent(new Event(onLine ? 'online' : 'offline'));
}

/** Where everything is that a person may be about to press or read. */
function layoutOf(chat: Element): number[] {
  return ['[role=log]', 'sse-message', 'sse-composer']
    .flatMap((selector) => deepElements(chat, selector))
    .flatMap((element) => {
      const { top, height } = element.getBoundingClientRect();
      return [top, height];
    });
}

describe('a lost connection in <sse-chat>', () => {
  it('is said, and moves nothing', async () => {
    const { chat, line } = await lose();
    const before = layoutOf(chat);
    expect(await line(1_000)).to.equal('The server asks to wait (503), retrying in 60 s Try now');
    expect(layoutOf(chat)).to.deep.equal(before);
    expect(findButton(chat, 'Stop')).to.not.equal(undefined);
  });

  it('is said below the buttons of the log, which make room as long as it is', async () => {
    const { answer, chat, line } = await lose();
    const [button] = deepElements(chat, '.jump');
    const room = (): string | undefined => button && getComputedStyle(button).insetBlockEnd;
    const rooms = [room()];
    await line(1_000);
    rooms.push(room());
    const stream = answer();
    chat.reconnect();
    await line();
    stream.push(text('18 °C.', 2));
    expect(await line(2_500)).to.equal('');
    expect([...rooms, room()]).to.deep.equal(['12px', '68px', '12px']);
  });

  it('is taken up again by a press, where it was, and that is said for a moment', async () => {
    const { answer, chat, drawn, line, server } = await lose();
    await line(1_000);
    const stream = answer();
    chat.reconnect();
    await drawn();
    stream.push(text('18 °C.', 2));
    expect(await line()).to.equal('Connected again.');
    expect(server.requests.at(-1)?.headers.get('last-event-id')).to.equal('1');
    expect(conversationOf(chat).at(-1)).to.equal('Assistant: It is 18 °C.');
    expect(await line(2_500)).to.equal('');
  });

  it('is left for good by Stop', async () => {
    const { chat, heard, line, server } = await lose();
    await line(1_000);
    const requests = server.requests.length;
    findButton(chat, 'Stop')?.click();
    expect(await line()).to.equal('');
    chat.reconnect();
    expect(await line(60_000)).to.equal('');
    expect(server.requests).to.have.length(requests);
    expect(conversationOf(chat).at(-1)).to.contain('It is').and.to.contain('Stopped');
    expect(heard.slice(-2)).to.deep.equal(['stop', 'finished']);
  });

  it('is told to the page, as events and as states', async () => {
    const { answer, chat, drawn, phases } = await lose();
    expect(phases.slice(0, 3)).to.deep.equal(['connecting', 'live', 'reconnecting']);
    expect(chat.matches(':is(:state(reconnecting), :state(running))')).to.equal(true);
    answer();
    chat.reconnect();
    await drawn();
    expect(phases.slice(-2)).to.deep.equal(['connecting', 'live']);
    expect(chat.matches(':state(reconnecting)')).to.equal(false);
  });

  it('is announced after three seconds', async () => {
    const { chat, line } = await lose();
    await line(2_999);
    const { says, texts } = listenTo(chat);
    await says('The agent is working.');
    expect(texts).to.have.length(1);
    await line(1);
    await says('Connection lost, retrying.');
  });
});

describe('a lost connection of the session that <sse-chat> has made', () => {
  /** A chat whose device is offline. */
  async function goOffline(): Promise<OpenChat> {
    const open = await openChat({ endpoint: 'https://agent.example/feed', method: 'get' });
    const stream = await open.ask('Hello');
    stream.push(text('It is ', 1));
    await open.drawn();
    tellOfNetwork(false);
    stream.fail();
    await open.drawn();
    expect(open.chat.session?.state.connection).to.deep.equal({ phase: 'offline' });
    return open;
  }

  afterEach(() => tellOfNetwork(true));

  it('ends with the chat when that is removed, and is not there when it is put back', async () => {
    const { chat, drawn, server } = await goOffline();
    const parent = chat.parentElement;
    const { session } = chat;
    chat.remove();
    await drawn();
    session?.reconnect();
    parent?.append(chat);
    await drawn();
    const sessions = [session, chat.session];
    expect(sessions.map((each) => each?.state.connection.phase)).to.deep.equal(['closed', 'idle']);
    expect(server.requests).to.have.length(1);
    expect(conversationOf(chat)).to.deep.equal([]);
  });

  it('stays with the chat when that is moved', async () => {
    const { chat, drawn, server } = await goOffline();
    const { session } = chat;
    const next = document.createElement('div');
    chat.parentElement?.append(next);
    next.append(chat);
    await drawn();
    expect(chat.session).to.equal(session);
    const stream = pushStream();
    server.answer(stream);
    chat.reconnect();
    await drawn();
    stream.push(text('18 °C.', 2) + done);
    await drawn();
    expect(conversationOf(chat).at(-1)).to.equal('Assistant: It is 18 °C.');
  });

  it('stays with its run when the page sets another endpoint', async () => {
    const { ask, chat, drawn, server } = await goOffline();
    chat.endpoint = 'https://agent.example/other';
    const stream = pushStream();
    server.answer(stream);
    chat.reconnect();
    await drawn();
    stream.push(done);
    tellOfNetwork(true);
    await drawn();
    await ask('And tomorrow?');
    const paths = server.requests.map(({ url }) => new URL(url).pathname);
    expect(paths).to.deep.equal(['/feed', '/feed', '/other']);
  });
});

describe('a gap in <sse-chat>', () => {
  it('is shown in its place in the answer, and in the line until it is read', async () => {
    const open = await openChat({ endpoint: 'https://agent.example/feed', method: 'get' });
    const first = await open.ask('Hello');
    first.push([1, 2, 3, 4].map((id) => text(`${id} `, id)).join(''));
    await open.drawn();
    const second = pushStream();
    open.server.answer(second);
    document.dispatchEvent(new Event('freeze'));
    await open.drawn();
    document.dispatchEvent(new Event('resume'));
    await open.drawn();
    second.push(text('nine', 9));
    await open.drawn();
    const said = 'Assistant: 1 2 3 4 Something may be missing here nine';
    expect(conversationOf(open.chat).at(-1)).to.equal(said);
    expect(lineIn(open.chat)).to.equal('Something may be missing. Dismiss');
    findButton(open.chat, 'Dismiss')?.click();
    second.push(done);
    await open.drawn();
    expect(lineIn(open.chat)).to.equal('');
    expect(conversationOf(open.chat).at(-1)).to.equal(said);
    await expect(open.chat).to.be.accessible();
  });
});

describe('the life of the page around <sse-chat>', () => {
  /** A chat whose stream is open and can be resumed. */
  async function openStream(): Promise<OpenChat & { readonly stream: PushStream }> {
    const open = await openChat({ endpoint: 'https://agent.example/feed', method: 'get' });
    const stream = await open.ask('Hello');
    stream.push(text('It is ', 1));
    await open.drawn();
    return { ...open, stream };
  }

  const lives: Readonly<Record<string, readonly [() => void, () => void]>> = {
    'is frozen and resumed': [
      () => document.dispatchEvent(new Event('freeze')),
      () => document.dispatchEvent(new Event('resume')),
    ],
    'goes into the back/forward cache and comes back': [
      () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
      () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    ],
  };
  for (const [what, [leave, comeBack]] of Object.entries(lives)) {
    it(`costs one request, and the run goes on, when the page ${what}`, async () => {
      const { chat, drawn, server, stream } = await openStream();
      const next = pushStream();
      server.answer(next);
      leave();
      await drawn();
      expect([stream.isCancelled, server.requests.length]).to.deep.equal([true, 1]);
      comeBack();
      await drawn();
      next.push(text('18 °C.', 2) + done);
      await drawn();
      expect(conversationOf(chat).at(-1)).to.equal('Assistant: It is 18 °C.');
      expect(server.requests).to.have.length(2);
      expect(lineIn(chat)).to.equal('');
    });
  }
});
