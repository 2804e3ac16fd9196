import { expect } from 'chai';
import { openStream } from '../../src/connection/index.js';
import { collect } from '../support/async-outcomes.js';
import { openFaults } from '../support/faults.js';

describe('over real sockets', () => {
  it('reads', async () => {
    const faults = await openFaults();
    await faults.answer({ answers: [{ body: 'data: a\n\ndata: é👍\n\n', slice: 3 }] });
    const opened = await openStream({ url: faults.url, method: 'GET' });
    if (opened.kind !== 'stream') throw new Error('no stream');
    expect((await collect(opened.messages)).map((m) => m.data)).to.deep.equal(['a', 'é👍']);
    const [request] = await faults.requests(1, 1);
    expect(request).to.include({ method: 'GET', isClosed: true });
  });
});
