import { expect } from 'chai';
import { createMessageDecoder } from '../../src/connection/index.js';
import { clampRetryTime } from '../../src/connection/retry-policy.js';
import { inPieces, randomPieces, seededRandom, toBytes } from '../support/chunked-body.js';
import { eventStreamBodies } from '../support/event-stream-bodies.js';
import { readByTheStandard, type StandardReading } from '../support/standard-decoder.js';

function read(chunks: readonly Uint8Array[], lastEventId: string): StandardReading {
  const decoder = createMessageDecoder({ leftover: 'none', lastEventId });
  const messages = chunks.flatMap((chunk) => decoder.decode(chunk));
  messages.push(...decoder.end());
  return { messages, lastEventId: decoder.lastEventId, retry: decoder.retryTime };
}

function expected(bytes: Uint8Array, lastEventId: string): StandardReading {
  const reading = readByTheStandard(bytes, lastEventId);
  return {
    ...reading,
    retry: reading.retry === undefined ? undefined : clampRetryTime(reading.retry),
  };
}

/** What a body can be made of, so that most bodies have something in them and nothing is sure. */
const shards = [
  ...[
    'data',
    'data:',
    'data: ',
    'event:',
    'event: a',
    'id:',
    'id: 1',
    'id',
    'retry: 2000',
    'retry:',
  ],
  ...[
    '\n',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    '\r\n\r\n',
    '\r\r',
    ':',
    ' ',
    '  ',
    '\t',
    '\0',
    'x',
    '{"a":1}',
  ],
  ...[
    '\uFEFF',
    'ï»¿',
    'ï',
    'é',
    '日本',
    '👍',
    '\u2028',
    '\uFFFF',
    'Data: b',
    'datum',
    'dat',
    '٣',
    '0',
  ],
].map(toBytes);

function randomBody(random: () => number): Uint8Array {
  const parts: number[] = [];
  for (let left = Math.floor(random() * 25); left >= 0; left -= 1) {
    // Now and then a byte that belongs to nothing.
    if (random() < 0.03) parts.push(Math.floor(random() * 256));
    else parts.push(...(shards[Math.floor(random() * shards.length)] ?? []));
  }
  return Uint8Array.from(parts);
}

describe('by the standard, read as slowly as it is written,', () => {
  it('every body of the test set is read the same', () => {
    for (const { body, name } of eventStreamBodies) {
      const bytes = toBytes(body);
      expect(read([bytes], ''), name).to.deep.equal(expected(bytes, ''));
      expect(read([bytes], '41'), name).to.deep.equal(expected(bytes, '41'));
    }
  });

  it('2,000 random bodies are read the same, whole, byte by byte and in random pieces', () => {
    const random = seededRandom(2026);
    for (let round = 0; round < 2_000; round += 1) {
      const bytes = randomBody(random);
      const lastEventId = random() < 0.5 ? '' : '41';
      const wanted = expected(bytes, lastEventId);
      const where = JSON.stringify(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      for (const chunks of [[bytes], inPieces(bytes, 1), randomPieces(bytes, round)]) {
        expect(read(chunks, lastEventId), where).to.deep.equal(wanted);
      }
    }
  });
});
