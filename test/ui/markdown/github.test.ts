import { expect } from '@open-wc/testing';
import { meaningOf, showMarkdown } from '../../support/markdown-dom.js';

/** What GitHub does beyond the examples of its specification. */
const cases: Readonly<Record<string, readonly [text: string, shown: string]>> = {
  'ends a paragraph where a table begins': [
    'One\ntwo\n| a |\n|--|',
    '<p>One two</p>\n<table><thead><tr><th>a</th></tr></thead></table>',
  ],
  'takes no table whose lines have different numbers of cells': [
    '| a | b |\n|--|',
    '<p>| a | b | |--|</p>',
  ],
  'fills short rows and cuts long ones': [
    'a | b\n--|--\n1\n2 | 3 | 4',
    '<table><thead><tr><th>a</th>\n<th>b</th></tr></thead>\n<tr><td>1</td>\n<td></td></tr>\n<tr><td>2</td>\n<td>3</td></tr></table>',
  ],
  'takes a pipe behind a backslash as text, in code too': [
    '| a |\n|--|\n| x \\| `y \\| z` |',
    '<table><thead><tr><th>a</th></tr></thead>\n<tr><td>x | <code>y | z</code></td></tr></table>',
  ],
  'makes links of addresses in quotation marks': [
    '"https://a.example" and \'http://b.example/c\'',
    '<p>"<a https://a.example/>https://a.example</a>" and \'<a http://b.example/c>http://b.example/c</a>\'</p>',
  ],
  'makes none of what is a part of a word': ['xhttps://a.example', '<p>xhttps://a.example</p>'],
  'strikes addresses out': [
    '~~www.a.example~~',
    '<p><del><a http://www.a.example/>www.a.example</a></del></p>',
  ],
  'strikes out by pairs of equal length only': [
    '~a ~ b~ ~~c~ ~~~d~~~',
    '<p><del>a ~ b</del> ~~c~ ~~~d~~~</p>',
  ],
  'has tasks in numbered and nested lists, and only where there is a text': [
    '1. [X] a\n   - [ ] b\n2. [ ]\n3. [-] c',
    '<ol><li>[x]a\n<ul><li>[ ]b</li></ul></li>\n<li>[ ]</li>\n<li>[-] c</li></ol>',
  ],
  'has blocks in footnotes': [
    'A[^n]\n\n[^n]:\n    > Quote\n\n        code\n\n    Text',
    '<p>A<sup><button>1</button></sup></p>\n<ol><li><blockquote><p>Quote</p></blockquote>\n<pre>"code\\n"</pre>\nText <button>↩</button></li></ol>',
  ],
};

describe('Markdown as on GitHub', () => {
  for (const [what, [text, shown]] of Object.entries(cases)) {
    it(what, async () => {
      expect(meaningOf(await showMarkdown(text))).to.equal(shown);
    });
  }
});
