import { expect } from 'chai';
import { applyPatch } from '../../src/session/json-patch.js';
import { initialState, type SessionState } from '../../src/session/index.js';
import { loadCorpus } from '../support/corpus.js';
import { latestRun, reduceAll } from '../support/stream-events.js';

/** After the test suite that goes with RFC 6902. */
const cases: readonly [title: string, document: unknown, patch: unknown, result: unknown][] = [
  ['adds a member', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
  [
    'replaces a member by adding it',
    { a: 1 },
    [{ op: 'add', path: '/a', value: null }],
    { a: null },
  ],
  ['adds an item in its place', [1, 3], [{ op: 'add', path: '/1', value: 2 }], [1, 2, 3]],
  ['adds an item at the end', [1], [{ op: 'add', path: '/-', value: [2] }], [1, [2]]],
  ['adds an item behind the last', [1], [{ op: 'add', path: '/1', value: 2 }], [1, 2]],
  ['replaces the whole', { a: 1 }, [{ op: 'replace', path: '', value: [] }], []],
  ['begins with nothing', undefined, [{ op: 'add', path: '', value: { a: 1 } }], { a: 1 }],
  ['removes a member', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
  ['removes an item', [1, 2, 3], [{ op: 'remove', path: '/1' }], [1, 3]],
  [
    'replaces deep inside',
    { a: [{ b: 1 }] },
    [{ op: 'replace', path: '/a/0/b', value: 2 }],
    { a: [{ b: 2 }] },
  ],
  [
    'moves',
    { a: { b: 1 }, c: {} },
    [{ op: 'move', from: '/a/b', path: '/c/d' }],
    { a: {}, c: { d: 1 } },
  ],
  ['moves an item', [1, 2, 3], [{ op: 'move', from: '/0', path: '/2' }], [2, 3, 1]],
  ['moves to where it is', { a: 1 }, [{ op: 'move', from: '/a', path: '/a' }], { a: 1 }],
  ['copies', { a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
  [
    'reads ~1 as / and ~0 as ~',
    { 'a/b': 1, '~1': 2 },
    [
      { op: 'remove', path: '/a~1b' },
      { op: 'replace', path: '/~01', value: 3 },
    ],
    { '~1': 3 },
  ],
  ['takes an empty key', { '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
  [
    'tests values, whatever the order of members',
    { a: { x: 1, y: [null] } },
    [{ op: 'test', path: '/a', value: { y: [null], x: 1 } }],
    { a: { x: 1, y: [null] } },
  ],
  [
    'ignores members that it does not know',
    { a: 1 },
    [{ op: 'remove', path: '/a', note: 'x' }],
    {},
  ],
  ['does nothing without operations', { a: 1 }, [], { a: 1 }],
];

const refused: readonly [title: string, patch: unknown, error: string][] = [
  ['what is no list', { op: 'add' }, 'Expected a list of operations, got object'],
  ['an operation that is none', [7], 'Operation 0: not an object'],
  [
    'an unknown operation',
    [{ op: 'spam', path: '/a' }],
    'Operation 0: unknown operation "\\"spam\\""'.replaceAll('\\"', '"'),
  ],
  [
    'a path without a slash',
    [{ op: 'add', path: 'a', value: 1 }],
    'Operation 0: expected a JSON pointer, got ""a""',
  ],
  [
    'a missing path',
    [{ op: 'add', value: 1 }],
    'Operation 0: expected a JSON pointer, got nothing',
  ],
  ['a missing value', [{ op: 'replace', path: '/a' }], 'Operation 0: no value'],
  [
    'an escape that is none',
    [{ op: 'remove', path: '/~2' }],
    'Operation 0: "~" without 0 or 1 in "/~2"',
  ],
  ['a member that is not there', [{ op: 'remove', path: '/x' }], 'Operation 0: nothing at "x"'],
  [
    'a parent that is not there',
    [{ op: 'add', path: '/x/y', value: 1 }],
    'Operation 0: nothing at "x"',
  ],
  ['a member of a number', [{ op: 'add', path: '/a/b', value: 1 }], 'Operation 0: nothing at "b"'],
  [
    'a place behind the end',
    [{ op: 'add', path: '/list/3', value: 1 }],
    'Operation 0: no place "3" in a list of 2',
  ],
  [
    'a place that is not written as one',
    [{ op: 'add', path: '/list/01', value: 1 }],
    'Operation 0: no place "01" in a list of 2',
  ],
  [
    'removing behind the end',
    [{ op: 'remove', path: '/list/-' }],
    'Operation 0: no place "-" in a list of 2',
  ],
  [
    'a move into itself',
    [{ op: 'move', from: '/list', path: '/list/0' }],
    'Operation 0: a value cannot be moved into itself',
  ],
  [
    'a test that fails',
    [{ op: 'test', path: '/a', value: '1' }],
    'Operation 0: the tested value differs',
  ],
  [
    'an own name of objects',
    [{ op: 'add', path: '/constructor', value: 1 }],
    'Operation 0: "constructor" is not allowed in a path',
  ],
  [
    'more than it can do',
    Array.from({ length: 10_001 }, () => ({})),
    'Expected at most 10000 operations, got 10001',
  ],
];

describe('applyPatch', () => {
  for (const [title, document, patch, result] of cases) {
    it(title, () => {
      const before = JSON.stringify(document);
      expect(applyPatch(document, patch)).to.deep.equal({ ok: true, value: result });
      expect(JSON.stringify(document)).to.equal(before);
    });
  }

  for (const [title, patch, error] of refused) {
    it(`refuses ${title}`, () => {
      expect(applyPatch({ a: 1, list: [1, 2] }, patch)).to.deep.equal({ ok: false, error });
    });
  }

  it('does all or nothing', () => {
    const document = { a: 1 };
    const patch = [
      { op: 'add', path: '/b', value: 2 },
      { op: 'remove', path: '/x' },
    ];
    expect(applyPatch(document, patch)).to.include({ ok: false });
    expect(document).to.deep.equal({ a: 1 });
  });

  it('shares what it does not touch', () => {
    const document = { kept: { a: 1 }, list: [{ b: 1 }, { c: 1 }] };
    const patched = applyPatch(document, [{ op: 'replace', path: '/list/1/c', value: 2 }]);
    const value = (patched as { value: typeof document }).value;
    expect([value.kept === document.kept, value.list[0] === document.list[0]]).to.deep.equal([
      true,
      true,
    ]);
  });
});

describe('Shared state', () => {
  function shared(
    ...changes: readonly [mode: 'set' | 'patch' | 'merge', value: unknown][]
  ): SessionState {
    return reduceAll(changes.map(([mode, value]) => ({ type: 'state', mode, value })));
  }

  it('is set, patched and merged, by key', () => {
    expect(shared(['set', { a: 1 }], ['merge', { b: 2 }]).shared.get('')).to.deep.equal({
      a: 1,
      b: 2,
    });
    expect(shared(['set', [1]], ['merge', { b: 2 }]).shared.get('')).to.deep.equal({ b: 2 });
    const patch = [{ op: 'replace', path: '/a', value: 3 }];
    expect(shared(['set', { a: 1 }], ['patch', patch]).shared.get('')).to.deep.equal({ a: 3 });
    const keyed = reduceAll([{ type: 'state', mode: 'set', value: 1, key: 'k' }]);
    expect([...keyed.shared]).to.deep.equal([['k', 1]]);
  });

  it('stays as it is when a patch is refused, and that is reported', () => {
    const state = shared(['set', { a: 1 }], ['patch', [{ op: 'remove', path: '/b' }]]);
    expect(state.shared.get('')).to.deep.equal({ a: 1 });
    expect(latestRun(state).troubles[0]).to.include({
      ...{ code: 'patch', sort: 'parse', fatal: false },
      text: 'The state change could not be applied. Operation 0: nothing at "b"',
    });
    expect(initialState.shared.size).to.equal(0);
  });
});

describe('Hostile changes of shared state', () => {
  it('reach no prototype, and are applied whole or reported', async () => {
    const { cases: hostile } = await loadCorpus('prototype-pollution');
    expect(hostile).to.have.length(28);
    for (const { id, kind, input } of hostile) {
      const isPatch = kind === 'json-patch';
      const value: unknown = isPatch
        ? input
        : kind.startsWith('merge')
          ? JSON.parse(input as string)
          : input;
      const document = { a: {}, list: [1], messages: [{}] };
      const state = reduceAll([
        { type: 'state', mode: 'set', value: document },
        ...(kind.startsWith('used')
          ? ([
              { type: 'state', mode: 'set', value: 1, key: String(value) },
              { type: 'tool.start', toolId: String(value), name: String(value), runBy: 'agent' },
              { type: 'text.delta', textId: String(value), mode: 'append', text: 'x' },
              { type: 'step.start', stepId: String(value), sort: 'step' },
              { type: 'progress', progressId: String(value) },
              { type: 'custom', name: String(value), data: value, known: false },
            ] as const)
          : ([{ type: 'state', mode: isPatch ? 'patch' : 'merge', value }] as const)),
      ]);
      expect(
        [{}, [], () => 0].map((clean) => 'polluted' in clean),
        id,
      ).to.deep.equal([false, false, false]);
      expect(Object.keys(Object.prototype), id).to.deep.equal([]);
      const isReported = state.run?.troubles.length === 1;
      if (isReported) expect(state.shared.get(''), id).to.equal(document);
      expect(Object.getPrototypeOf(state.shared.get('')), id).to.equal(Object.prototype);
    }
  });
});
