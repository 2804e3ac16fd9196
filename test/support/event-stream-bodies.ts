/** A body and the messages the HTML standard finds in it, however it is cut. */
export interface EventStreamBody {
  readonly name: string;
  readonly body: string | Uint8Array;
  /** `[data, event, id]`; event and id may be left out when they are `message` and `''`. */
  readonly messages: readonly (readonly [data: string, event?: string, id?: string])[];
}

/**
 * After the Web Platform Tests for EventSource (`format-*`, `event-*`) and bugs known from clients.
 *
 * @see https://github.com/web-platform-tests/wpt/tree/master/eventsource
 */
export const eventStreamBodies: readonly EventStreamBody[] = [
  { name: 'an empty body', body: '', messages: [] },
  { name: 'blank lines alone', body: '\n\n\r\n\r\n\r\r', messages: [] },
  { name: 'one message', body: 'data: a\n\n', messages: [['a']] },
  { name: 'one byte order mark', body: '\uFEFFdata: a\n\ndata: b\n\n', messages: [['a'], ['b']] },
  // The second mark belongs to the field's name, which is then unknown.
  { name: 'two byte order marks', body: '\uFEFF\uFEFFdata: a\n\ndata: b\n\n', messages: [['b']] },
  { name: 'a byte order mark later on', body: 'data: a\n\n\uFEFFdata: b\n\n', messages: [['a']] },
  { name: 'a byte order mark in data', body: 'data: \uFEFFa\n\n', messages: [['\uFEFFa']] },
  // What a byte order mark becomes when it is taken for Latin-1 on the way: a field name, and unknown.
  { name: 'a byte order mark encoded twice', body: 'ï»¿data: a\n\ndata: b\n\n', messages: [['b']] },
  { name: 'a byte order mark alone', body: '\uFEFF', messages: [] },
  { name: 'line feeds', body: 'data: a\ndata: b\n\ndata: c\n\n', messages: [['a\nb'], ['c']] },
  {
    name: 'carriage returns',
    body: 'data: a\rdata: b\r\rdata: c\r\r',
    messages: [['a\nb'], ['c']],
  },
  {
    name: 'both together',
    body: 'data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n',
    messages: [['a\nb'], ['c']],
  },
  {
    name: 'all three line ends mixed',
    body: 'data:test\r\ndata\ndata:test\r\n\r\ndata: x\r\rdata: y\n\ndata: z\n\r\n',
    messages: [['test\n\ntest'], ['x'], ['y'], ['z']],
  },
  {
    name: 'a run of messages with both together',
    body: 'data: 1\r\n\r\n'.repeat(4) + 'data: 2\n\n' + 'data: 3\r\n\r\n',
    messages: [['1'], ['1'], ['1'], ['1'], ['2'], ['3']],
  },
  { name: 'the end of a message twice', body: 'data: B\r\n\n', messages: [['B']] },
  { name: 'data without a space', body: 'data:x\n\ndata: x\n\n', messages: [['x'], ['x']] },
  { name: 'data with two spaces', body: 'data:  x\n\n', messages: [[' x']] },
  { name: 'data with a tab', body: 'data:\tx\n\n', messages: [['\tx']] },
  { name: 'data with a trailing space', body: 'data: x \n\n', messages: [['x ']] },
  { name: 'data with a colon', body: 'data:::a:b\n\n', messages: [['::a:b']] },
  {
    name: 'data without a colon',
    body: 'data\n\ndata\ndata\n\ndata:test\n\n',
    messages: [[''], ['\n'], ['test']],
  },
  { name: 'empty data', body: 'data:\n\n', messages: [['']] },
  {
    name: 'empty data after a name',
    body: 'event: complete\ndata:\n\n',
    messages: [['', 'complete']],
  },
  {
    name: 'field names that are not quite',
    body: 'data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n',
    messages: [['\0\n 2\n1\n3\n\n4']],
  },
  {
    name: 'fields that nobody knows',
    body: 'data:test\n data\ndata\nfoobar:xxx\njustsometext\n:acomment\ndata:test\n\n',
    messages: [['test\n\ntest']],
  },
  {
    name: 'one space less, and no tab less',
    body: 'data:\ttest\rdata: \ndata:test\n\n',
    messages: [['\ttest\n\ntest']],
  },
  {
    name: 'data lines, a comment between, and empty data',
    body: 'data:msg\ndata: msg\n\n:\ndata\n\ndata:end\n\n',
    messages: [['msg\nmsg'], [''], ['end']],
  },
  { name: 'a line without a field name', body: ':\n:: x\ndata: a\n\n', messages: [['a']] },
  {
    name: 'comments of all kinds',
    body: `data:1\r:\0\n:\r\ndata:2\n:${'x'.repeat(300)}\rdata:3\n:data:fail\r:${'y'.repeat(300)}\ndata:4\n\n`,
    messages: [['1\n2\n3\n4']],
  },
  {
    name: 'a named event',
    body: 'event: test\ndata: x\n\ndata: y\n\n',
    messages: [['x', 'test'], ['y']],
  },
  { name: 'an empty event name', body: 'event: a\nevent:\ndata: x\n\n', messages: [['x']] },
  {
    name: 'the last of two event names',
    body: 'event: a\nevent: b\ndata: x\n\n',
    messages: [['x', 'b']],
  },
  {
    name: 'a name after the data',
    body: 'data: x\nevent: late\nid: 1\n\n',
    messages: [['x', 'late', '1']],
  },
  { name: 'a name without data', body: 'event: ping\n\ndata: x\n\n', messages: [['x']] },
  {
    name: 'event names that objects and elements have',
    body: ['__proto__', 'constructor', 'toString', 'open', 'error', 'close', 'hasOwnProperty']
      .map((name) => `event: ${name}\ndata: {"__proto__": {"x": 1}}\n\n`)
      .join(''),
    messages: [
      '__proto__',
      'constructor',
      'toString',
      'open',
      'error',
      'close',
      'hasOwnProperty',
    ].map((name) => ['{"__proto__": {"x": 1}}', name] as const),
  },
  {
    name: 'ids that stick',
    body: 'id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n',
    messages: [
      ['a', 'message', '1'],
      ['b', 'message', '1'],
      ['c', 'message', '2'],
    ],
  },
  {
    name: 'an empty id, which resets',
    body: 'id: 1\ndata: a\n\nid\ndata: b\n\nid: 2\ndata: c\n\nid:\ndata: d\n\n',
    messages: [['a', 'message', '1'], ['b'], ['c', 'message', '2'], ['d']],
  },
  {
    name: 'ids with NUL, which are ignored',
    body: ['id: 1', 'id: \0\0', 'id: x\0', 'id: \0x', 'id: x\0x', 'id:  \0', 'id\0: 2']
      .map((line) => `${line}\ndata: a\n\n`)
      .join(''),
    messages: Array.from({ length: 7 }, () => ['a', 'message', '1'] as const),
  },
  {
    name: 'an id without data, which counts from then on',
    body: 'id: 7\n\ndata: a\n\n',
    messages: [['a', 'message', '7']],
  },
  {
    name: 'the last of two ids',
    body: 'id: 1\nid: 2\ndata: a\n\n',
    messages: [['a', 'message', '2']],
  },
  {
    name: 'ids beyond Latin-1',
    body: 'id: …\ndata: a\n\nid: 日本👍\ndata: b\n\n',
    messages: [
      ['a', 'message', '…'],
      ['b', 'message', '日本👍'],
    ],
  },
  {
    name: 'characters of two, three and four bytes',
    body: 'data: ok…é 日本語 👍🏽 𝒳\nevent: añ…\n\n',
    messages: [['ok…é 日本語 👍🏽 𝒳', 'añ…']],
  },
  {
    name: 'bytes that are not UTF-8',
    body: new Uint8Array([...new TextEncoder().encode('data: '), 0xff, 0xe2, 0x82, 0x0a, 0x0a]),
    messages: [['\uFFFD\uFFFD']],
  },
  { name: 'NUL in data', body: 'data: a\0b\n\n', messages: [['a\0b']] },
  {
    name: 'other line separators, which are text',
    body: 'data: a\u2028b\u0085c\vd\n\n',
    messages: [['a\u2028b\u0085c\vd']],
  },
  {
    name: 'retry of all kinds',
    body: 'retry: 3000\nretry: x\nretry: 10e2\nretry\nretry: -1\ndata: a\n\n',
    messages: [['a']],
  },
  { name: 'an unfinished block', body: 'data: a\n\nid: 9\ndata: never', messages: [['a']] },
  {
    name: 'an unfinished block with a whole line',
    body: 'data: a\n\ndata: never\n',
    messages: [['a']],
  },
  {
    name: 'JSON over many lines',
    body: 'data: {\ndata:   "a": [\ndata:     1\ndata:   ]\ndata: }\n\n',
    messages: [['{\n  "a": [\n    1\n  ]\n}']],
  },
];
