// What the dialog is made of and what needs no page.
import { expect } from 'chai';
import { answerOf } from '../../../src/ui/checkpoint/form-answer.js';
import { isFramedByOthers } from '../../../src/ui/checkpoint/framed.js';
import { jsonDiff } from '../../../src/ui/checkpoint/json-diff.js';
import { fieldsOf } from '../../../src/ui/checkpoint/schema-fields.js';
import { halfTime, timeLeft } from '../../../src/ui/checkpoint/time-left.js';
import type { Checkpoint } from '../../../src/session/index.js';

describe('jsonDiff', () => {
  const pairs: readonly [before: string, after: string, changes: readonly string[]][] = [
    ['{"a":1.0,"b":[1]}', '{ "b":[1], "a":1.0 }', []],
    ['{"a":1.0}', '{"a":1.00}', ['a: 1.0 → 1.00']],
    [
      '{"to":[{"n":"x"}]}',
      '{"to":[{"n":"y"},{"n":"z"}]}',
      ['to[0].n: "x" → "y"', 'to[1].n:  → "z"'],
    ],
    ['{"a":1,"a":2}', '{"a":1}', ['a (2): 2 → ']],
    ['{"a":[]}', '{"a":[0]}', ['a: [] → ', 'a[0]:  → 0']],
    ['1', '2', [': 1 → 2']],
  ];
  for (const [before, after, changes] of pairs) {
    it(`finds ${changes.length === 0 ? 'nothing' : changes.join(', ')} between ${before} and ${after}`, () => {
      const found = jsonDiff(before, after)?.map(
        (change) => `${change.path}: ${change.before ?? ''} → ${change.after ?? ''}`,
      );
      expect(found).to.deep.equal(changes);
    });
  }

  it('compares nothing with what is no JSON', () => {
    expect(jsonDiff('{"a":1}', '{"a":')).to.equal(undefined);
  });
});

describe('fieldsOf', () => {
  const object = (properties: object): object => ({ type: 'object', properties });

  it('makes a field of each text, number, choice and list of choices', () => {
    const fields = fieldsOf(
      object({
        name: { type: 'string', title: 'Name', default: 'A' },
        count: { type: 'integer' },
        sure: { type: 'boolean' },
        size: { enum: ['s', 1] },
        days: { type: 'array', items: { anyOf: [{ const: 1, title: 'Monday' }] } },
        at: object({ street: { type: 'string' } }),
      }),
    );
    expect(fields?.map(({ kind, label }) => `${kind} ${label}`)).to.deep.equal([
      ...['text Name', 'integer count', 'boolean sure', 'choice size', 'choices days'],
      'text at / street',
    ]);
  });

  const others = {
    'a list': { type: 'array' },
    'a list of anything': object({ a: { type: 'array', items: { type: 'string' } } }),
    'objects in objects in objects': object({ a: object({ b: object({}) }) }),
    'several types': object({ a: { type: ['string', 'null'] } }),
    'a reference': object({ a: { $ref: '#/x' } }),
  };
  for (const [what, schema] of Object.entries(others)) {
    it(`makes no form of ${what}`, () => {
      expect(fieldsOf(schema)).to.equal(undefined);
    });
  }
});

describe('answerOf', () => {
  const fields =
    fieldsOf({
      type: 'object',
      required: ['n'],
      properties: {
        n: { type: 'number', minimum: 0, maximum: 10 },
        __proto__x: { type: 'string', maxLength: 3 },
        b: { type: 'boolean' },
      },
    }) ?? [];

  it('keeps the digits as they were written, and leaves out what is empty', () => {
    expect(answerOf(fields, [['1.50'], [''], ['']])).to.deep.equal({
      json: '{"n":1.50,"b":false}',
    });
  });

  const wrong: readonly [string, string][] = [
    ['', 'This is needed.'],
    ['0x1', 'Write a number, such as 12.5.'],
    ['01', 'Write a number, such as 12.5.'],
    ['-1', 'Write a number from 0 on.'],
    ['11', 'Write a number up to 10.'],
  ];
  for (const [value, error] of wrong) {
    it(`says "${error}" to ${JSON.stringify(value)}`, () => {
      expect(answerOf(fields, [[value], [''], ['']])).to.deep.equal({
        errors: new Map([[0, error]]),
      });
    });
  }

  it('counts characters as people do', () => {
    expect(answerOf(fields, [['1'], ['👩👩👩'], ['true']])).to.have.property('json');
    expect(answerOf(fields, [['1'], ['abcd'], ['']])).to.have.property('errors');
  });
});

describe('The time to answer', () => {
  const asked = { openedAt: 0, expires: 120_000 } as Checkpoint;

  it('is told by the second, and its half once, in the same words', () => {
    expect(timeLeft(asked, 1_000)).to.equal('1 min 59 s');
    expect(halfTime(asked, 59_999)).to.equal('');
    expect(halfTime(asked, 60_000)).to.equal(
      'Half of the time to answer is over. 1 min 00 s are left.',
    );
    expect(halfTime(asked, 61_000)).to.equal(halfTime(asked, 60_000));
  });

  it('does not press where the server sets none', () => {
    expect(timeLeft({ openedAt: 0 } as Checkpoint)).to.equal(undefined);
    expect(halfTime({ openedAt: 0 } as Checkpoint)).to.equal('');
  });
});

describe('isFramedByOthers', () => {
  const page = (parent?: Window): Window => {
    const self = { location: { href: 'https://page.example/' } } as { parent?: Window };
    self.parent = parent ?? (self as Window);
    return self as Window;
  };
  const stranger = {
    get location(): Location {
      throw new DOMException('Blocked a frame with another origin', 'SecurityError');
    },
  } as Window;

  it('is true below a page of another origin, however far up it is', () => {
    expect(isFramedByOthers(page(stranger))).to.equal(true);
    expect(isFramedByOthers(page(page(stranger)))).to.equal(true);
  });

  it('is false in a page of its own, and in frames of the same origin', () => {
    expect(isFramedByOthers(page())).to.equal(false);
    expect(isFramedByOthers(page(page()))).to.equal(false);
  });
});
