import { expect } from 'chai';
import {
  createMessageDecoder,
  defaultLimits,
  type MessageDecoderOptions,
  type SseMessage,
} from '../../src/connection/index.js';
import { everySplit, inPieces, randomPieces, toBytes } from '../support/chunked-body.js';
import { countCharacters } from '../support/counted-work.js';
import { eventStreamBodies } from '../support/event-stream-bodies.js';

function decodeAll(
  chunks: readonly Uint8Array[],
  options: MessageDecoderOptions = {},
): readonly SseMessage[] {
  const decoder = createMessageDecoder(options);
  const messages = chunks.flatMap((chunk) => decoder.decode(chunk));
  return [...messages, ...decoder.end()];
}

const decodeText = (text: string, options: MessageDecoderOptions = {}): readonly SseMessage[] =>
  decodeAll([toBytes(text)], options);

describe('createMessageDecoder', () => {
  describe('gives the messages of the standard, however the body is cut', () => {
    for (const { name, body, messages } of eventStreamBodies) {
      it(`reads ${name}`, () => {
        const bytes = toBytes(body);
        const expected = messages.map(([data, event = 'message', id = '']) => ({
          id,
          event,
          data,
        }));
        const strict = { leftover: 'none' } as const;
        expect(decodeAll([bytes], strict), 'whole').to.deep.equal(expected);
        expect(decodeAll(inPieces(bytes, 1), strict), 'byte by byte').to.deep.equal(expected);
        for (const chunks of everySplit(bytes)) {
          expect(decodeAll(chunks, strict), `at ${chunks[0]?.byteLength}`).to.deep.equal(expected);
        }
        for (let seed = 1; seed <= 20; seed += 1) {
          expect(decodeAll(randomPieces(bytes, seed), strict), `seed ${seed}`).to.deep.equal(
            expected,
          );
        }
      });
    }
  });

  it('known bug 5: takes empty chunks for nothing, also before and inside a byte order mark', () => {
    const bytes = toBytes('\uFEFFdata: a\n\n');
    const chunks = inPieces(bytes, 1).flatMap((piece) => [
      new Uint8Array(),
      piece,
      new Uint8Array(),
    ]);
    expect(decodeAll(chunks)).to.deep.equal([{ id: '', event: 'message', data: 'a' }]);
  });

  it('known bug 3: does not take the end of a split CRLF for a blank line', () => {
    const decoder = createMessageDecoder();
    expect(decoder.decode(toBytes('data: A\r\ndata: B\r'))).to.deep.equal([]);
    expect(decoder.decode(toBytes('\n'))).to.deep.equal([]);
    expect(decoder.decode(toBytes('\r'))).to.deep.equal([
      { id: '', event: 'message', data: 'A\nB' },
    ]);
  });

  describe('keeps the id to go on from', () => {
    it('starts from the id that was in force and gives it to messages without one', () => {
      const decoder = createMessageDecoder({ lastEventId: '41' });
      expect(decoder.decode(toBytes('data: a\n\n'))[0]?.id).to.equal('41');
      expect(decoder.lastEventId).to.equal('41');
    });

    it('known bug 11: takes over an id at the blank line, also without data, and not before', () => {
      const decoder = createMessageDecoder();
      decoder.decode(toBytes('id: 5\n'));
      expect(decoder.lastEventId).to.equal('');
      decoder.decode(toBytes('\n'));
      expect(decoder.lastEventId).to.equal('5');
    });

    it('known bug 15: does not keep the id of a block that was cut', () => {
      const decoder = createMessageDecoder();
      decoder.decode(toBytes('id: 5\ndata: a\n\nid: 6\ndata: {}\n'));
      expect(decoder.end()).to.have.length(1);
      expect(decoder.lastEventId).to.equal('5');
    });

    it('known bug 13: resets at an empty id', () => {
      const decoder = createMessageDecoder({ lastEventId: '5' });
      decoder.decode(toBytes('id:\n\n'));
      expect(decoder.lastEventId).to.equal('');
    });
  });

  describe('keeps the retry time between half a second and 30 seconds', () => {
    const cases: readonly (readonly [value: string, retryTime: number | undefined])[] = [
      ['2000', 2_000],
      ['0', 500],
      ['499', 500],
      ['000000900', 900],
      ['30001', 30_000],
      ['2147483648', 30_000],
      ['9'.repeat(400), 30_000],
      ['-1', undefined],
      ['1e3', undefined],
      ['1.5', undefined],
      ['0x10', undefined],
      ['٣', undefined],
      ['', undefined],
      ['20 ', undefined],
    ];
    for (const [value, retryTime] of cases) {
      it(`reads "${value.slice(0, 12)}" as ${retryTime}`, () => {
        const decoder = createMessageDecoder();
        decoder.decode(toBytes(`retry: ${value}\n\n`));
        expect(decoder.retryTime).to.equal(retryTime);
      });
    }
  });

  it('tells comments in order, without the colon and one space', () => {
    const comments: string[] = [];
    decodeText(': connected\n\n:ping\n:  two\n:\n', { onComment: (text) => comments.push(text) });
    expect(comments).to.deep.equal(['connected', 'ping', ' two', '']);
  });

  describe('recovers the block that the stream ended in', () => {
    const whole = [
      'data: {"a": 1}',
      'data: {"a": 1}\n',
      'data: {"a": 1}\r',
      'data: {"a": 1}\r\n',
      'data: {"a":\ndata: 1}',
      'data: [1, 2]',
      'data: "text"\n',
      'data: [DONE]',
      'data:[DONE]\n',
      'event: x\nid: 7\ndata: {"a": 1}\n: comment',
      'data: {"a": 1}\nretry: 3',
    ];
    for (const text of whole) {
      it(`delivers ${JSON.stringify(text)}, marked`, () => {
        const expected = decodeText(`${text.replace(/(\n: comment|\nretry: 3)$/, '')}\n\n`).map(
          ({ data, event }) => ({ id: 'before', event, data, recovered: true }),
        );
        expect(expected).to.have.length(1);
        for (const chunks of everySplit(toBytes(text))) {
          expect(decodeAll(chunks, { lastEventId: 'before' })).to.deep.equal(expected);
        }
      });
    }

    const torn = [
      'data: {"a": 1',
      'data: hello',
      'data: 12',
      'data: true',
      'data: [DON',
      'data:',
      'data',
      'event: done',
      'data: {"a": 1}\nevent: mess',
      'data: {"a": 1}\nevent',
      'data: {"a": 1}\ndat',
      'data: {"a": 1}\ndata: x',
      'data: {"a": "\uFFFF',
    ];
    for (const text of torn) {
      it(`drops ${JSON.stringify(text)}`, () => {
        for (const chunks of everySplit(toBytes(text))) {
          expect(decodeAll(chunks)).to.deep.equal([]);
        }
      });
    }

    it('drops it when the body ends inside a character', () => {
      const bytes = toBytes('data: {"a": "é').subarray(0, -1);
      expect(decodeAll([bytes])).to.deep.equal([]);
    });

    it('delivers nothing in strict mode', () => {
      expect(decodeText('data: {"a": 1}\n', { leftover: 'none' })).to.deep.equal([]);
    });

    it('leaves it to the server to send it again where ids are in use', () => {
      const options = { leftover: 'without-id' } as const;
      expect(decodeText('data: {}', options)).to.have.length(1);
      expect(decodeText('id: 1\ndata: {}', options)).to.have.length(0);
      expect(decodeText('data: {}\nid: 1', options)).to.have.length(0);
      expect(decodeText('data: {}', { ...options, lastEventId: '1' })).to.have.length(0);
    });
  });

  describe('keeps its limits', () => {
    const limits = { ...defaultLimits, messageLength: 100, nameLength: 20, idLength: 20 };

    /** What came before the limit, and whether the limit was noticed. */
    function decodeLimited(chunks: readonly Uint8Array[]): {
      data: string[];
      kind: string | undefined;
    } {
      const decoder = createMessageDecoder({ limits });
      const messages = chunks.flatMap((chunk) => decoder.decode(chunk));
      return {
        data: [...messages, ...decoder.end()].map((message) => message.data),
        kind: decoder.error?.kind,
      };
    }

    it('delivers a message of exactly the limit', () => {
      const bytes = toBytes(`data: ${'x'.repeat(100)}\n\n`);
      for (const chunks of everySplit(bytes)) {
        expect(decodeLimited(chunks)).to.deep.equal({ data: ['x'.repeat(100)], kind: undefined });
      }
    });

    const tooMuch: Readonly<Record<string, string>> = {
      'a line of one character more': `data: ${'x'.repeat(101)}`,
      'many short lines': 'data: xxxxxxxxx\n'.repeat(12),
      'many empty lines': 'data\n'.repeat(102),
      'an event name': `event: ${'x'.repeat(21)}\ndata: a`,
      'an event name of few characters but many bytes': `event: ${'日'.repeat(7)}\ndata: a`,
      'an id': `id: ${'x'.repeat(21)}\ndata: a`,
      'an id of few characters but many bytes': `id: ${'日'.repeat(7)}\ndata: a`,
    };
    for (const [name, block] of Object.entries(tooMuch)) {
      it(`known bug 10: delivers nothing of ${name}, and nothing after it`, () => {
        const bytes = toBytes(`data: before\n\n${block}\n\ndata: after\n\n`);
        const expected = { data: ['before'], kind: 'limit' };
        for (const chunks of everySplit(bytes))
          expect(decodeLimited(chunks)).to.deep.equal(expected);
        expect(decodeLimited(inPieces(bytes, 1))).to.deep.equal(expected);
      });
    }

    it('states the limit in the error', () => {
      const decoder = createMessageDecoder({ limits });
      decoder.decode(toBytes(`data: ${'x'.repeat(200)}`));
      expect(decoder.error?.message).to.equal(
        'Expected a message of at most 100 characters, got more',
      );
    });

    it('known bug 9: stops an endless line at the default limit', () => {
      const decoder = createMessageDecoder();
      const block = toBytes('x'.repeat(65_536));
      decoder.decode(toBytes('data: '));
      let blocks = 0;
      while (!decoder.error && blocks < 100) {
        decoder.decode(block);
        blocks += 1;
      }
      expect(blocks).to.equal(17);
    });

    it('skips an endless comment that nobody listens to', () => {
      const decoder = createMessageDecoder();
      decoder.decode(toBytes(':'));
      for (let block = 0; block < 40; block += 1) decoder.decode(toBytes('x'.repeat(65_536)));
      expect(decoder.decode(toBytes('\ndata: a\n\n')).map(({ data }) => data)).to.deep.equal(['a']);
    });
  });

  it('known bug 8: works in proportion to a big message in small pieces', () => {
    const limits = { ...defaultLimits, messageLength: 2 ** 24 };
    const workFor = (megabytes: number): number => {
      const pieces = inPieces(toBytes(`data: ${'x'.repeat(megabytes * 2 ** 20)}\n\n`), 1_460);
      let messages: readonly SseMessage[] = [];
      const work = countCharacters(() => (messages = decodeAll(pieces, { limits })));
      expect(messages).to.have.length(1);
      return work;
    };
    const [two, four, eight] = [workFor(2), workFor(4), workFor(8)];
    expect(four / two).to.be.within(1.9, 2.1);
    expect(eight / four).to.be.within(1.9, 2.1);
    expect(eight / 2 ** 23).to.be.below(7);
  });
});
