import { expect } from 'chai';
import { drainConnection, feed, type DrainedConnection } from '../support/drain-connection.js';
import { cutStreamResponse, eventStreamResponse } from '../support/fake-fetch.js';

/** Messages with these ids. */
function withIds(...ids: readonly (number | string)[]): string {
  return ids.map((id) => `id: ${id}\ndata: ${id}\n\n`).join('');
}

/** A stream that breaks, and what follows on the next one. */
async function resume(
  before: string,
  after: string,
  headers: Record<string, string> = {},
): Promise<DrainedConnection> {
  const run = await drainConnection(feed, (server) =>
    server.answer(cutStreamResponse(before), eventStreamResponse(after, headers), 'never'),
  );
  await run.clock.advance(500);
  return run;
}

const kinds = ({ items }: DrainedConnection): string[] => items.map(({ type }) => type);
const whole = ['opened', 'messages', 'opened', 'messages'];
const gapped = ['opened', 'messages', 'opened', 'gap', 'messages'];

describe('a connection that was resumed', () => {
  it('tells of a gap in ids that are counted, before what comes after it', async () => {
    expect(kinds(await resume(withIds(1, 2, 3, 4), withIds(7, 8)))).to.deep.equal(gapped);
  });

  const sound: Readonly<Record<string, readonly [string, string]>> = {
    'goes on with the next id': [withIds(1, 2, 3, 4), withIds(5, 6)],
    'begins with what had come already': [withIds(1, 2, 3, 4), withIds(2, 3, 4, 5)],
    'begins to count anew': [withIds(1, 2, 3, 4), withIds(1, 2)],
    'counts in steps of its own': [withIds(10, 20, 30, 40), withIds(60)],
    'has given too few ids to know': [withIds(1, 2, 3), withIds(7)],
    'has ids that are no numbers': [withIds('a', 'b', 'c', 'd'), withIds('x')],
    'has left out ids before': [withIds(1, 2, 3, 4, 9), withIds(12)],
  };
  for (const [what, [before, after]] of Object.entries(sound)) {
    it(`tells of none when the server ${what}`, async () => {
      expect(kinds(await resume(before, after))).to.deep.equal(whole);
    });
  }

  for (const name of ['Mercure-Last-Event-ID', 'Last-Event-ID']) {
    it(`tells of a gap when the server names another id with ${name}`, async () => {
      const run = await resume(withIds('é'), withIds('x'), { [name]: 'earliest' });
      expect(kinds(run)).to.deep.equal(gapped);
    });

    it(`tells of none when the server names the same id with ${name}`, async () => {
      const bytes = String.fromCharCode(...new TextEncoder().encode('é'));
      const run = await resume(withIds('é'), withIds('x'), { [name]: bytes });
      expect(kinds(run)).to.deep.equal(whole);
    });
  }

  it('tells of a gap once, and goes on counting', async () => {
    const run = await drainConnection(feed, (server) => {
      server.answer(cutStreamResponse(withIds(1, 2, 3, 4)), cutStreamResponse(withIds(9, 10)));
      server.answer(eventStreamResponse(withIds(11)), eventStreamResponse(withIds(14)), 'never');
    });
    await run.clock.advance(10_000);
    expect(kinds(run).filter((kind) => kind === 'gap')).to.have.length(2);
    expect(run.data).to.deep.equal(['1', '2', '3', '4', '9', '10', '11', '14']);
  });
});
