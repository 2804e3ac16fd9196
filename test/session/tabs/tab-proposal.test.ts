import { expect } from 'chai';
import { pushStream } from '../../support/fake-fetch.js';
import type { Tab } from '../../support/tab-browser.js';
import { createTabStand, toldIn } from '../../support/tab-stand.js';

const settings = {
  ...{ dialect: 'iterative-planning', endpoint: '/api/execute-plan' },
  params: { goal: 'Enter Norway', proposal: 'Look at three markets' },
};

/** Two tabs that ask first. */
async function asking() {
  const stand = createTabStand(settings);
  const [leader, follower] = await stand.openTwo();
  for (const { session } of [leader, follower]) session.askFirst();
  await stand.browser.settle();
  return { ...stand, leader, follower };
}

function standings({ session: { state } }: Tab): unknown[] {
  return [...state.past, ...(state.run ? [state.run] : [])].map(({ status, checkpoints }) => [
    status,
    ...checkpoints.map(({ decision }) =>
      'outcome' in decision ? decision.outcome : decision.phase,
    ),
  ]);
}

describe('A proposal in several tabs', () => {
  it('is asked once, in all of them, and answered in any with one request', async () => {
    const { browser, follower, leader, server } = await asking();
    expect([leader, follower].map(standings)).to.deep.equal([
      [['paused', 'open']],
      [['paused', 'open']],
    ]);
    server.answer(pushStream());
    void follower.session.decide('proposal', 'approve');
    void leader.session.decide('proposal', 'approve');
    await browser.settle();
    expect(server.requests).to.have.length(1);
    for (const tab of [leader, follower]) {
      expect(standings(tab)).to.deep.equal([['running', 'approved']]);
      expect(toldIn(tab).filter((name) => name === 'decided')).to.have.length(1);
    }
  });

  it('stays asked, and stays approved, when another tab leads', async () => {
    const { browser, follower, leader, server } = await asking();
    leader.session.close();
    await browser.settle();
    expect(standings(follower)).to.deep.equal([['paused', 'open']]);
    const stream = pushStream();
    server.answer(stream, pushStream());
    void follower.session.decide('proposal', 'approve');
    await browser.settle();
    stream.push('event: complete\ndata: {}\n\n');
    await browser.settle();
    void follower.session.send('Enter Sweden');
    await browser.settle();
    expect(standings(follower)).to.deep.equal([['ok', 'approved'], ['running']]);
  });
});
