import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { openStream } from '../../src/connection/index.js';
import { toBytes } from '../support/chunked-body.js';
import { createFakeFetch, eventStreamResponse } from '../support/fake-fetch.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const MEBIBYTE = 2 ** 20;

/** A body of so many pieces, made as it is read. */
function flood(piece: Uint8Array, pieces: number): ReadableStream<Uint8Array> {
  let left = pieces;
  return new ReadableStream(
    {
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        // A copy, as every piece from the network has memory of its own.
        else controller.enqueue(piece.slice());
      },
    },
    { highWaterMark: 0 },
  );
}

describe('a flood', () => {
  it('known bug 45: is read to its end in memory that does not grow with it', async () => {
    const perPiece = 640;
    const piece = toBytes(`data: ${'x'.repeat(92)}\n\n`.repeat(perPiece));
    const server = createFakeFetch();
    server.answer(eventStreamResponse(flood(piece, 1_000)));
    const opened = await openStream({ url: 'https://a.example/', method: 'GET' }, server);
    if (opened.kind !== 'stream') throw new Error('Expected a stream, got JSON');
    let [messages, early] = [0, 0];
    for await (const batch of opened.batches) {
      messages += batch.length;
      if (messages === 100 * perPiece) early = heap();
    }
    expect(messages).to.equal(1_000 * perPiece);
    expect(heap() - early).to.be.below(MEBIBYTE);
  });
});
