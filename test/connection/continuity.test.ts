import { expect } from 'chai';
import { drainConnection, feed, prompt, type DrainOptions } from '../support/drain-connection.js';
import { eventStreamResponse } from '../support/fake-fetch.js';

const stream = (ids: readonly string[], headers: Record<string, string> = {}): Response =>
  eventStreamResponse(ids.map((id) => `${id}data: x\n\n`).join(''), headers);

const withIds = (...ids: (string | number)[]): Response => stream(ids.map((id) => `id: ${id}\n`));

/** The items of streams that follow one another, but for comments. */
async function read(answers: readonly Response[], options: DrainOptions = {}): Promise<string[]> {
  const run = await drainConnection(
    options.resume ? prompt : feed,
    (server) => server.answer(...answers, 'never'),
    { whenEnded: 'reopen', ...options },
  );
  await run.clock.advance(60_000);
  return run.items.map(({ type }) => type);
}

const whole = ['opened', 'messages', 'opened', 'messages'];
const gap = ['opened', 'messages', 'opened', 'gap', 'messages'];

describe('a stream that is opened again', () => {
  it('goes on when its ids do', async () => {
    expect(await read([withIds(1, 2, 3), withIds(4, 5)])).to.deep.equal(whole);
    expect(await read([withIds(1, 2), withIds(2, 3)]), 'with the last once more').to.deep.equal(
      whole,
    );
    expect(await read([withIds('a', 'b'), withIds('x')]), 'as far as letters tell').to.deep.equal(
      whole,
    );
  });

  it('known bug 48: has a gap when ids are left out that had counted one by one', async () => {
    expect(await read([withIds(1, 2, 3), withIds(6, 7)])).to.deep.equal(gap);
  });

  it('has one when ids come again, or count from the start', async () => {
    expect(await read([withIds(4, 5, 6), withIds(5, 6, 7)])).to.deep.equal(gap);
    expect(await read([withIds(4, 5, 6), withIds(1, 2)])).to.deep.equal(gap);
    expect(await read([withIds(1, 2), withIds('epoch-2/1')])).to.deep.equal(gap);
  });

  it('is not suspected when ids had left some out before, or are too few to tell', async () => {
    expect(await read([withIds(1, 2, 5, 6), withIds(9)])).to.deep.equal(whole);
    expect(await read([withIds(7), withIds(9)])).to.deep.equal(whole);
  });

  it('counts on from an id that came without data', async () => {
    const first = eventStreamResponse('id: 1\ndata: x\n\nid: 2\ndata: x\n\nid: 3\n\n');
    expect(await read([first, withIds(4)])).to.deep.equal(whole);
  });

  for (const name of ['last-event-id', 'mercure-last-event-id']) {
    it(`has a gap when the server says with ${name} that it goes on from elsewhere`, async () => {
      const from = (id: string): Response => stream(['id: c\n'], { [name]: id });
      expect(await read([withIds('a', 'b'), from('earliest')])).to.deep.equal(gap);
      expect(await read([withIds('a', 'b'), from('b')])).to.deep.equal(whole);
    });
  }

  it('may have one when the server could not be told where to go on', async () => {
    expect(await read([stream(['', '']), stream([''])])).to.deep.equal(gap);
    const resume = () => feed;
    expect(await read([stream(['']), stream([''])], { resume })).to.deep.equal(gap);
  });

  it('has none when nothing had come that could go on', async () => {
    const silent = eventStreamResponse(': hello\n\n');
    expect(await read([silent, withIds(1)])).to.deep.equal([
      'opened',
      'comment',
      'opened',
      'messages',
    ]);
  });

  it('is told of once for each time it is opened', async () => {
    const answers = [withIds(1, 2), withIds(5, 8, 6), withIds(9, 12)];
    expect((await read(answers)).filter((type) => type === 'gap')).to.have.length(1);
    const resets = [withIds(1, 2), withIds(5, 6), withIds(9, 10)];
    expect((await read(resets)).filter((type) => type === 'gap')).to.have.length(2);
  });
});
