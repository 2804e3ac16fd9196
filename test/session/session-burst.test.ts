import { expect } from 'chai';
import type { StreamEventBody } from '../../src/events/index.js';
import { encode, ok } from '../support/event-dialect.js';
import { settle } from '../support/fake-clock.js';
import { createSessionStand, type SessionStand } from '../support/session-stand.js';

const pieces = Array.from({ length: 100 }, (_, index): StreamEventBody => {
  return { type: 'text.delta', textId: 'a', mode: 'append', text: `${index} ` };
});

/** A session to which each stream event costs a millisecond, and how many it has taken. */
function slowStand(): SessionStand & { taken: number } {
  const stand = { ...createSessionStand(), taken: 0 };
  stand.session.subscribe(({ type }) => {
    if (type !== 'received') return;
    stand.taken += 1;
    void stand.clock.sleep(1);
  });
  return stand;
}

describe('a burst of messages', () => {
  it('is taken in over many tasks, in order and without a loss', async () => {
    const stand = slowStand();
    const stream = await stand.ask();
    stream.push(encode(...pieces, ok));
    const steps: number[] = [];
    for (let before = 0; stand.taken <= pieces.length; before = stand.taken) {
      await settle(1);
      steps.push(stand.taken - before);
    }
    expect(Math.max(...steps)).to.be.at.most(20);
    const [part] = stand.session.state.run?.messages[0]?.parts ?? [];
    expect(part).to.include({ text: pieces.map((_, index) => `${index} `).join('') });
  });

  it('ends at once when it is stopped in between', async () => {
    const stand = slowStand();
    const stream = await stand.ask();
    stream.push(encode(...pieces, ok));
    await settle(1);
    stand.session.stop();
    const { taken } = stand;
    await settle(20);
    expect(taken).to.be.within(1, 99);
    expect(stand.taken).to.equal(taken);
  });
});
