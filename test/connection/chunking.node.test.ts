import { expect } from 'chai';
import { createMessageDecoder, type SseMessage } from '../../src/connection/index.js';
import { everySplit, inPieces, randomPieces, toBytes } from '../support/chunked-body.js';
import { eventStreamBodies } from '../support/event-stream-bodies.js';
import { listFixtures, loadFixture } from '../support/fixtures.js';

/** Everything that a body gives: its messages, also a leftover one, its comments, its id and its time. */
function readAll(chunks: readonly Uint8Array[]): string {
  const comments: string[] = [];
  const decoder = createMessageDecoder({ onComment: (text) => comments.push(text) });
  const messages: SseMessage[] = chunks.flatMap((chunk) => decoder.decode(chunk));
  messages.push(...decoder.end());
  return JSON.stringify([messages, comments, decoder.lastEventId, decoder.retryTime]);
}

/** Every body of the test set: those after the standard and its tests, and the recorded streams. */
async function allBodies(): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]> {
  const recorded = listFixtures().map(async ({ dialect, name }) => ({
    name: `${dialect}/${name}`,
    bytes: (await loadFixture(dialect, name)).bytes,
  }));
  const made = eventStreamBodies.map(({ name, body }) => ({ name, bytes: toBytes(body) }));
  return [...made, ...(await Promise.all(recorded))];
}

const longestPieces = [2, 7, 50, 400] as const;

describe('the same messages come of a body', () => {
  it('known bug 2: at whatever byte it is cut in two, and byte by byte', async () => {
    for (const { bytes, name } of await allBodies()) {
      const whole = readAll([bytes]);
      expect(readAll(inPieces(bytes, 1)), `${name}, byte by byte`).to.equal(whole);
      for (const chunks of everySplit(bytes)) {
        if (readAll(chunks) !== whole) expect.fail(`${name}, at ${chunks[0]?.byteLength}`);
      }
    }
  });

  it('in whatever pieces it comes, a thousand times', async () => {
    const bodies = await allBodies();
    expect(bodies).to.have.length.above(90);
    for (const { bytes, name } of bodies) {
      const whole = readAll([bytes]);
      for (let seed = 1; seed <= 1_000; seed += 1) {
        const chunks = randomPieces(bytes, seed, longestPieces[seed % longestPieces.length]);
        if (readAll(chunks) !== whole) expect.fail(`${name}, seed ${seed}`);
      }
    }
  });
});
