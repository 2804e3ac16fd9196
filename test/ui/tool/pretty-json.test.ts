import { expect } from '@open-wc/testing';
import { prettyJson } from '../../../src/ui/pretty-json.js';

describe('prettyJson', () => {
  it('lays out nested values with two spaces', () => {
    const { text } = prettyJson('{"a":[1,{"b":null}],"c":true}', Infinity);
    expect(text).to.equal(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": true\n}',
    );
  });

  it('keeps digits, order and doubled keys as they came', () => {
    const { text } = prettyJson('{"b":1.0,"b":12345678901234567890,"a":1e400}', Infinity);
    expect(text).to.equal('{\n  "b": 1.0,\n  "b": 12345678901234567890,\n  "a": 1e400\n}');
  });

  it('keeps empty objects and lists on one line', () => {
    const { text } = prettyJson('{"a":{},"b":[ ],"c":[[]]}', Infinity);
    expect(text).to.equal('{\n  "a": {},\n  "b": [],\n  "c": [\n    []\n  ]\n}');
  });

  it('leaves brackets, commas and escapes inside strings alone', () => {
    const { text } = prettyJson('{"a":"x,{\\"y\\":[1]}"}', Infinity);
    expect(text).to.equal('{\n  "a": "x,{\\"y\\":[1]}"\n}');
  });

  it('cuts strings that are too long and says so', () => {
    const { text, isCut } = prettyJson(`["${'x'.repeat(50)}"]`, 10);
    expect(text).to.equal(`[\n  "${'x'.repeat(9)}… [truncated]"\n]`);
    expect(isCut).to.equal(true);
  });

  it('cuts no character in two', () => {
    expect(prettyJson(`["${'😀'.repeat(9)}"]`, 10).text).to.equal(
      '[\n  "😀😀😀😀… [truncated]"\n]',
    );
  });

  it('gives back text that is not JSON as it is', () => {
    expect(prettyJson(' two  words ', Infinity).text).to.equal('two  words');
  });

  it('shows arguments that are not complete yet', () => {
    expect(prettyJson('{"a":"hal', Infinity).text).to.equal('{\n  "a": "hal');
  });

  it('cuts an object of too many members, unless all of it is wanted', () => {
    const wide = JSON.stringify(
      Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [at, 1])),
    );
    const { text, isCut } = prettyJson(wide, 5_000);
    expect([isCut, text.length < 66_000]).to.deep.equal([true, true]);
    expect(text).to.match(/… \[truncated\]$/);
    expect(prettyJson(wide, Infinity)).to.have.property('isCut', false);
  });

  it('indents no more than 64 levels, however many are open', () => {
    const { text } = prettyJson('['.repeat(10_000), Infinity);
    expect(text.length).to.be.below(10_000 * 130);
  });
});
