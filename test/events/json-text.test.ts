import { expect } from 'chai';
import {
  elementTexts,
  memberText,
  parseJson,
  quote,
  scanJson,
} from '../../src/events/json-text.js';

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('memberText', () => {
  it('gives the digits as they came', () => {
    const json = '{"a": 1.0, "b": 12345678901234567890, "c": [1.10, -0, 1E+2]}';
    expect(memberText(json, 'a')).to.equal('1.0');
    expect(memberText(json, 'b')).to.equal('12345678901234567890');
    expect(memberText(json, 'c')).to.equal('[1.10, -0, 1E+2]');
  });

  it('keeps the order of keys, doubled keys and white space inside a member', () => {
    const inner = '{ "2": 1,\n  "1": 2, "2": 3 }';
    expect(memberText(`{"x": ${inner} , "y": 1}`, 'x')).to.equal(inner);
  });

  it('takes the last of doubled members, as JSON.parse does', () => {
    expect(memberText('{"a": 1, "b": 0, "a": {"a": 2}}', 'a')).to.equal('{"a": 2}');
  });

  it('finds a member whose key is written with escapes', () => {
    expect(memberText(String.raw`{"\u0061\"b": true}`, 'a"b')).to.equal('true');
  });

  it('is not misled by brackets, quotes and backslashes in strings', () => {
    const value = String.raw`"}]{[\\\"a\": 1, \\"`;
    expect(memberText(`{"a": ${value}, "b": 2}`, 'a')).to.equal(value);
    expect(memberText(`{"a": ${value}, "b": 2}`, 'b')).to.equal('2');
  });

  it('does not take a member of an inner object, nor a string for a key', () => {
    expect(memberText('{"a": {"b": 1}, "c": "b"}', 'b')).to.equal(undefined);
    expect(memberText('[{"b": 1}, "b"]', 'b')).to.equal(undefined);
  });

  it('finds a member named __proto__ as any other', () => {
    expect(memberText('{"__proto__": {"x": 1.0}}', '__proto__')).to.equal('{"x": 1.0}');
  });

  it('says undefined for what is not JSON, not an object or too deep', () => {
    for (const json of ['', '{"a": 1', '{"a": 01}', '12', '"a"', 'null', `{"a": ${deep(64)}}`]) {
      expect(memberText(json, 'a'), json).to.equal(undefined);
    }
  });
});

describe('elementTexts', () => {
  it('gives the source of every element', () => {
    const json = ' [1.0, "a,]", {"b": [2]}, [], null , {} ]';
    expect(elementTexts(json)).to.deep.equal(['1.0', '"a,]"', '{"b": [2]}', '[]', 'null', '{}']);
  });

  it('gives nothing for an empty list and undefined for what is no list', () => {
    expect(elementTexts('[]')).to.deep.equal([]);
    for (const json of ['{"a": 1}', '"[1]"', '[1', '']) {
      expect(elementTexts(json), json).to.equal(undefined);
    }
  });
});

describe('scanJson', () => {
  it('tells kind, depth, own key and source of every token, in order', () => {
    const tokens = scanJson('{"a": [1.0, {"b": null}], "c": "x"}') ?? [];
    const told = tokens.map(({ kind, text, depth, key }) => `${depth} ${key} ${kind} ${text}`);
    expect(told).to.deep.equal([
      '0 undefined open {',
      '1 a key "a"',
      '1 a open [',
      '2 0 number 1.0',
      '2 1 open {',
      '3 b key "b"',
      '3 b literal null',
      '2 1 close }',
      '1 a close ]',
      '1 c key "c"',
      '1 c string "x"',
      '0 undefined close }',
    ]);
  });

  it('gives offsets from which the text can be put together again', () => {
    const json = ' { "a" : [ 1 , "é\\n" ] , "a" : -1e5 } ';
    const tokens = scanJson(json) ?? [];
    let at = 0;
    let text = '';
    for (const { start, end, text: own } of tokens) {
      text += json.slice(at, start) + own;
      at = end;
    }
    expect(text + json.slice(at)).to.equal(json);
  });

  it('shows every one of doubled keys', () => {
    const keys = (scanJson('{"a": 1, "a": 2}') ?? []).filter(({ kind }) => kind === 'key');
    expect(keys.map(({ key }) => key)).to.deep.equal(['a', 'a']);
  });

  it('says undefined for what is not JSON or too deep', () => {
    expect(scanJson('{"a": }')).to.equal(undefined);
    expect(scanJson(deep(65))).to.equal(undefined);
    expect(scanJson(deep(3), { maxDepth: 2 })).to.equal(undefined);
    expect(scanJson(deep(64))).to.have.length(128);
  });
});

describe('parseJson', () => {
  it('reads JSON of up to 64 levels', () => {
    expect(parseJson(deep(64)).ok).to.equal(true);
    expect(parseJson(' {"a": [1]} ')).to.deep.equal({ ok: true, value: { a: [1] } });
  });

  it('refuses deeper JSON, whatever its size, without overflowing the stack', () => {
    const expected = { ok: false, expected: 'JSON of at most 64 levels', found: 'more levels' };
    expect(parseJson(deep(65))).to.deep.equal(expected);
    expect(parseJson('[{"a":'.repeat(200_000))).to.deep.equal(expected);
  });

  it('does not count brackets inside strings', () => {
    expect(parseJson(JSON.stringify('['.repeat(1000))).ok).to.equal(true);
  });

  it('says what it expected and how the text begins when it is not JSON', () => {
    const result = parseJson('this line is not JSON');
    expect(result).to.deep.equal({
      ok: false,
      expected: 'JSON',
      found: '"this line is not JSON"',
    });
  });

  it('makes a member named __proto__ harmless', () => {
    const result = parseJson('{"__proto__": {"polluted": 1}}');
    const value = result.ok ? (result.value as object) : {};
    expect(Object.hasOwn(value, '__proto__')).to.equal(true);
    expect('polluted' in value).to.equal(false);
  });
});

describe('quote', () => {
  it('shows short texts whole, long ones by their beginning, and none as nothing', () => {
    expect(quote('short')).to.equal('"short"');
    expect(quote('x'.repeat(61))).to.equal(`"${'x'.repeat(60)}…"`);
    expect(quote('')).to.equal('nothing');
  });

  it('does not cut a character in half', () => {
    expect(quote(`${'x'.repeat(59)}🌤🌤`)).to.equal(`"${'x'.repeat(59)}…"`);
  });
});
