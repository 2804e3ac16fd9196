// Texts that are made to take a Markdown parser more time than they are long. Most are known: from the
// test suites of cmark, cmark-gfm, commonmark.js, markdown-it and marked. Some are aimed at what this
// library does beyond them: formulas, footnotes, guesses at what is half-written.

/** Gives a hostile text of about so many characters. */
export type Recipe = (size: number) => string;

/** One piece again and again. */
function again(piece: string, before = '', after = ''): Recipe {
  return (size) => before + piece.repeat(Math.ceil(size / piece.length)) + after;
}

/** As many of the first as of the last, with something in between. */
function around(open: string, middle: string, close: string): Recipe {
  return (size) => {
    const count = Math.ceil(size / (open.length + close.length));
    return open.repeat(count) + middle + close.repeat(count);
  };
}

/** One piece for each number, until there is enough. */
function counting(piece: (index: number) => string): Recipe {
  return (size) => {
    let text = '';
    for (let index = 1; text.length < size; index++) text += piece(index);
    return text;
  };
}

const nested: Readonly<Record<string, Recipe>> = {
  'quotes in quotes': again('> ', '', 'a'),
  'quotes in quotes without spaces': again('>', '', 'a'),
  'lists in lists': again('- ', '', 'a'),
  'numbered lists in lists': again('1. ', '', 'a'),
  'quotes in lists': again('- > ', '', 'a'),
  'lists in quotes, with marks': (size) => again('>')(size / 3) + again('a*')((size * 2) / 3),
  'lists that are indented more and more': counting((depth) => `${' '.repeat(depth - 1)}- a\n`),
  'lists that are indented by two more': counting((depth) => `${'  '.repeat(depth - 1)}* a\n`),
  'blank lines in nested lists': (size) => again('- ')(size / 2) + again('\n', 'x')(size / 2),
  'blank lines in nested lists in a quote': (size) =>
    again('- ', '> ')(size / 2) + again('>\n', 'x\n')(size / 2),
  'lazy lines in nested quotes': (size) => again('> ')(size / 2) + again('b\n', 'a\n')(size / 2),
  'items of one list': again('- a\n'),
  'rules that are lists': again('- - '),
  'footnotes in footnotes': again('[^a]: ', '', 'x'),
};

const links: Readonly<Record<string, Recipe>> = {
  'brackets that open': again('['),
  'brackets that open words': again('[a'),
  'brackets that close': again('a]'),
  'brackets in brackets': around('[', 'a', ']'),
  'brackets that open, and marks that close': again('[ a_'),
  'brackets and parentheses crosswise': again('[ (]('),
  'links without a text that open': again('[]('),
  'links that open': again('[a](<b'),
  'links that open without brackets': again('[a](b'),
  'links that open within words': again('a[b](c'),
  'links that open titles': again('[a](b "'),
  'links with a space of another kind': again('[a](b\u3000c) '),
  'links in links': around('[', 'a', '](b)'),
  'images that open': again('![', '', 'a'),
  'images with links in them': again('![[]()'),
  'images in images': around('![', 'a', '](b)'),
  'backslashes in a bracket': again('\\', '['),
  'backticks in link texts': again('[`', '', '](a)'),
  'backticks that cross link texts': again('[`a](`b) '),
  'references to nothing': again('[a][b] '),
  'references to what is defined last': (size) => again('[a] ')(size) + '\n\n[a]: /b',
  'references to many definitions': (size) =>
    counting((index) => `[${index}]: u\n`)(size / 2) + again('[0] ', '\n')(size / 2),
  'references in references, and definitions': (size) =>
    again('[[x]][id] ')(size / 2) + counting((index) => `\n[n${index}]: /u`)(size / 2),
  'definitions without an end': again('[a]: /b "\n'),
  'definitions with much space': (size) => `[x]:${' '.repeat(size / 2)}x ${' '.repeat(size / 2)} x`,
  'footnotes that open': again('[^a]'),
  'footnotes that are all defined': (size) =>
    counting((index) => `[^${index}] `)(size / 2) +
    counting((index) => `\n[^${index}]: x`)(size / 2),
  'a footnote full of itself': (size) => `[^a]: ${again('[^a] ')(size)}\n\n[^a]`,
};

const marks: Readonly<Record<string, Recipe>> = {
  'stars that open': again('*a '),
  'stars that close': again('a* '),
  'underscores that open': again('_a '),
  'underscores that close': again('a_ '),
  'stars around stars': around('*', 'a', '*'),
  'marks in marks': around('*a **a ', 'b', ' a** a*'),
  'marks that do not match': again('*a_ '),
  'marks of two kinds, one in the other': (size) =>
    again('*a ')(size / 2) + again('_a*_ ')(size / 2),
  'marks of all lengths': again('**_* '),
  'marks whose lengths make three': again('c* ', 'a**b'),
  'a row of underscores': again('_', 'a', 'b'),
  'tildes that open': again('~~a '),
  'tildes in paragraphs': again('~~~a`\n', 'a\n'),
};

const texts: Readonly<Record<string, Recipe>> = {
  'backticks of growing length': counting((length) => `e${'`'.repeat(length)}`),
  'backticks of shrinking length': (size) => {
    const longest = Math.floor(Math.sqrt(size * 2));
    return Array.from({ length: longest }, (_, index) => `e${'`'.repeat(longest - index)}`).join(
      '',
    );
  },
  'backticks and backslashes': again('``\\'),
  'code again and again': again('`x` '),
  'escapes again and again': again('\\.'),
  'entities that open': again('&a'),
  'tags that open': again('<b '),
  'tags that close': again('</b'),
  'attributes without an end': again(' a="', '<b'),
  'angle brackets that open': again('<', '', '>'),
  'comments that open': again('<!--', '</'),
  'comments in a text': again('a <!--'),
  'instructions that open': again('<?', 'x '),
  'declarations that open': again('a <!A '),
  'declarations that close': again('a>', '<!x '),
  'character data that opens': again('<![CDATA[', 'x '),
  'addresses that begin': again('www.'),
  'addresses with underscores': again('_.', 'http://'),
  'addresses with brackets': again(')', 'http://a.example/'),
  'addresses with stars at their end': again('*', 'https://a.example?', 'a'),
  'addresses with entities at their end': again('&a;', 'https://a.example'),
  'addresses in angle brackets that open': again('<https://a'),
  'schemes without an address': again('http://'),
  'mail addresses': again('a@b.'),
  'mail addresses that begin': again('a@'),
  'dots before an at sign': again('a.', '', '@b.c'),
  'lines that end hard': again('\\\n'),
  'spaces before the end of a line': again(' ', 'a', 'b  \nx'),
  'headings of nothing': again('# '),
  'underlines of headings': again('a\n=\n'),
  'characters that are none': again('abc\u0000de\u0000'),
  'a word without an end': again('a'),
};

const boxes: Readonly<Record<string, Recipe>> = {
  'tables with many columns': (size) =>
    ['a|', '-|', 'b|'].map((cell) => `|${again(cell)(size / 3)}\n`).join(''),
  'tables with short rows': again('b\n', `|${'a|'.repeat(120)}\n|${'-|'.repeat(120)}\n`),
  'tables that are none': again('aaa\rbbb\n-\v\n'),
  'lines that look like the second of a table': again('|-', '', '\n'),
  'fences that open': again('```a\n~~~b\n'),
  'blank lines in code': again('    a\n\n\n'),
  'dollars that open': again('$a '),
  'dollars that open formulas': again('$x_1 '),
  'dollars in pairs that open': again('$$a\n'),
  'dollars alone': again('$'),
  'parentheses with backslashes that open': again('\\(a '),
  'brackets with backslashes that open': again('\\[a\n'),
  'formulas that open after blank lines': again('$$\na\n\n'),
};

export const hostileMarkdown: Readonly<Record<string, Recipe>> = {
  ...nested,
  ...links,
  ...marks,
  ...texts,
  ...boxes,
};
