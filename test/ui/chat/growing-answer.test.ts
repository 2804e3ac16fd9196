// What is not done again for each frame of an answer that grows.
import { expect } from '@open-wc/testing';
import { conversationOf, deepElements, openChat, type OpenChat } from '../../support/open-chat.js';

const text = (content: string) => ({ content, role: 'assistant', done: false });

describe('an answer that grows in <sse-chat>', () => {
  it('has no styles that ask what is in something: a browser would look after each change', async () => {
    const { chat, ask, push } = await openChat();
    await push(await ask('Hi'), text('Hello'));
    const sheets = chat.shadowRoot?.adoptedStyleSheets ?? [];
    const rules = sheets.flatMap(({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText));
    expect(rules.join()).to.include('.conversation').and.to.include('sse-markdown');
    expect(rules.filter((rule) => rule.includes(':has('))).to.deep.equal([]);
  });

  it('has its settings collected again only when one of them is set', async () => {
    const { chat, ask, push } = await openChat();
    const before = chat.sessionSettings;
    await push(await ask('Hi'), text('Hello'));
    expect(chat.sessionSettings).to.equal(before);
    chat.maxRetries = 3;
    expect(chat.sessionSettings).to.deep.equal({ ...before, maxRetries: 3 });
  });

  it('is drawn alone: nothing else of the chat is drawn again', async () => {
    const { chat, ask, push } = await openChat();
    const stream = await ask('Hi');
    await push(stream, text('One '));
    const updates = countUpdates(chat);
    await push(stream, text('two '));
    await push(stream, text('three.'));
    expect(conversationOf(chat)[1]).to.equal('Assistant: One two three.');
    expect(updates()).to.equal(0);
  });

  it('is drawn with all the rest at its end', async () => {
    const { chat, ask, push } = await openChat();
    const stream = await ask('Hi');
    await push(stream, text('One '));
    await push(stream, text('two.'), { done: true });
    stream.end();
    expect(conversationOf(chat)[1]).to.equal('Assistant: One two.');
    expect(deepElements(chat, '[aria-busy=true], .jump.stop')).to.deep.equal([]);
  });

  it('is drawn as the page has set the chat meanwhile', async () => {
    const { chat, ask, push } = await openChat();
    const stream = await ask('Hi');
    await push(stream, text('One '));
    chat.label = 'Talk';
    await push(stream, text('two.'));
    expect(chat.shadowRoot?.querySelector('[role=log]')?.ariaLabel).to.equal('Talk');
    expect(conversationOf(chat)[1]).to.equal('Assistant: One two.');
  });

  it('has its language asked for again, where the page tells languages', async () => {
    const { chat, ask, push } = await openChat();
    chat.languageOf = ({ parts }) => (JSON.stringify(parts).includes('zwei') ? 'de' : 'en');
    const stream = await ask('Hi');
    await push(stream, text('One '));
    await push(stream, text('zwei '));
    const languages = deepElements(chat, 'sse-message').map((each) => each.getAttribute('lang'));
    expect(languages).to.deep.equal(['en', 'de']);
  });

  it('has the time of its message put into words for the first time while the page was idle', async () => {
    const idle: (() => void)[] = [];
    const { requestIdleCallback } = globalThis;
    Object.assign(globalThis, { requestIdleCallback: (act: () => void) => idle.push(act) });
    await openChat();
    Object.assign(globalThis, { requestIdleCallback });
    const replaced = replaceFormat();
    for (const act of idle) act();
    expect(replaced.restore()).to.equal(1);
  });

  it('has the name of its message made once', async () => {
    const { ask, push } = await openChat();
    const stream = await ask('Hi');
    await push(stream, text('0 '));
    const replaced = replaceFormat();
    for (let index = 0; index < 3; index += 1) await push(stream, text(`${index} `));
    expect(replaced.restore()).to.equal(0);
  });
});

/** Counts how often a chat is drawn from now on. */
function countUpdates(chat: OpenChat['chat']): () => number {
  let count = 0;
  chat.addController({ hostUpdate: () => void (count += 1) });
  return () => count;
}

/** Counts how often a date or a time is put into words. */
function replaceFormat(): { restore(): number } {
  const { prototype } = Intl.DateTimeFormat;
  const known = Object.getOwnPropertyDescriptor(prototype, 'format');
  let count = 0;
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      count += 1;
      return known?.get?.call(this) as unknown;
    },
  });
  return {
    restore() {
      if (known) Object.defineProperty(prototype, 'format', known);
      return count;
    },
  };
}
