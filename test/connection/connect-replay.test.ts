import { expect } from 'chai';
import { randomPieces, seededRandom, toBytes } from '../support/chunked-body.js';
import { drainConnection, feed } from '../support/drain-connection.js';
import { eventStreamResponse, type FakeRequest } from '../support/fake-fetch.js';

const history = Array.from({ length: 60 }, (_, index) => ({
  id: `№${index + 1}`,
  data: JSON.stringify({ n: index + 1, text: 'é日👍\nline' }),
}));

/** What a server sends that goes on after the id it is given. */
function replay({ headers }: FakeRequest): Uint8Array {
  const header = headers.get('last-event-id') ?? '';
  const id = new TextDecoder().decode(Uint8Array.from(header, (char) => char.charCodeAt(0)));
  const from = id === '' ? 0 : Number(id.slice(1));
  const blocks = history
    .slice(from)
    .map((block) => `id: ${block.id}\r\ndata: ${block.data}\r\n\r\n`);
  return toBytes(`retry: 1000\n: hello\n${blocks.join('')}`);
}

/** A body that is cut at any byte, cleanly or not. Often enough it gives nothing at all. */
function cutAnywhere(bytes: Uint8Array, random: () => number): ReadableStream<Uint8Array> {
  const cut = bytes.subarray(0, Math.floor(random() * 400));
  const pieces = randomPieces(cut, Math.floor(random() * 1e9), 50);
  const isClean = random() < 0.5;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else if (isClean) controller.close();
        else controller.error(new TypeError('terminated'));
      },
    },
    { highWaterMark: 0 },
  );
}

describe('connect with a server that replays', () => {
  it('loses and doubles nothing, wherever and however often it is cut', async () => {
    const expected = history.map(({ data }) => data);
    let cuts = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const random = seededRandom(seed);
      const run = await drainConnection(
        feed,
        (server) =>
          server.always((request) => eventStreamResponse(cutAnywhere(replay(request), random))),
        { maxRetries: Infinity },
      );
      run.clock.setRandom(random);
      while (run.data.length < expected.length) await run.clock.advance(run.clock.next ?? 0);
      await run.stop();
      cuts += run.server.requests.length - 1;
      expect(run.data, `seed ${seed}`).to.deep.equal(expected);
    }
    expect(cuts).to.be.above(250);
  });
});
