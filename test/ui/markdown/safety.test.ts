import { expect } from '@open-wc/testing';
import { loadExfiltrations } from '../../support/corpus.js';
import { countRuns, findHarm, foreignRequests, watchHarm } from '../../support/harmless.js';
import { contentOf, showMarkdown, stream } from '../../support/markdown-dom.js';
import { xssPayloads } from '../../support/xss-payloads.js';

/** Draws a text whole, and character by character; tells what was harmful at any time. */
async function draw(text: string): Promise<string[]> {
  const element = await showMarkdown(text);
  const harm = [...findHarm(element.renderRoot as ShadowRoot)];
  for (const link of contentOf(element).querySelectorAll('a')) {
    link.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  }
  element.text = '';
  await element.updateComplete;
  const stopWatching = watchHarm(element.renderRoot);
  await stream(element, text);
  element.scrollIntoView();
  harm.push(...stopWatching());
  element.remove();
  return harm;
}

describe('Markdown from a hostile server', () => {
  let counter: ReturnType<typeof countRuns>;
  beforeEach(() => (counter = countRuns()));
  afterEach(() => counter.stop());

  for (const [family, payloads] of Object.entries(xssPayloads)) {
    it(`runs nothing and makes nothing that could run of ${family}, whole and in pieces`, async () => {
      for (const payload of payloads) expect(await draw(payload), payload).to.deep.equal([]);
      expect(counter.runs).to.equal(0);
    });
  }

  it('requests nothing by itself, whole and character by character', async () => {
    const before = foreignRequests();
    for (const [id, text] of await loadExfiltrations()) {
      expect(await draw(text), id).to.deep.equal([]);
    }
    await new Promise(requestAnimationFrame);
    expect(foreignRequests()).to.deep.equal(before);
  });

  it('names the host of each link, and warns when its text names another', async () => {
    const element = await showMarkdown(
      '[The guide](https://docs.example.org/x) [paypal.com](https://evil.example) https://plain.example/y',
    );
    const hosts = [...contentOf(element).querySelectorAll('[part="host"]')].map(
      (host) => host.textContent,
    );
    expect(hosts).to.deep.equal(['docs.example.org', 'opens evil.example']);
  });

  it('names the host that lies below the one in the text: it may be anybody’s', async () => {
    const element = await showMarkdown(
      '[github.io](https://evil.github.io) [x.org](https://www.x.org)',
    );
    const hosts = [...contentOf(element).querySelectorAll('[part="host"]')];
    expect(hosts.map((host) => host.textContent)).to.deep.equal(['evil.github.io']);
  });

  it('leaves the text of a refused link, and says so', async () => {
    const element = await showMarkdown('Please [press here](javascript:alert(1)).');
    expect(contentOf(element).textContent).to.equal('Please press here [blocked link].');
    expect(contentOf(element).querySelector('a')).to.equal(null);
  });

  it('does not pollute prototypes by labels', async () => {
    await showMarkdown(
      '[__proto__]: /x\n[constructor]: /y\n\n[__proto__] [constructor] [hasOwnProperty]\n\n[^__proto__]\n\n[^__proto__]: z',
    );
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    expect(Reflect.get({}, 'href')).to.equal(undefined);
  });
});
