import { expect } from '@open-wc/testing';
import type { SseMarkdown } from '../../../src/ui/markdown/markdown.js';
import { contentOf, showMarkdown, stream } from '../../support/markdown-dom.js';

const tags = (
  'DIV P SPAN A CODE PRE BUTTON UL OL LI INPUT BLOCKQUOTE HR BR H1 H2 H3 H4 H5 H6 ' +
  'STRONG EM DEL SUP TABLE THEAD TBODY TR TH TD SECTION'
).split(' ');

/** Attempts to run something. `PWN` would be called. */
const attacks = [
  '[x](javascript:PWN())',
  '[x](JaVaScRiPt:PWN())',
  '[x](java&#x0A;script:PWN())',
  '[x](java&Tab;script:PWN())',
  '[x](&#106;avascript:PWN())',
  '[x](\u0001javascript:PWN())',
  '[x](<javascript:PWN()>)',
  '[x](javascript&colon;PWN())',
  '[x](data:text/html;base64,PHNjcmlwdD5QV04oKTwvc2NyaXB0Pg==)',
  '[x](vbscript:PWN())',
  '[x](https://a.example "x" onclick=PWN())',
  '[x](https://a.example" onmouseover="PWN())',
  '[x][a]\n\n[a]: javascript:PWN()',
  '[a]\n\n[a]: <javascript:PWN()> "title"',
  '<javascript:PWN()>',
  '![x](javascript:PWN())',
  '![x" onerror="PWN()](https://a.example/x.png)',
  '![x](https://a.example/x.png" onerror="PWN())',
  '![x](data:image/svg+xml,<svg onload=PWN()>)',
  '<img src=x onerror=PWN()>',
  '<script>PWN()</script>',
  '<svg onload=PWN()>',
  '<svg><script>PWN()</script></svg>',
  '<iframe srcdoc="<script>parent.PWN()</script>"></iframe>',
  '<details open ontoggle=PWN()>x</details>',
  '<a href="javascript:PWN()">x</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=PWN()>',
  '<noscript><p title="</noscript><img src=x onerror=PWN()>">',
  '<form action="javascript:PWN()"><button>x</button></form>',
  '<object data="javascript:PWN()"></object>',
  '<meta http-equiv=refresh content="0;url=javascript:PWN()">',
  '<template><script>PWN()</script></template>',
  '<x-element onclick=PWN()></x-element>',
  '```js" onload="PWN()\nx\n```',
  '```"><img src=x onerror=PWN()>\nx\n```',
  '| <img src=x onerror=PWN()> |\n|---|\n| <script>PWN()</script> |',
  '- [x](javascript:PWN())\n- [ ] <img src=x onerror=PWN()>',
  '# <img src=x onerror=PWN()>',
  '> <script>PWN()</script>',
  'x[^1]\n\n[^1]: <img src=x onerror=PWN()>',
  'x[^"onclick="PWN()]\n\n[^"onclick="PWN()]: y',
  '[__proto__]: javascript:PWN()\n\n[__proto__] [constructor] [toString]',
  '<!--><img src=x onerror=PWN()>-->',
  '<![CDATA[<img src=x onerror=PWN()>]]>',
  '[x](https://a.example/?q=<script>PWN()</script>)',
  '<https://a.example/"onmouseover="PWN()>',
  'https://a.example/"onmouseover="PWN()',
  'a@b.example"onmouseover="PWN()',
];

interface Corpus {
  readonly payloads: readonly { readonly id: string; readonly markdown: string }[];
}

async function exfiltrations(): Promise<Corpus['payloads']> {
  const response = await fetch('/test/fixtures/corpora/exfiltration.json');
  const corpus: Corpus = await response.json();
  return corpus.payloads.filter(({ markdown }) => markdown !== '');
}

/** Fails if there is anything that could run, load or deceive. */
function assertHarmless(element: SseMarkdown, text: string): void {
  for (const node of contentOf(element).querySelectorAll('*')) {
    expect(tags, text).to.include(node.tagName);
    for (const { name, value } of node.attributes) {
      expect(name, text).not.to.match(
        /^on|^(?:style|src|srcset|srcdoc|data|action|formaction|ping|id|name)$/,
      );
      if (name === 'href') expect(value, text).to.match(/^(?:https?:\/\/|mailto:)/);
    }
    if (node.hasAttribute('href')) {
      expect(node.getAttribute('rel'), text).to.equal('noopener noreferrer nofollow ugc');
      expect(node.getAttribute('target'), text).to.equal('_blank');
    }
  }
}

function foreignRequests(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((url) => !url.startsWith(location.origin));
}

describe('Markdown from a hostile server', () => {
  it('runs nothing and makes nothing that could run, whole and character by character', async () => {
    let runs = 0;
    Object.assign(window, { PWN: () => runs++ });
    for (const attack of attacks) {
      const whole = await showMarkdown(attack);
      assertHarmless(whole, attack);
      const streamed = await showMarkdown();
      await stream(streamed, attack);
      assertHarmless(streamed, attack);
      for (const link of contentOf(whole).querySelectorAll('a'))
        link.dispatchEvent(new Event('mouseover'));
      whole.remove();
      streamed.remove();
    }
    Reflect.deleteProperty(window, 'PWN');
    expect(runs).to.equal(0);
  });

  it('requests nothing by itself, whole and character by character', async () => {
    const before = foreignRequests();
    for (const { markdown } of await exfiltrations()) {
      const whole = await showMarkdown(markdown);
      assertHarmless(whole, markdown);
      const streamed = await showMarkdown();
      await stream(streamed, markdown);
      assertHarmless(streamed, markdown);
      whole.scrollIntoView();
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
