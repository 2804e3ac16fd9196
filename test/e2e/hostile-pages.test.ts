// Pages that were made hard to live on, by older scripts, by monitors, by style sheets, or on purpose: each has a chat, which
// works as on any other, without a violation of a strict policy and without an error.
import { expect, fixture, html } from '@open-wc/testing';
import { openPage } from '../support/open-page.js';
import { createOwnBackend } from '../support/own-backend.js';
import { conversationOf, deepElements, fieldOf, findButton } from '../support/screen.js';

const question = 'What is the weather in Tokyo?';
const conversation = [`You: ${question}`, 'Assistant: It is 18 °C and clear in Tokyo.'];

const ways: Readonly<Record<string, string>> = {
  'patched-fetch': 'whose fetch is another one',
  'patched-timers': 'whose timers, promises and events are wrapped',
  'patched-dom': 'whose shadow roots and registry are wrapped',
  'more-on-arrays': 'that has added to all arrays',
  'more-on-objects': 'that has added to all objects',
  'frozen-intrinsics': 'that has frozen what everything inherits from',
  'style-reset': 'whose style sheet resets everything',
  base: 'whose relative addresses begin elsewhere',
  insecure: 'without what only secure pages have',
  clobbered: "with elements in the place of the page's own names",
};

describe('a chat on a page', () => {
  for (const [way, title] of Object.entries(ways)) {
    it(`${title} answers`, async () => {
      const page = await openPage('hostile', createOwnBackend(), `?way=${way}`);
      const { chat, ask } = await page.chat();
      await ask(question);
      expect(conversationOf(chat)).to.deep.equal(conversation);
      expect(Object.entries(page.document.documentElement.dataset)).to.deep.equal([]);
    });
  }

  it('whose style sheet resets everything looks as it does elsewhere', async () => {
    const looks = await Promise.all(
      ['plain', 'style-reset'].map(async (way) => {
        const page = await openPage('hostile', createOwnBackend(), `?way=${way}`);
        const { chat, ask } = await page.chat();
        await ask(question);
        return lookOf(chat);
      }),
    );
    expect(looks[1]).to.deep.equal(looks[0]);
  });

  it('that is sandboxed, without an origin, answers and says that it shares with no tab', async () => {
    const told = new Promise<MessageEvent>((resolve) => {
      addEventListener('message', resolve, { once: true });
    });
    const { url } = createOwnBackend();
    await fixture(
      html`<iframe title="A page" sandbox="allow-scripts" src="${url}/sandboxed.html"></iframe>`,
    );
    const { data } = await told;
    expect(data).to.include({ origin: 'null', status: 'ok' });
    expect(data).to.have.property('said').that.includes('It is 18 °C and clear in Tokyo.');
  });

  it('in shadow roots of other elements, open and closed, answers', async () => {
    const page = await openPage('hostile', createOwnBackend());
    const { chat, ask } = await page.chat();
    const outer = page.document.createElement('section').attachShadow({ mode: 'open' });
    // oxlint-disable-next-line wc/no-closed-shadow-root -- pages have them
    const inner = page.document.createElement('div').attachShadow({ mode: 'closed' });
    page.document.body.append(outer.host);
    outer.append(inner.host);
    inner.append(chat);
    await ask(question);
    expect(conversationOf(chat)).to.deep.equal(conversation);
  });
});

/** How the parts of a chat that a style sheet could get hold of look. */
function lookOf(chat: Element): unknown[] {
  const parts = [
    fieldOf(chat),
    findButton(chat, 'Copy'),
    ...deepElements(chat, 'article, .column'),
  ];
  return parts.map((part) => {
    const style = part && part.ownerDocument.defaultView?.getComputedStyle(part);
    const { display, color, font, textTransform, textAlign, visibility, whiteSpace } = style ?? {};
    return { display, color, font, textTransform, textAlign, visibility, whiteSpace };
  });
}
