import { expect } from 'chai';
import { createMessageDecoder, type SseMessage } from '../../src/connection/index.js';
import { everySplit, inPieces, randomPieces, toBytes } from '../support/chunked-body.js';
import { eventStreamBodies } from '../support/event-stream-bodies.js';
import { fixtureCases, listFixtures, loadFixture } from '../support/fixtures.js';

/** Everything that a body gives: its messages, also a leftover one, its comments, its id and its time. */
function readAll(chunks: readonly Uint8Array[]): string {
  const comments: string[] = [];
  const decoder = createMessageDecoder({ onComment: (text) => comments.push(text) });
  const messages: SseMessage[] = chunks.flatMap((chunk) => decoder.decode(chunk));
  messages.push(...decoder.end());
  return JSON.stringify([messages, comments, decoder.lastEventId, decoder.retryTime]);
}

interface Body {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Those after the standard and its tests. */
const written: readonly Body[] = eventStreamBodies.map(({ name, body }) => ({
  name,
  bytes: toBytes(body),
}));

/** What servers have said. */
const recorded: readonly Body[] = await Promise.all(
  listFixtures().map(async ({ dialect, name }) => ({
    name: `${dialect}/${name}`,
    bytes: (await loadFixture(dialect, name)).bytes,
  })),
);

const longestPieces = [7, 30, 200, 1_000] as const;

function expectSameInAnyPieces({ bytes, name }: Body): void {
  const whole = readAll([bytes]);
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const chunks = randomPieces(bytes, seed, longestPieces[seed % longestPieces.length]);
    if (readAll(chunks) !== whole) expect.fail(`${name}, seed ${seed}`);
  }
}

describe('the same messages come of a body', () => {
  it('known bug 2: at whatever byte it is cut in two, and byte by byte', () => {
    for (const { bytes, name } of [...written, ...recorded]) {
      const whole = readAll([bytes]);
      expect(readAll(inPieces(bytes, 1)), `${name}, byte by byte`).to.equal(whole);
      for (const chunks of everySplit(bytes)) {
        if (readAll(chunks) !== whole) expect.fail(`${name}, at ${chunks[0]?.byteLength}`);
      }
    }
  });

  it('in a thousand random ways to cut it, for each after the standard', () => {
    for (const body of written) expectSameInAnyPieces(body);
  });

  for (const dialect of Object.keys(fixtureCases)) {
    it(`in a thousand random ways to cut it, for each of ${dialect}`, () => {
      const bodies = recorded.filter(({ name }) => name.startsWith(dialect));
      for (const body of bodies) expectSameInAnyPieces(body);
    });
  }
});
