// What is not done again for each frame of an answer that grows.
import { expect } from '@open-wc/testing';
import { openChat } from '../../support/open-chat.js';

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
});
