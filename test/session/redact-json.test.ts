import { expect } from 'chai';
import { JsonRedactor, redactJson, secretTest } from '../../src/session/redact-json.js';
import { seededRandom } from '../support/chunked-body.js';

const isSecret = secretTest(['password', 'token', 'api_key', 'secret']);

/** JSON texts, and what may be seen of them. */
const texts: readonly [title: string, text: string, shown: string][] = [
  ['a string', '{"token":"tok_1"}', '{"token":"[REDACTED]"}'],
  ['a number, with the space around it', '{"token" : 12.50 }', '{"token" : "[REDACTED]" }'],
  ['null and booleans', '{"secret":null,"a":true}', '{"secret":"[REDACTED]","a":true}'],
  ['an object', '{"secret":{"a":[1,"}"]},"b":1}', '{"secret":"[REDACTED]","b":1}'],
  ['a list', '{"tokens":["a",["b"]]}', '{"tokens":"[REDACTED]"}'],
  ['an empty value', '{"password":""}', '{"password":"[REDACTED]"}'],
  [
    'a member at any depth',
    '{"a":[{"b":{"X-Api-Key":"k","c":1}}]}',
    '{"a":[{"b":{"X-Api-Key":"[REDACTED]","c":1}}]}',
  ],
  ['any case, and words in words', '{"accessTOKENs":1}', '{"accessTOKENs":"[REDACTED]"}'],
  ['camel case', '{"apiKey":1,"api-key":2}', '{"apiKey":"[REDACTED]","api-key":"[REDACTED]"}'],
  ['keys with escapes', '{"\\u0074oken":"a"}', '{"\\u0074oken":"[REDACTED]"}'],
  ['doubled keys', '{"token":"a","token":"b"}', '{"token":"[REDACTED]","token":"[REDACTED]"}'],
  ['values with quotes and braces', '{"token":"a\\"},","b":1}', '{"token":"[REDACTED]","b":1}'],
  ['values that end in a backslash', '{"token":"a\\\\","b":1}', '{"token":"[REDACTED]","b":1}'],
  ['line breaks', '{\n  "token": "a"\n}', '{\n  "token": "[REDACTED]"\n}'],
  [
    'JSON inside a string',
    '{"body":"{\\"token\\":\\"a\\",\\"n\\":1.0}"}',
    '{"body":"{\\"token\\":\\"[REDACTED]\\",\\"n\\":1.0}"}',
  ],
  ['JSON as one string', '"{\\"token\\":1}"', '"{\\"token\\":\\"[REDACTED]\\"}"'],
  [
    'several texts in a row',
    '{"token":1}\n{"token":2}',
    '{"token":"[REDACTED]"}\n{"token":"[REDACTED]"}',
  ],
  ['a member in the middle of words', 'Call f({"token":"a"})!', 'Call f({"token":"[REDACTED]"})!'],
  ['what breaks off in a value', '{"a":1,"token":"tok_', '{"a":1,"token":"[REDACTED]"'],
  ['what breaks off in a nested text', '{"a":"{\\"token\\":\\"tok_', '{"a":'],
  [
    'what is almost JSON',
    "{'token': 'a', api_key: b}",
    '{\'token\': "[REDACTED]", api_key: "[REDACTED]"}',
  ],
  ['a key without a value', '{"token":}', '{"token":}'],
];

/** Texts of which nothing is secret: every character stays. */
const harmless: readonly string[] = [
  '',
  '{"a":1.10,"b":1e400,"c":"\\u00e9","a":-0}',
  '{"note":"the token is lost","list":["token","secret"]}',
  '["token",{"a":"{not JSON, token"}]',
  'The token is secret: "ask".',
  '{"a":"[link](https://token.example)","b":"  token"}',
  'it\'s [a "list", of: {tokens}',
  '}]token',
];

describe('redactJson', () => {
  for (const [title, text, shown] of texts) {
    it(`replaces ${title}`, () => {
      expect(redactJson(text, isSecret)).to.equal(shown);
    });
  }

  for (const text of harmless) {
    it(`changes no character of ${JSON.stringify(text)}`, () => {
      expect(redactJson(text, isSecret)).to.equal(text);
    });
  }

  it('takes words of the page in place of its own', () => {
    const isOurs = secretTest(['iban', '', 'pin_code']);
    expect(redactJson('{"token":1,"IBAN":"DE","PinCode":2}', isOurs)).to.equal(
      '{"token":1,"IBAN":"[REDACTED]","PinCode":"[REDACTED]"}',
    );
    expect(redactJson('{"token":1}', secretTest([]))).to.equal('{"token":1}');
  });
});

describe('JsonRedactor', () => {
  it('shows the same of a text in pieces as of the whole, however it is cut', () => {
    for (const [, text, shown] of texts) {
      for (let at = 0; at <= text.length; at += 1) {
        const redactor = new JsonRedactor(isSecret);
        const seen = redactor.push(text.slice(0, at)) + redactor.push(text.slice(at));
        expect(seen + redactor.end(), `${text} cut at ${at}`).to.equal(shown);
      }
    }
  });

  it('never takes back what it has shown, and shows nothing secret on the way', () => {
    const text = '{"a":1,"token":"tok_5f1c","b":{"password":["pw_1",{"c":"pw_2"}]},"d":"end"}';
    const redactor = new JsonRedactor(isSecret);
    let seen = '';
    for (const char of text) {
      seen += redactor.push(char);
      expect(seen).to.not.match(/tok_|pw_/);
    }
    expect(seen).to.equal('{"a":1,"token":"[REDACTED]","b":{"password":"[REDACTED]"},"d":"end"}');
  });

  it('shows text as it comes where nothing can be secret', () => {
    const redactor = new JsonRedactor(isSecret);
    expect(redactor.push('{"text":"Once upo')).to.equal('{"text":"Once upo');
    expect(redactor.push('n a time')).to.equal('n a time');
  });

  it('leaks no secret of random values in random pieces', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seededRandom(seed);
      const value = randomValue(random, 4);
      const text = JSON.stringify(value, null, random() < 0.5 ? 1 : 0);
      const redactor = new JsonRedactor(isSecret);
      let seen = '';
      for (let at = 0; at < text.length;) {
        const length = 1 + Math.floor(random() * 5);
        seen += redactor.push(text.slice(at, at + length));
        at += length;
      }
      expect(seen, `seed ${seed}`).to.equal(redactJson(text, isSecret));
      expect(JSON.parse(seen), `seed ${seed}`).to.deep.equal(withoutSecrets(value));
    }
  });

  it('takes time in proportion to the text, in however many pieces', () => {
    const piece = '{"token":"aaaa","b":[1,2,3]},';
    const redactor = new JsonRedactor(isSecret);
    redactor.push('[');
    let shown = 0;
    for (let count = 0; count < 20_000; count += 1) shown += redactor.push(piece).length;
    expect(shown).to.equal(20_000 * redactJson(piece, isSecret).length);
  }).timeout(2_000);
});

const keys = ['a', 'b', 'token', 'my_secret', 'é"\\', ''];
const leaves = ['x', 'tok{"', '', 1.5, null, true, '[1', '{"n": 2}', '{"secret":"s"}'];

function randomValue(random: () => number, depth: number): unknown {
  const pick = <T>(items: readonly T[]): T | undefined =>
    items[Math.floor(random() * items.length)];
  if (depth === 0 || random() < 0.3) return pick(leaves);
  const items = Array.from({ length: Math.floor(random() * 4) }, () =>
    randomValue(random, depth - 1),
  );
  return random() < 0.4 ? items : Object.fromEntries(items.map((item) => [pick(keys), item]));
}

function withoutSecrets(value: unknown): unknown {
  if (value === '{"secret":"s"}') return '{"secret":"[REDACTED]"}';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSecret(key) ? '[REDACTED]' : withoutSecrets(member),
    ]),
  );
}
